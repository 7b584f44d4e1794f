/** The sentences of a provision's words, in order; a 。 inside brackets does not end one. */
export function sentencesOf(text: string): string[] {
  const out: string[] = []
  let depth = 0
  let from = 0
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charAt(i)
    if ('(（「『'.includes(c)) depth += 1
    else if (')）」』'.includes(c)) depth = Math.max(0, depth - 1)
    else if ((c === '。' && depth === 0) || c === '\n') {
      out.push(text.slice(from, i + 1).trim())
      from = i + 1
      depth = 0
    }
  }
  out.push(text.slice(from).trim())
  return out.filter((s) => s !== '')
}
