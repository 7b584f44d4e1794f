import { isTitle } from './front-matter.ts'
import type { Span } from './types.ts'

/** A number that stands by itself: a page number, or a label printed apart from its words. */
export type LoneNumber = { readonly at: number; readonly end: number; readonly n: number }

/** Pages skipped by one missing number are still one count. */
const MOST_GAP = 3

/**
 * The numbers that count the pages: they go up by one, at some distance from each other, and some of them fall into
 * the middle of a sentence, as no label does.
 * @param least the fewest characters a page has
 */
export function pageNumbersAmong(view: string, numbers: readonly LoneNumber[], least: number): LoneNumber[] {
  const chain = longestCount(numbers, least)
  if (chain.length < 2) return []
  const inside = chain.filter((c) => splitsSentence(view, [c.at, c.end])).length
  return inside >= Math.max(1, chain.length * 0.15) ? chain : []
}

type Link = { readonly number: LoneNumber; readonly length: number; readonly before: Link | null }

function longestCount(numbers: readonly LoneNumber[], least: number): LoneNumber[] {
  const ends = new Map<number, Link[]>()
  let best: Link | null = null
  for (const number of numbers) {
    let before: Link | null = null
    for (let gap = 1; gap <= MOST_GAP; gap += 1) {
      const found = ends.get(number.n - gap)?.findLast((l) => number.at - l.number.at >= least)
      if (found !== undefined && found.length > (before?.length ?? 0)) before = found
    }
    const link: Link = { number, length: (before?.length ?? 0) + 1, before }
    if (best === null || link.length > best.length) best = link
    const same = ends.get(number.n) ?? []
    // Only the last few can be the page before; older ones would make a long text slow.
    if (same.length >= 12) same.shift()
    same.push(link)
    ends.set(number.n, same)
  }
  const chain: LoneNumber[] = []
  for (let link = best; link !== null; link = link.before) chain.unshift(link.number)
  return chain
}

/** Whether the words before and after a stretch are one sentence. */
export function splitsSentence(view: string, [start, end]: Span): boolean {
  const before = view.slice(Math.max(0, start - 8), start).trim()
  const after = view.slice(end, end + 60).trim()
  if (before === '' || after === '' || /[。)」:;]$/.test(before)) return false
  return (
    (/[、ぁ-ん]$/.test(before) && !/(?:とき|こと|もの|など|ため)$/.test(before)) ||
    /^(?!この|その|これ|あらかじめ|ただし|なお|また|すべて|いずれ|おおむね)[ぁ-ん、。]/.test(after)
  )
}

/**
 * Page numbers of running text, with the running heads printed beside them: the title of a regulation, or words that
 * come again beside most of the numbers.
 */
export function pageFurnitureOf(view: string, numbers: readonly LoneNumber[], least: number): Span[] {
  const beside = numbers.map(({ at, end }) => {
    const after = /^[ \n]+([^ \n]{3,40})(?=[ \n]|$)/.exec(view.slice(end, end + 48))
    const before = /(?:^|[ \n])([^ \n]{3,40})([ \n]+)$/.exec(view.slice(Math.max(0, at - 48), at))
    return {
      after: after?.[1] ?? '',
      before: before?.[1] ?? '',
      end: end + (after?.[0].length ?? 0),
      start: at - (before?.[1]?.length ?? 0) - (before?.[2]?.length ?? 0),
    }
  })
  const title = /[^ \n]{3,40}/.exec(view)
  const words = title?.[0] ?? ''
  // The title before the first label is no running head.
  const opening = (title?.index ?? 0) + words.length + 4
  const after = beside.map((b, i) => ({ word: b.after, span: [numbers[i]?.at ?? 0, b.end] as const }))
  const before = beside.map((b, i) => ({
    word: (numbers[i]?.at ?? 0) < opening ? '' : b.before,
    span: [b.start, numbers[i]?.end ?? 0] as const,
  }))
  const headAfter = repeated(view, numbers, after, least, words)
  const headBefore = repeated(view, numbers, before, least, words)
  const heads = beside.filter((b, i) => headAfter(b.after) || headBefore(before[i]?.word ?? ''))
  const counted = new Set(heads.length >= 2 ? [] : pageNumbersAmong(view, numbers, least).map((p) => p.at))
  const out: Span[] = []
  for (const [i, { at, end }] of numbers.entries()) {
    const b = beside[i]
    const after = b !== undefined && headAfter(b.after)
    const back = b !== undefined && at >= opening && headBefore(b.before) && !headAfter(b.before)
    if (after || back || counted.has(at)) out.push([back ? b.start : at, after ? b.end : end])
  }
  return out
}

/**
 * Which words stand beside several numbers that go up page by page and break a sentence with them, or are the title.
 * A heading that comes again by chance breaks no sentence.
 */
function repeated(
  view: string,
  numbers: readonly LoneNumber[],
  sides: readonly { readonly word: string; readonly span: Span }[],
  least: number,
  title: string,
): (word: string) => boolean {
  if (isTitle(title) && sides.some((s) => s.word === title)) return (word) => word === title
  const runs = new Map<string, { last: LoneNumber; count: number; inside: number }>()
  for (const [i, { word, span }] of sides.entries()) {
    const number = numbers[i]
    if (word.length < 4 || number === undefined || /[。、]|[はをがにの]$/.test(word)) continue
    const run = runs.get(word)
    const inside = splitsSentence(view, span) ? 1 : 0
    const step = number.n - (run?.last.n ?? number.n)
    if (run === undefined) runs.set(word, { last: number, count: 1, inside })
    else if (step >= 1 && step <= MOST_GAP && number.at - run.last.at >= least)
      runs.set(word, { last: number, count: run.count + 1, inside: run.inside + inside })
  }
  return (word) => {
    const run = runs.get(word)
    return run !== undefined && run.count >= 2 && run.inside >= 1
  }
}
