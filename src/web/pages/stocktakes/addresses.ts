/** An address with its search, without what is empty or usual. */
function withSearch(path: string, view: Readonly<Record<string, string | number | undefined>>): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(view)) {
    if (value === undefined || value === '' || value === 'all' || value === 1) continue
    search.set(key, String(value))
  }
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

export const stocktakesHref = (view: { register?: string; page?: number }): string =>
  withSearch('/stocktakes', view)

export const boardHref = (
  stocktakeId: string,
  view: { only?: string; parent?: string; search?: string; page?: number } = {},
): string => withSearch(`/stocktakes/${stocktakeId}`, view)

export const differencesHref = (stocktakeId: string, view: { kind?: string; page?: number } = {}): string =>
  withSearch(`/stocktakes/${stocktakeId}/differences`, view)

export const sheetHref = (
  stocktakeId: string,
  unitId: string,
  view: { only?: string; search?: string; page?: number } = {},
): string => withSearch(`/stocktakes/${stocktakeId}/${unitId}`, view)

export const scanHref = (stocktakeId: string, unitId: string): string =>
  `/stocktakes/${stocktakeId}/${unitId}/scan`
