/** Where a page stands in its list. `from` and `to` count from 1; both 0 in an empty list. */
export function pagePosition(
  page: number,
  size: number,
  total: number,
): {
  readonly pages: number
  readonly from: number
  readonly to: number
} {
  const pages = Math.max(1, Math.ceil(total / size))
  if (total === 0) return { pages, from: 0, to: 0 }
  const from = Math.min((page - 1) * size + 1, total)
  return { pages, from, to: Math.min(page * size, total) }
}
