/** A text of the search part of an address; empty when it is not there. */
export function textIn(search: Readonly<Record<string, unknown>>, key: string): string {
  const value = search[key]
  if (typeof value === 'string') return value.slice(0, 200)
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** The page of a list in the search part of an address; the first when it makes no sense. */
export function pageIn(search: Readonly<Record<string, unknown>>): number {
  const page = Number(textIn(search, 'page'))
  return Number.isInteger(page) && page >= 1 ? page : 1
}
