/** Cuts words into sentences so that the parts put together are the words again, character for character. */
export function cutSentences(text: string): string[] {
  const out: string[] = []
  let depth = 0
  let from = 0
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charAt(i)
    if ('(（「『'.includes(c)) depth += 1
    else if (')）」』'.includes(c)) depth = Math.max(0, depth - 1)
    else if ((c === '。' && depth === 0) || c === '\n' || c === '\t') {
      let end = i + 1
      while (end < text.length && /\s/.test(text.charAt(end))) end += 1
      out.push(text.slice(from, end))
      from = end
      i = end - 1
      depth = 0
    }
  }
  if (from < text.length) out.push(text.slice(from))
  return out
}

/** ただし書: a sentence that takes something back from the one before it. */
export const isProviso = (sentence: string) => /^[\s　]*(?:ただし|但し)[、，,]/.test(sentence)
