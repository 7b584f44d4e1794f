import type { Capacity } from './standing.ts'

/**
 * In what right somebody acted, as papers and the ledger say it: 「事務委任(統括情報セキュリティ責任者 長谷部 徹 の権限)」.
 * `word` is the city's word for the office; `owner` whose right it is, null while the post is vacant.
 */
export function capacityText(capacity: Capacity, word: string, owner: string | null): string {
  if (capacity === '本人') return capacity
  return `${capacity}(${word} ${owner === null ? '(空席)' : owner} の権限)`
}
