import type { ReadNode, Span } from '../reading/types.ts'

/** Where every character of a node's own words stands in the source; one entry more for the end. */
export type SourceMap = readonly number[]

/**
 * Places of a node's words in the source. The words are the visible characters of the node's pieces, in order, after
 * its label and heading; only blanks differ (line wraps healed). A node whose words are not there (a guessed row of a
 * mixed-up table) gives null: its source is its whole span.
 */
export function sourceMap(
  source: string,
  node: Pick<ReadNode, 'text' | 'pieces' | 'span'>,
): SourceMap | null {
  const { text } = node
  // From the end backwards: the words are the last of the pieces, what stands before them is label and heading.
  const at = Array.from({ length: text.length + 1 }, () => -1)
  let piece = node.pieces.length - 1
  let place = (node.pieces[piece]?.[1] ?? 0) - 1
  const back = (): number => {
    for (;;) {
      const span = node.pieces[piece]
      if (span === undefined) return -1
      if (place >= span[0]) {
        const here = place
        place -= 1
        return here
      }
      piece -= 1
      place = (node.pieces[piece]?.[1] ?? 0) - 1
    }
  }
  let tail = -1
  for (let i = text.length - 1; i >= 0; i -= 1) {
    const c = text.charAt(i)
    if (/\s/.test(c)) continue
    let found = -1
    for (let here = back(); here >= 0; here = back()) {
      const s = source.charAt(here)
      if (s === c) {
        found = here
        break
      }
      // Something visible that is not in the words: a table or figure after them may be passed, nothing else.
      if (tail >= 0 && /\S/.test(s)) return null
    }
    if (found < 0) return null
    at[i] = found
    if (tail < 0) tail = found + 1
  }
  at[text.length] = tail < 0 ? node.span[1] : tail
  // A blank of the words stands where the next visible character does.
  for (let i = text.length - 1; i >= 0; i -= 1) if (at[i] === -1) at[i] = at[i + 1] ?? node.span[1]
  return at
}

/** A range of a node's words as a range of the source. */
export function sourceRange(map: SourceMap | null, node: Pick<ReadNode, 'span'>, range: Span): Span {
  if (map === null) return node.span
  const [start, end] = range
  if (end <= start) return [map[start] ?? node.span[0], map[start] ?? node.span[0]]
  // A blank has the place of what follows it: it ends nothing.
  let last = end - 1
  while (last > start && map[last] === map[last + 1]) last -= 1
  return [map[start] ?? node.span[0], (map[last] ?? node.span[1] - 1) + 1]
}
