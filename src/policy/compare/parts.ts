import { freeAfter, freeBefore, link, originsOfChildren, unlink, type Links } from './links.ts'
import { numberAt, type PlaceTree } from './place-tree.ts'
import { weightBelow } from './similar-places.ts'
import {
  finder,
  inStock,
  shared,
  stockOf,
  takeOut,
  type Pairs,
  type PairSpace,
  type Stock,
} from './word-pairs.ts'

/** Places that came out of one old place, or went into one new place, beside the linked one. */
export type Parts = {
  /** New place → the old one it is a part of. */
  readonly splitFrom: ReadonlyMap<number, number>
  /** Old place → the new one it went into. */
  readonly mergedInto: ReadonlyMap<number, number>
}

/** Of a part's words this share must be words of the whole that its other part does not have. */
const PART_OF_WHOLE = 0.6
/** Pairs of characters below which a text is too short to be told from chance. */
const SHORTEST = 8

/**
 * Finds provisions that were split or merged. A part that no link explains must consist of words of the whole that the
 * linked part does not have. The link goes to the part with the most of the words.
 */
export function findParts(before: PlaceTree, after: PlaceTree, links: Links, space: PairSpace): Parts {
  const splitFrom = partsOf(before.own, space.before, space.after, space.weights, {
    free: (n) => freeAfter(links, n) && (after.words[n] ?? '') !== '',
    partner: (o) => numberAt(links.toAfter, o),
    relink: (o, from, to) => {
      if (from >= 0) unlink(links, o, from)
      link(links, o, to)
    },
  })
  const mergedInto = partsOf(after.own, space.after, space.before, space.weights, {
    free: (o) => freeBefore(links, o) && (before.words[o] ?? '') !== '',
    partner: (n) => numberAt(links.toBefore, n),
    relink: (n, from, to) => {
      if (from >= 0) unlink(links, from, n)
      link(links, to, n)
    },
  })
  return {
    splitFrom: new Map([...splitFrom, ...splitContainers(before, after, links, splitFrom)]),
    mergedInto: new Map([...mergedInto, ...mergedContainers(before, after, links, mergedInto)]),
  }
}

function partsOf(
  wholes: readonly string[],
  wholePairs: readonly Pairs[],
  partPairs: readonly Pairs[],
  weights: Float64Array,
  side: {
    free: (part: number) => boolean
    /** The part that the whole is linked to, -1 when it is to none. */
    partner: (whole: number) => number
    relink: (whole: number, from: number, to: number) => void
  },
): Map<number, number> {
  const find = finder(wholePairs, weights, (w) => (wholes[w] ?? '').length > SHORTEST)
  const found = new Map<number, number>()
  const stocks = new Map<number, Stock>()
  const stockLeft = (whole: number, all: Pairs): Stock => {
    const known = stocks.get(whole)
    if (known !== undefined) return known
    const stock = stockOf(all)
    const linked = partPairs[side.partner(whole)]
    if (linked !== undefined) takeOut(stock, linked, weights)
    stocks.set(whole, stock)
    return stock
  }
  const partsByWhole = new Map<number, number[]>()
  for (const [part, pairs] of partPairs.entries()) {
    if (!side.free(part) || pairs.of.length < SHORTEST) continue
    let best = { whole: -1, share: PART_OF_WHOLE }
    for (const whole of find(pairs, 6)) {
      const all = wholePairs[whole]
      // What is much longer than the whole is no part of it.
      if (all === undefined || pairs.weight > all.weight * 1.15) continue
      const share = inStock(stockLeft(whole, all), pairs, weights) / pairs.weight
      if (share > best.share) best = { whole, share }
    }
    const all = wholePairs[best.whole]
    if (all === undefined) continue
    takeOut(stockLeft(best.whole, all), pairs, weights)
    const parts = partsByWhole.get(best.whole)
    if (parts === undefined) partsByWhole.set(best.whole, [part])
    else parts.push(part)
  }
  for (const [whole, parts] of partsByWhole) {
    const all = wholePairs[whole]
    const partner = side.partner(whole)
    if (all === undefined) continue
    const family = partner < 0 ? parts : [partner, ...parts]
    if (family.length < 2) {
      // One part of a whole that nothing else goes on: it goes on itself, much shorter or much longer.
      const [only] = parts
      if (only !== undefined && shared(all, partPairs[only] ?? all, weights) >= 0.4 * all.weight)
        side.relink(whole, -1, only)
      continue
    }
    const stock = stockOf(all)
    const weightOf = new Map(family.map((part) => [part, inStock(stock, partPairs[part] ?? all, weights)]))
    const size = (part: number) => weightOf.get(part) ?? 0
    const largest = family.reduce((a, b) => (size(b) > size(a) * 1.02 ? b : a))
    if (largest !== partner) side.relink(whole, partner, largest)
    for (const part of family) if (part !== largest) found.set(part, whole)
  }
  return found
}

/** New headings whose content came out of an old one that goes on elsewhere. */
function splitContainers(
  before: PlaceTree,
  after: PlaceTree,
  links: Links,
  known: ReadonlyMap<number, number>,
): Map<number, number> {
  const found = new Map<number, number>()
  for (let n = 0; n < after.places.length; n += 1) {
    if (!freeAfter(links, n) || known.has(n) || (after.children[n]?.length ?? 0) === 0) continue
    const [o, weight] = heaviest(originsOfChildren(before, after, links, n))
    if (o < 0 || freeBefore(links, o)) continue
    if (weight >= PART_OF_WHOLE * weightBelow(after, n)) found.set(n, o)
  }
  return found
}

/** Old headings whose content went into a new one that goes on another. */
function mergedContainers(
  before: PlaceTree,
  after: PlaceTree,
  links: Links,
  known: ReadonlyMap<number, number>,
): Map<number, number> {
  const found = new Map<number, number>()
  for (let o = 0; o < before.places.length; o += 1) {
    if (!freeBefore(links, o) || known.has(o) || (before.children[o]?.length ?? 0) === 0) continue
    const votes = new Map<number, number>()
    for (const c of before.children[o] ?? []) {
      const n = numberAt(links.toAfter, c)
      if (n < 0) continue
      const above = numberAt(after.parent, n)
      votes.set(above, (votes.get(above) ?? 0) + numberAt(before.weight, c))
    }
    const [n, weight] = heaviest(votes)
    if (n < 0 || freeAfter(links, n)) continue
    if (weight >= PART_OF_WHOLE * weightBelow(before, o)) found.set(o, n)
  }
  return found
}

function heaviest(votes: ReadonlyMap<number, number>): readonly [number, number] {
  let best: readonly [number, number] = [-1, 0]
  for (const entry of votes) if (entry[0] >= 0 && entry[1] > best[1]) best = entry
  return best
}
