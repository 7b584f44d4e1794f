import type { Passing } from './pairing.ts'

/**
 * What `pair` must answer, the slow way: for each going in, the first line of the same person after it in the order of
 * the day tells whether he came out of it.
 */
export function naivePairs(passings: readonly Passing[]): Map<string, string | null> {
  const rank = (each: Passing) => `${each.at} ${each.direction === 'out' ? 0 : 1} ${each.lineId}`
  const found = new Map<string, string | null>()
  for (const each of passings) {
    if (each.direction !== 'in') continue
    const next = passings
      .filter((other) => other.who === each.who && rank(other) > rank(each))
      .toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))[0]
    found.set(each.lineId, next?.direction === 'out' ? next.lineId : null)
  }
  return found
}
