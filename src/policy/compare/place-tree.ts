import type { NodeType } from '../reading/types.ts'
import { plainWords } from './plain-words.ts'

/** A numbered place of an edition, as the comparison needs it. Places come in the order of the text. */
export type Place = {
  readonly eid: string
  /** The `eid` of the place it stands under. */
  readonly parent: string | null
  readonly label: string
  readonly heading: string | null
  readonly type: NodeType
  readonly text: string
  /** Raw words of a table that stands here. */
  readonly table?: string | null
}

/** The places of an edition by position, with what the comparison asks again and again. */
export type PlaceTree = {
  readonly places: readonly Place[]
  readonly at: ReadonlyMap<string, number>
  /** -1 at the top. */
  readonly parent: Int32Array
  readonly children: readonly (readonly number[])[]
  readonly roots: readonly number[]
  /** Position among the siblings. */
  readonly rank: Int32Array
  readonly heading: readonly string[]
  readonly words: readonly string[]
  /** Heading, words and table in one. */
  readonly own: readonly string[]
  /** Characters of the place and of everything below it, plus one for each. */
  readonly weight: Float64Array
}

/** Lays an edition out for comparison. A parent that is not there, or comes later, counts as none. */
export function placeTree(places: readonly Place[]): PlaceTree {
  const at = new Map<string, number>()
  for (const [i, p] of places.entries()) if (!at.has(p.eid)) at.set(p.eid, i)
  const parent = new Int32Array(places.length).fill(-1)
  const rank = new Int32Array(places.length)
  const children: number[][] = places.map(() => [])
  const roots: number[] = []
  for (const [i, p] of places.entries()) {
    const above = p.parent === null ? -1 : (at.get(p.parent) ?? -1)
    parent[i] = above < i ? above : -1
    const siblings = above >= 0 && above < i ? children[above] : roots
    rank[i] = siblings?.length ?? 0
    siblings?.push(i)
  }
  const heading = places.map((p) => plainWords(p.heading ?? ''))
  const words = places.map((p) =>
    p.table === undefined || p.table === null || p.table === ''
      ? plainWords(p.text)
      : `${plainWords(p.text)}\u0001${plainWords(p.table)}`,
  )
  const own = places.map((_, i) => `${heading[i] ?? ''}\u0000${words[i] ?? ''}`)
  const weight = Float64Array.from(own, (w) => w.length)
  for (let i = places.length - 1; i >= 0; i -= 1) {
    const above = numberAt(parent, i)
    if (above >= 0) weight[above] = numberAt(weight, above) + numberAt(weight, i)
  }
  return { places, at, parent, children, roots, rank, heading, words, own, weight }
}

/** The number at a place of an array; -1 outside it, which is also what stands for "none". */
export const numberAt = (list: Int32Array | Float64Array, i: number): number => list[i] ?? -1

/** The places beside one: its parent's children, or the top of the text. */
export function siblingsOf(tree: PlaceTree, i: number): readonly number[] {
  const above = numberAt(tree.parent, i)
  return above < 0 ? tree.roots : (tree.children[above] ?? [])
}

/** The next or previous sibling, -1 when there is none. */
export const besides = (tree: PlaceTree, i: number, step: 1 | -1): number =>
  siblingsOf(tree, i)[numberAt(tree.rank, i) + step] ?? -1
