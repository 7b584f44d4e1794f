import type { Value } from '#engine/register/definition.ts'
import type { EntryFacts } from './definition.ts'

/** The strictest level of confidentiality there is. */
export const STRICTEST = 3

/**
 * The level behind a class: its leading digit, whatever the city's scheme calls it (「3」, 「3A」 and 「3C」 are level 3).
 * What nobody has classified counts as the strictest.
 */
export function levelOf(value: Value | undefined): number {
  const digit = typeof value === 'string' ? Number(value.slice(0, 1)) : Number.NaN
  return digit >= 1 && digit <= STRICTEST ? digit : STRICTEST
}

/** The strictest confidentiality among the lines of a case; 0 when there are none. */
export function strictestLevel(entries: readonly EntryFacts[]): number {
  return Math.max(0, ...entries.map((entry) => levelOf(entry.values['confidentiality'])))
}
