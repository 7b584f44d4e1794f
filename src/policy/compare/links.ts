import { besides, numberAt, siblingsOf, type PlaceTree } from './place-tree.ts'

/** Which place of the old edition goes on as which of the new one; each at most once. */
export type Links = {
  /** By position in the new edition; -1 is none. */
  readonly toBefore: Int32Array
  readonly toAfter: Int32Array
}

export const noLinks = (before: PlaceTree, after: PlaceTree): Links => ({
  toBefore: new Int32Array(after.places.length).fill(-1),
  toAfter: new Int32Array(before.places.length).fill(-1),
})

export function link(links: Links, o: number, n: number): void {
  links.toBefore[n] = o
  links.toAfter[o] = n
}

export function unlink(links: Links, o: number, n: number): void {
  links.toBefore[n] = -1
  links.toAfter[o] = -1
}

export const freeBefore = (links: Links, o: number): boolean => o >= 0 && numberAt(links.toAfter, o) < 0
export const freeAfter = (links: Links, n: number): boolean => n >= 0 && numberAt(links.toBefore, n) < 0

/** Headings of fewer characters (「報告」, 「目的」) come again and again and tell nothing alone. */
const TELLING = 9

/**
 * Links places with the same words. First words that stand once on both sides, then outwards from what is linked
 * (the next place, the place before, the children of linked parents), at last words that stand several times, in
 * order. Linear.
 */
export function linkSameWords(before: PlaceTree, after: PlaceTree, links: Links): void {
  const old = groups(before.own)
  const now = groups(after.own)
  for (const [words, [n = -1, ...moreNow]] of now) {
    const [o = -1, ...moreOld] = old.get(words) ?? []
    if (moreNow.length > 0 || moreOld.length > 0 || words.length <= TELLING) continue
    if (freeBefore(links, o) && freeAfter(links, n)) link(links, o, n)
  }
  spreadSameWords(before, after, links)
  for (const [words, list] of now) {
    if (words.length <= TELLING) continue
    const olds = (old.get(words) ?? []).filter((o) => freeBefore(links, o))
    const news = list.filter((n) => freeAfter(links, n))
    if (olds.length === 0 || news.length === 0) continue
    for (const n of news) {
      const same = olds.find((o) => freeBefore(links, o) && before.places[o]?.eid === after.places[n]?.eid)
      if (same !== undefined) link(links, same, n)
    }
    const rest = news.filter((n) => freeAfter(links, n))
    for (const [i, o] of olds.filter((it) => freeBefore(links, it)).entries()) {
      const n = rest[i]
      if (n !== undefined) link(links, o, n)
    }
  }
  spreadSameWords(before, after, links)
}

function groups(words: readonly string[]): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (const [i, w] of words.entries()) {
    const list = found.get(w)
    if (list === undefined) found.set(w, [i])
    else list.push(i)
  }
  return found
}

/** From linked places to their neighbours with the same words, down to the children and up to the parents. */
export function spreadSameWords(before: PlaceTree, after: PlaceTree, links: Links): void {
  const same = (o: number, n: number) => before.own[o] === after.own[n]
  for (let round = 0; round < 4; round += 1) {
    let more = 0
    const take = (o: number, n: number) => {
      if (freeBefore(links, o) && freeAfter(links, n) && same(o, n)) {
        link(links, o, n)
        more += 1
      }
    }
    const count = after.places.length
    for (let n = 0; n < count; n += 1) {
      const o = numberAt(links.toBefore, n)
      if (o < 0) continue
      take(besides(before, o, 1), besides(after, n, 1))
      take(before.children[o]?.[0] ?? -1, after.children[n]?.[0] ?? -1)
    }
    for (let n = count - 1; n >= 0; n -= 1) {
      const o = numberAt(links.toBefore, n)
      if (o < 0) continue
      take(besides(before, o, -1), besides(after, n, -1))
      take(numberAt(before.parent, o), numberAt(after.parent, n))
      linkEqualChildren(before.children[o] ?? [], after.children[n] ?? [], before, after, take)
    }
    linkEqualChildren(before.roots, after.roots, before, after, take)
    if (more === 0) return
  }
}

/** Children of linked parents with the same words, in order. */
function linkEqualChildren(
  olds: readonly number[],
  news: readonly number[],
  before: PlaceTree,
  after: PlaceTree,
  take: (o: number, n: number) => void,
): void {
  const waiting = new Map<string, number[]>()
  for (const o of olds) {
    const words = before.own[o] ?? ''
    const list = waiting.get(words)
    if (list === undefined) waiting.set(words, [o])
    else list.push(o)
  }
  for (const n of news) {
    const list = waiting.get(after.own[n] ?? '')
    const o = list?.shift()
    if (o !== undefined) take(o, n)
  }
}

/** Where most of what stands below a new place comes from: the old parents of its children, with their weight. */
export function originsOfChildren(
  before: PlaceTree,
  after: PlaceTree,
  links: Links,
  n: number,
): Map<number, number> {
  const votes = new Map<number, number>()
  for (const c of after.children[n] ?? []) {
    const o = numberAt(links.toBefore, c)
    if (o < 0) continue
    const above = numberAt(before.parent, o)
    votes.set(above, (votes.get(above) ?? 0) + numberAt(after.weight, c))
  }
  return votes
}

/** Whether a linked pair stands under the same parent. */
export function sameParent(before: PlaceTree, after: PlaceTree, links: Links, o: number, n: number): boolean {
  const above = numberAt(before.parent, o)
  const now = numberAt(after.parent, n)
  if (above < 0 || now < 0) return above < 0 && now < 0
  return numberAt(links.toBefore, now) === above
}

/** Whether the places beside a pair go on as the places beside it, 0 to 2. The end of a list counts as a neighbour. */
export function sameNeighbours(
  before: PlaceTree,
  after: PlaceTree,
  links: Links,
  o: number,
  n: number,
): number {
  let same = 0
  for (const step of [1, -1] as const) {
    const was = besides(before, o, step)
    const is = besides(after, n, step)
    if (is < 0 ? was < 0 : numberAt(links.toBefore, is) === was && was >= 0) same += 1
  }
  return same
}

/** Old siblings that stand where a new place stands, judged by its linked neighbours. */
export function oldInTheSameGap(before: PlaceTree, after: PlaceTree, links: Links, n: number): number[] {
  const found: number[] = []
  const siblings = siblingsOf(after, n)
  const rank = numberAt(after.rank, n)
  for (const step of [1, -1] as const) {
    for (let k = 1; k <= 3; k += 1) {
      const beside = siblings[rank + step * k]
      if (beside === undefined) break
      const o = numberAt(links.toBefore, beside)
      if (o < 0) continue
      for (let back = 1; back <= 3; back += 1) {
        const candidate = siblingsOf(before, o)[numberAt(before.rank, o) - step * back]
        if (candidate !== undefined && freeBefore(links, candidate)) found.push(candidate)
      }
      break
    }
  }
  const above = numberAt(after.parent, n)
  const olds = above < 0 ? before.roots : (before.children[numberAt(links.toBefore, above)] ?? [])
  const same = olds[rank]
  if (same !== undefined && freeBefore(links, same)) found.push(same)
  const [only, ...more] = olds.length <= 12 ? olds.filter((o) => freeBefore(links, o)) : []
  if (only !== undefined && more.length === 0) found.push(only)
  return found
}
