import type { Value } from './definition.ts'

/**
 * A class begins with its base level, 3 the strictest; where a scheme has several classes of one level a letter
 * follows, A the strictest: 「3」, 「3A」, 「3B」, 「2」. So classes compare without knowing whose scheme they are of.
 */
const form = /^(?<level>[1-3])(?<letter>[A-Z]?)$/

/** The base level of a class; 0 for what is no class. */
export function classLevel(value: Value | undefined): number {
  return typeof value === 'string' ? Number(form.exec(value)?.groups?.['level'] ?? 0) : 0
}

/** Below 0 when the first is stricter, above 0 when it is milder; what is no class comes before every class. */
export function byStrictness(one: Value | undefined, other: Value | undefined): number {
  const [first, second] = [classLevel(one), classLevel(other)]
  if (first === 0 || second === 0) return Number(first !== 0) - Number(second !== 0)
  const [a, b] = [String(one), String(other)]
  return first === second ? Number(a > b) - Number(a < b) : second - first
}

/** The strictest of several values, which is undefined as soon as one of them is no class. */
export function strictestOf(values: readonly (Value | undefined)[]): string | undefined {
  if (values.some((value) => classLevel(value) === 0)) return undefined
  const [first] = values.toSorted(byStrictness)
  return first === undefined ? undefined : String(first)
}
