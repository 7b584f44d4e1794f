/** The address of the differences, narrowed. */
export function differencesHref(view: {
  kind?: string | undefined
  system?: string | undefined
  unit?: string | undefined
  page?: number
}): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(view)) {
    if (value !== undefined && value !== '' && value !== 1) search.set(key, String(value))
  }
  const text = search.toString()
  return text === '' ? '/ids/differences' : `/ids/differences?${text}`
}

export function reviewHref(reviewId: string, view: { only?: string; page?: number } = {}): string {
  return withSearch(`/ids/reviews/${reviewId}`, view)
}

export function sheetHref(
  reviewId: string,
  unitId: string,
  view: { only?: string; page?: number } = {},
): string {
  return withSearch(`/ids/reviews/${reviewId}/${unitId}`, view)
}

function withSearch(path: string, view: { only?: string; page?: number }): string {
  const search = new URLSearchParams()
  if (view.only !== undefined && view.only !== 'all') search.set('only', view.only)
  if (view.page !== undefined && view.page > 1) search.set('page', String(view.page))
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}
