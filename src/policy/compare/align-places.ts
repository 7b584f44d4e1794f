import { findParts, type Parts } from './parts.ts'
import { freeAfter, freeBefore, link, linkSameWords, noLinks, spreadSameWords, type Links } from './links.ts'
import { numberAt, placeTree, type Place, type PlaceTree } from './place-tree.ts'
import { linkSimilarWords } from './similar-places.ts'
import { pairSpace } from './word-pairs.ts'

export type Alignment = {
  readonly before: PlaceTree
  readonly after: PlaceTree
  readonly links: Links
  readonly parts: Parts
}

/**
 * Which provision of the old edition goes on as which of the new one: by the words, not by the number. Pure; the
 * work grows with the length of the texts.
 *
 * @param known pairs that are settled (the same permanent id), as positions: old → new
 */
export function alignPlaces(
  before: readonly Place[],
  after: readonly Place[],
  known: ReadonlyMap<number, number> = new Map(),
): Alignment {
  const old = placeTree(before)
  const now = placeTree(after)
  const links = noLinks(old, now)
  for (const [o, n] of known) if (freeBefore(links, o) && freeAfter(links, n)) link(links, o, n)
  linkSameWords(old, now, links)
  const space = pairSpace(old.own, now.own)
  linkSimilarWords(old, now, links, space)
  linkRest(old, now, links)
  const parts = findParts(old, now, links, space)
  linkShells(old, now, links)
  return { before: old, after: now, links, parts }
}

/** Short words without anything that told them: the same words and number, or the same words alone under a parent. */
function linkRest(before: PlaceTree, after: PlaceTree, links: Links): void {
  for (let n = 0; n < after.places.length; n += 1) {
    if (!freeAfter(links, n)) continue
    const o = before.at.get(after.places[n]?.eid ?? '')
    if (o !== undefined && freeBefore(links, o) && before.own[o] === after.own[n]) link(links, o, n)
  }
  spreadSameWords(before, after, links)
}

/** 「第5条 削除」 keeps the place of what stood there, unless that went on elsewhere. */
function linkShells(before: PlaceTree, after: PlaceTree, links: Links): void {
  for (const [n, place] of after.places.entries()) {
    if (place.type !== 'deleted' || !freeAfter(links, n)) continue
    const above = numberAt(after.parent, n)
    const olds = above < 0 ? before.roots : (before.children[numberAt(links.toBefore, above)] ?? [])
    const o = olds.find((it) => before.places[it]?.label === place.label && freeBefore(links, it))
    if (o !== undefined) link(links, o, n)
  }
}
