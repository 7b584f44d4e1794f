/** The address of the signs of a period. */
export function signsHref(period = ''): string {
  return period === '' ? '/signs' : `/signs?period=${encodeURIComponent(period)}`
}

/** The address of a sign's page, narrowed. */
export function signHref(
  sign: string,
  view: { readonly period?: string; readonly unit?: string; readonly page?: number } = {},
): string {
  const search = new URLSearchParams()
  if (view.period !== undefined && view.period !== '') search.set('period', view.period)
  if (view.unit !== undefined && view.unit !== '') search.set('unit', view.unit)
  if (view.page !== undefined && view.page > 1) search.set('page', String(view.page))
  const text = search.toString()
  const path = `/signs/${encodeURIComponent(sign)}`
  return text === '' ? path : `${path}?${text}`
}

/** A period as the address has it; empty when it is none. A year alone comes as a number. */
export function periodIn(text: string): string {
  return /^\d{4}(Q[1-4])?$/.test(text) ? text : ''
}
