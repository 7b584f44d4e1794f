import type { ParameterOut } from './values-page.tsx'

type Ordered = Pick<ParameterOut, 'parameter' | 'value'>

/**
 * Values not set yet before those that are. The order is that of the moment the page was opened: a row does not jump
 * away under the hand that has just filled it in. `before` are the keys as they stood then.
 */
export function inOrder<P extends Ordered>(parameters: readonly P[], before: readonly string[]): P[] {
  const place = new Map(before.map((key, index) => [key, index]))
  const known = parameters.filter((each) => place.has(each.parameter))
  const fresh = parameters.filter((each) => !place.has(each.parameter))
  return [
    ...known.toSorted((one, other) => (place.get(one.parameter) ?? 0) - (place.get(other.parameter) ?? 0)),
    ...fresh.toSorted((one, other) => Number(one.value !== null) - Number(other.value !== null)),
  ]
}

/** The next value not set yet after one, round the end; undefined when all others are set. */
export function nextOpen<P extends Ordered>(ordered: readonly P[], from: string): P | undefined {
  const at = ordered.findIndex((each) => each.parameter === from)
  const others = [...ordered.slice(at + 1), ...ordered.slice(0, Math.max(0, at))]
  return others.find((each) => each.value === null)
}

/** What is wrong with a value somebody typed. A value with a unit is a number, in either width. */
export function valueProblem(typed: string, unit: string): 'missing' | 'not-number' | null {
  const value = plainValue(typed, unit)
  if (value === '') return 'missing'
  return unit !== '' && !/^[0-9]+(\.[0-9]+)?$/.test(value) ? 'not-number' : null
}

/** A typed value as it is kept: numbers in half width, without thousands marks and a repeated unit. */
export function plainValue(typed: string, unit: string): string {
  if (unit === '') return typed.trim()
  const half = typed.normalize('NFKC').replaceAll(',', '').trim()
  return half.endsWith(unit) ? half.slice(0, -unit.length).trim() : half
}
