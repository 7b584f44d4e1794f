import type { Print } from './healing.ts'
import { healLines } from './healing.ts'
import { CALLS_LIST, looksLikeHeading, SENTENCE_END } from './shape.ts'
import type { Strategy } from './types.ts'

/** The title at the beginning of a provision's words, if the words go on after it. */
export function headOf(words: string, strategy: Strategy, print: Print): string | null {
  if (strategy === 'lines') {
    const head = titleLines(words, print)
    if (head.length < words.length) {
      const title = joined(head)
      if (looksLikeHeading(title) && !SENTENCE_END.test(title)) return head
    }
    return head.includes('\n') ? null : inlineTerm(words.split('\n', 1)[0] ?? '')
  }
  if (print.spaced) return null
  const run = /^[^\s　]+/.exec(words)?.[0] ?? ''
  const limit = run.endsWith('等') ? 0.95 : 0.8
  if (run.length === words.length || run.length > print.lineWidth * limit || isOpen(run)) return null
  // The first printed line of a body runs to the margin: a shorter run is a title, unless only a number parts it.
  const rest = words.slice(run.length).trimStart()
  const next = rest[0] ?? ''
  const speaks = /[一-鿿ァ-ヶー)]$/.test(run) && /^[A-Z][A-Za-z]+ ?(?:は、|が、|及び|又は)/.test(rest)
  if ((/[0-9A-Za-z０-９、。)）]/.test(next) && !speaks) || /[0-9A-Za-z０-９]$/.test(run) || /[。]/.test(run))
    return null
  return looksLikeHeading(run) || (run.length <= print.lineWidth * 0.7 && !/は、/.test(run)) ? run : null
}

/** The lines a title takes: it goes on while a bracket is open, and over the margin where the rest is short. */
function titleLines(words: string, print: Print): string {
  const lines = words.split('\n', 6)
  let n = 1
  while (n < lines.length && n < 4 && isOpen(lines.slice(0, n).join(''))) n += 1
  const last = lines[n - 1]?.trim() ?? ''
  const next = lines[n]?.trim() ?? ''
  const wrapped =
    last.length >= print.lineWidth * 0.8 || /(?<!も)の$|(?:及び|又は|並びに|若しくは)$/.test(last)
  const short = next !== '' && next.length < print.lineWidth * 0.7 && looksLikeHeading(next)
  // A body that begins with a short line ends there; the rest of a title is followed by the body or by nothing.
  if (wrapped && short && !SENTENCE_END.test(next)) n += 1
  return lines.slice(0, n).join('\n')
}

/** A title over several lines, on one. */
export const joined = (title: string) => healLines(title.split('\n')).replaceAll('\n', '')

/** Whether a bracket is open at the end of some words. */
function isOpen(words: string): boolean {
  let depth = 0
  for (const c of words) {
    if (c === '(' || c === '（') depth += 1
    else if ((c === ')' || c === '）') && depth > 0) depth -= 1
  }
  return depth > 0
}

/** Whether words without a sentence of their own are the title of what hangs below; brackets may hold a sentence. */
export function isTitleOfBelow(words: string): boolean {
  let outer = words
  for (let i = 0; i < 3; i += 1) outer = outer.replace(/[(（][^()（）]*[)）]/g, '')
  // 「(次に掲げるものをいう。)」 speaks of what is below.
  if (outer !== words && words.includes('。') && CALLS_LIST.test(words)) return false
  return !outer.includes('。') && outer.length <= 80 && !SENTENCE_END.test(outer.trim())
}

/** 「不在のとき」 on a line that ends long before the margin is a heading; a wrapped line would run to it. */
export function conditionHead(words: string, strategy: Strategy, print: Print): string | null {
  const line = strategy === 'lines' ? (words.split('\n', 1)[0] ?? '') : ''
  const title = line.trim()
  return title.endsWith('とき') &&
    looksLikeHeading(title) &&
    title.length < print.lineWidth * 0.6 &&
    line.length < words.length
    ? line
    : null
}

/** 用語 説明… on one line: a short term, a blank, a sentence. */
function inlineTerm(line: string): string | null {
  const m = /^([^\s　。、，,]{1,24})[\s　]+(?=\S[^\n]{7,})/.exec(line)
  const term = m?.[1]
  if (term === undefined || !/[。]|[)）]$/.test(line.slice(term.length)) || !looksLikeHeading(term))
    return null
  return /[0-9A-Za-z]$/.test(term) && /^[\s　]+[0-9A-Za-z]/.test(line.slice(term.length)) ? null : term
}

/** A title as it is shown: blanks only where words of letters meet or two things were apart. */
export function healHeading(text: string, print: Print): string {
  return text.replace(/^[\s　]+|[\s　]+$/g, '').replace(/[\s　]+/g, (blank, at: number, all: string) => {
    if (print.spaced) return ''
    const before = all[at - 1] ?? ''
    const after = all[at + blank.length] ?? ''
    return /[A-Za-z]/.test(before) && /[A-Za-z]/.test(after) ? ' ' : /[0-9]/.test(before + after) ? '' : ' '
  })
}
