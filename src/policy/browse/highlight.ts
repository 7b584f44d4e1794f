import { fold } from '#ground/words/fold.ts'

/**
 * Where the folded terms stand in the text as it is shown (UTF-16 offsets, half-open), merged and in order.
 * Folding is done character by character to keep the way back; a term that only appears when neighbours are folded
 * together is found by its search but not marked.
 */
export function highlights(text: string, terms: readonly string[]): { start: number; end: number }[] {
  let folded = ''
  const from: number[] = []
  const to: number[] = []
  let at = 0
  for (const c of text) {
    const f = c === 'ー' ? 'ー' : fold(c)
    for (let i = 0; i < f.length; i += 1) {
      from.push(at)
      to.push(at + c.length)
    }
    folded += f
    at += c.length
  }
  const found: { start: number; end: number }[] = []
  for (const term of terms) {
    if (term === '') continue
    for (let i = folded.indexOf(term); i >= 0; i = folded.indexOf(term, i + term.length)) {
      found.push({ start: from[i] ?? 0, end: to[i + term.length - 1] ?? text.length })
    }
  }
  found.sort((a, b) => a.start - b.start || a.end - b.end)
  const merged: { start: number; end: number }[] = []
  for (const range of found) {
    const last = merged.at(-1)
    if (last !== undefined && range.start <= last.end) last.end = Math.max(last.end, range.end)
    else merged.push({ ...range })
  }
  return merged
}
