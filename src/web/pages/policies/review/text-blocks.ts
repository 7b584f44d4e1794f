import { above, type Outline } from '../reading/outline.ts'
import type { ClauseNode } from '../types.ts'
import type { NormOut } from './types.ts'

/** A piece of a provision's own words: one norm, or words that are none. */
export type Piece =
  | { readonly kind: 'norm'; readonly norm: NormOut }
  | { readonly kind: 'words'; readonly start: number; readonly text: string }

/** A provision on the page of the review. */
export type ReviewBlock = { readonly node: ClauseNode; readonly pieces: readonly Piece[] }

/** The words of a provision in pieces, in the order of the text; nothing of them is left out. */
export function piecesOf(text: string, norms: readonly NormOut[]): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  const words = (until: number): void => {
    const between = text.slice(at, until)
    if (between.trim() !== '') pieces.push({ kind: 'words', start: at, text: between })
  }
  for (const norm of norms.toSorted((one, other) => one.range.start - other.range.start)) {
    words(norm.range.start)
    pieces.push({ kind: 'norm', norm })
    at = Math.max(at, norm.range.end)
  }
  words(text.length)
  return pieces
}

/** The provisions to show: all, or those with a norm that is shown and what they stand under. */
export function reviewBlocks(
  outline: Outline,
  norms: readonly NormOut[],
  shown: ReadonlySet<string> | null,
): ReviewBlock[] {
  const byNode = new Map<string, NormOut[]>()
  for (const norm of norms) {
    if (shown !== null && !shown.has(norm.normId)) continue
    const list = byNode.get(norm.wid)
    if (list === undefined) byNode.set(norm.wid, [norm])
    else list.push(norm)
  }
  const kept = new Set<string>()
  if (shown !== null) {
    for (const wid of byNode.keys()) {
      kept.add(wid)
      for (const node of above(outline, wid)) kept.add(node.wid)
    }
  }
  return outline.nodes
    .filter((node) => shown === null || kept.has(node.wid))
    .map((node) => {
      const own = byNode.get(node.wid) ?? []
      // of a provision that only stands above what is shown, its heading is enough
      const pieces = shown !== null && own.length === 0 ? [] : piecesOf(node.text, own)
      return { node, pieces }
    })
    .filter(({ node, pieces }) => pieces.length > 0 || node.heading !== null || shown !== null)
}
