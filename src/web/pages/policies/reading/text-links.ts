import type { policyTerms } from '#policy/contract-norms.ts'
import type { OutputOf } from '../../../api/client.ts'
import type { ClauseNode } from '../types.ts'

export type TermOut = OutputOf<typeof policyTerms>['terms'][number]
export type RefOut = ClauseNode['refs'][number]

/** Words of a clause that lead somewhere: to where a term is defined, or to what a pointer points to. */
export type TextLink =
  | { readonly kind: 'term'; readonly start: number; readonly end: number; readonly term: TermOut }
  | { readonly kind: 'ref'; readonly start: number; readonly end: number; readonly to: RefOut['to'] }

export type TermFinder = (text: string) => { start: number; end: number; term: TermOut }[]

/**
 * Finds defined words in a text, the longest where one is part of another. Words of one character are left out: they
 * are parts of too many others.
 */
export function termFinder(terms: readonly TermOut[]): TermFinder {
  const byWord = new Map<string, TermOut>()
  for (const term of terms) {
    if ([...term.word].length > 1 && !byWord.has(term.word)) byWord.set(term.word, term)
  }
  if (byWord.size === 0) return () => []
  const words = [...byWord.keys()].toSorted((one, other) => other.length - one.length)
  const pattern = new RegExp(
    words.map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'),
    'gu',
  )
  return (text) =>
    [...text.matchAll(pattern)].flatMap((found) => {
      const term = byWord.get(found[0])
      return term === undefined ? [] : [{ start: found.index, end: found.index + found[0].length, term }]
    })
}

/**
 * The links of a clause's words, in their order and without overlap; pointers before terms. A term is not linked where
 * it is defined.
 */
export function linksIn(
  wid: string,
  text: string,
  refs: readonly RefOut[],
  finder: TermFinder,
): readonly TextLink[] {
  const links: TextLink[] = []
  const free = (start: number, end: number): boolean =>
    links.every((link) => end <= link.start || start >= link.end)
  for (const ref of refs) {
    const { start, end, to } = ref
    if (start >= 0 && end > start && end <= text.length && free(start, end)) {
      links.push({ kind: 'ref', start, end, to })
    }
  }
  for (const { start, end, term } of finder(text)) {
    const defines = term.wid === wid && start < term.range.end && end > term.range.start
    if (!defines && free(start, end)) links.push({ kind: 'term', start, end, term })
  }
  return links.toSorted((one, other) => one.start - other.start)
}
