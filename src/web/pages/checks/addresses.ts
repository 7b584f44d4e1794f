/** The address of a check's page, narrowed. */
export function checkHref(
  check: string,
  view: { unit?: string; state?: string; page?: number } = {},
): string {
  const search = new URLSearchParams()
  if (view.unit !== undefined && view.unit !== '') search.set('unit', view.unit)
  if (view.state === 'mended') search.set('state', view.state)
  if (view.page !== undefined && view.page > 1) search.set('page', String(view.page))
  const text = search.toString()
  const path = `/checks/${encodeURIComponent(check)}`
  return text === '' ? path : `${path}?${text}`
}
