/** The most characters that are looked at as one sentence: nobody writes a longer one, and patterns stay quick. */
export const LONGEST_SENTENCE = 2000
const LONGEST_PIECE = 4000

/**
 * A text in pieces of bounded length, each with where it begins, cut after a sentence or line where there is one.
 * An ordinary provision is one piece.
 */
export function piecesOf(text: string): readonly { readonly at: number; readonly text: string }[] {
  if (text.length <= LONGEST_PIECE) return [{ at: 0, text }]
  const out: { at: number; text: string }[] = []
  for (let at = 0; at < text.length;) {
    const window = text.slice(at, at + LONGEST_PIECE)
    const end = Math.max(window.lastIndexOf('。'), window.lastIndexOf('\n')) + 1
    const length =
      at + LONGEST_PIECE >= text.length ? window.length : end > LONGEST_PIECE / 2 ? end : window.length
    out.push({ at, text: window.slice(0, length) })
    at += length
  }
  return out
}
