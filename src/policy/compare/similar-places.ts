import {
  freeAfter,
  freeBefore,
  link,
  oldInTheSameGap,
  originsOfChildren,
  sameNeighbours,
  sameParent,
  spreadSameWords,
  type Links,
} from './links.ts'
import { numberAt, type PlaceTree } from './place-tree.ts'
import { finder, likeness, type PairSpace } from './word-pairs.ts'

/** Scores from which a pair is linked, round by round: what is plain first, since it tells about its surroundings. */
const ROUNDS = [0.95, 0.8, 0.65, 0.52, 0.46] as const
/** Below this the words have nothing to do with each other, whatever stands around them. */
const LEAST_LIKENESS = 0.16
const SAME_PARENT = 0.12
const SAME_NEIGHBOUR = 0.06
const SAME_NUMBER = 0.05
/** Moved and reworded at once is rare: then the words must speak for it. */
const OTHER_PARENT = 0.1

/**
 * Links what is left by the likeness of the words, with a bonus for the same parent, neighbours and number. Only places
 * that share rare pairs of characters, or stand in the same gap, are compared, so that the work grows with the text.
 */
export function linkSimilarWords(before: PlaceTree, after: PlaceTree, links: Links, space: PairSpace): void {
  const find = finder(space.before, space.weights, (o) => freeBefore(links, o))
  const byWords = new Map<number, number[]>()
  for (const threshold of ROUNDS) {
    const pairs: { readonly o: number; readonly n: number; readonly score: number }[] = []
    for (let n = 0; n < after.places.length; n += 1) {
      if (!freeAfter(links, n)) continue
      const candidates = byWords.get(n) ?? find(space.after[n] ?? { of: new Int32Array(0), weight: 0 }, 8)
      byWords.set(n, candidates)
      const sameNumber = before.at.get(after.places[n]?.eid ?? '')
      const around = [
        ...oldInTheSameGap(before, after, links, n),
        ...originsOfChildren(before, after, links, n).keys(),
        ...(sameNumber === undefined ? [] : [sameNumber]),
      ]
      for (const o of new Set([...candidates, ...around])) {
        if (!freeBefore(links, o)) continue
        const score = scoreOf(before, after, links, space, o, n)
        if (score >= threshold) pairs.push({ o, n, score })
      }
    }
    pairs.sort((a, b) => b.score - a.score || a.n - b.n || a.o - b.o)
    for (const { o, n } of pairs) if (freeBefore(links, o) && freeAfter(links, n)) link(links, o, n)
    if (pairs.length > 0) spreadSameWords(before, after, links)
  }
}

/** How much a pair looks like the same provision, 0 to about 1.3. */
export function scoreOf(
  before: PlaceTree,
  after: PlaceTree,
  links: Links,
  space: PairSpace,
  o: number,
  n: number,
): number {
  const words = ownLikeness(before, after, space, o, n)
  const below = childLikeness(before, after, links, o, n)
  const alike =
    below === null ? words : hasWords(after, n) ? 0.7 * words + 0.3 * below : 0.3 * words + 0.7 * below
  if (alike < LEAST_LIKENESS) return 0
  return (
    alike +
    (sameParent(before, after, links, o, n) ? SAME_PARENT : -OTHER_PARENT) +
    SAME_NEIGHBOUR * sameNeighbours(before, after, links, o, n) +
    (before.places[o]?.eid === after.places[n]?.eid ? SAME_NUMBER : 0)
  )
}

const hasWords = (tree: PlaceTree, i: number) => (tree.words[i] ?? '') !== ''

function ownLikeness(before: PlaceTree, after: PlaceTree, space: PairSpace, o: number, n: number): number {
  const a = space.before[o]
  const b = space.after[n]
  if (a === undefined || b === undefined) return 0
  // A place of words and one that is only a heading are not the same sort of thing.
  const whole = likeness(a, b, space.weights)
  return hasWords(before, o) === hasWords(after, n) ? whole : 0.7 * whole
}

/** Share of what stands below that went from one to the other; null when nothing stands below either. */
function childLikeness(
  before: PlaceTree,
  after: PlaceTree,
  links: Links,
  o: number,
  n: number,
): number | null {
  const was = weightBelow(before, o)
  const is = weightBelow(after, n)
  if (was === 0 && is === 0) return null
  return (originsOfChildren(before, after, links, n).get(o) ?? 0) / Math.max(was, is)
}

export function weightBelow(tree: PlaceTree, i: number): number {
  let sum = 0
  for (const c of tree.children[i] ?? []) sum += numberAt(tree.weight, c)
  return sum
}
