import { isOpen, needsCheck } from './standing.ts'
import type { NormOut } from './types.ts'

/** Which norms are shown: all, those to check, or those put off. */
export type Only = 'all' | 'check' | 'later'

type Ordered = Pick<NormOut, 'normId' | 'state' | 'worst'>

/** Whether a norm belongs to what is shown. The one that is selected stays in sight while it is decided. */
export function isShown(
  norm: Ordered,
  only: Only,
  later: ReadonlySet<string>,
  current: string | undefined,
): boolean {
  if (only === 'all' || norm.normId === current) return true
  return only === 'check' ? needsCheck(norm) : later.has(norm.normId) && isOpen(norm)
}

/**
 * The norm to go to after one was decided or put off: the next one that waits, in the order of the text, round the end.
 * Those put off come last. Undefined when nothing waits.
 */
export function nextWaiting<N extends Ordered>(
  norms: readonly N[],
  from: string | undefined,
  only: Only,
  later: ReadonlySet<string>,
): N | undefined {
  const at = norms.findIndex((norm) => norm.normId === from)
  const others = [...norms.slice(at + 1), ...norms.slice(0, Math.max(0, at))]
  const waits = others.filter((norm) => isShown(norm, only, later, undefined) && isOpen(norm))
  return waits.find((norm) => !later.has(norm.normId)) ?? waits[0]
}

/** The neighbour of a norm among those shown; the first one when none is selected. */
export function neighbour<N extends Ordered>(
  shown: readonly N[],
  current: string | undefined,
  by: 1 | -1,
): N | undefined {
  const at = shown.findIndex((norm) => norm.normId === current)
  return at === -1 ? shown[0] : shown[at + by]
}

/** Which of those to check a norm is: 12 of 29; null when it is none of them. */
export function placeAmongWaiting(
  norms: readonly Ordered[],
  current: string | undefined,
): { readonly at: number; readonly of: number } | null {
  const waiting = norms.filter(needsCheck)
  const at = waiting.findIndex((norm) => norm.normId === current)
  return at === -1 ? null : { at: at + 1, of: waiting.length }
}
