type Range = { readonly start: number; readonly end: number }

/** Characters shown of a clause, and how many of them before the first place found. */
const most = 200
const before = 40

/** A clause's words around the first place found, with the places moved along; whole when it is short. */
export function excerpt(
  text: string,
  ranges: readonly Range[],
): { readonly text: string; readonly ranges: readonly Range[] } {
  if (text.length <= most) return { text, ranges }
  const wanted = Math.max(0, Math.min((ranges[0]?.start ?? 0) - before, text.length - most))
  const start = whole(text, wanted)
  const end = whole(text, start + most)
  const front = start > 0 ? '…' : ''
  return {
    text: front + text.slice(start, end) + (end < text.length ? '…' : ''),
    ranges: ranges
      .filter((range) => range.start >= start && range.end <= end)
      .map((range) => ({
        start: range.start - start + front.length,
        end: range.end - start + front.length,
      })),
  }
}

/** A place that does not cut a character outside the basic plane (𠮷) in two. */
function whole(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at
}
