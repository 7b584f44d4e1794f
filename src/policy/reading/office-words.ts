import { isColumnHead } from './table-regions.ts'
import type { Span } from './types.ts'

const OFFICE = /(?:者|長|員|会議|委員会|協議会|本部|部会|部門|担当|担当課|チーム|係|等|[A-Z]{3,8})$/

/**
 * The names of offices a document uses: what its sentences have as subject (〇〇は、), and what stands alone between
 * blanks in its first pages (the plan of the organisation), outside of `tables`. Compact, without blanks; a name may be
 * wrong here and there, it only helps to find the rows of a table of offices.
 */
export function officeWords(source: string, tables: readonly Span[]): Set<string> {
  const words = new Set<string>()
  const compact = source.replace(/[\s　]+/g, '')
  for (const m of compact.matchAll(
    /(?<=[。、）)」]|^)([^。、（）()「」は]{2,24})(?:[（(][^（）()]{1,60}[）)])?は[、，,]/g,
  )) {
    const word = (m[1] ?? '').replace(/^(?:[0-9０-９]{1,2}|[ア-ン](?=[一-鿿]))/, '')
    if (OFFICE.test(word)) words.add(word)
  }
  // Those who are only reported to or asked: 〇〇会議の承認を得る.
  for (const m of compact.matchAll(
    /(?<=[。、はをにがの])([一-鿿ァ-ヶーA-Za-z]{2,24})(?=[のにへ](?:承認|許可|決裁|報告|提出|届|指示|命))/g,
  )) {
    const word = m[1] ?? ''
    if (OFFICE.test(word)) words.add(word)
  }
  for (const m of source.slice(0, 12_000).matchAll(/[^\s　]+/g)) {
    const run = m[0]
    if (tables.some(([start, end]) => m.index >= start && m.index < end) || isColumnHead(run)) continue
    if (run.length >= 2 && run.length <= 24 && OFFICE.test(run) && !/[。、（）()「」はをが]/.test(run))
      words.add(run)
  }
  return words
}
