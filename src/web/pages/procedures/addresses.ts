/** Where the procedures of the city's own are listed. */
export const proceduresAddress = '/procedures'

/** The key in the address of one that is not saved yet. */
export const NEW = 'new'

/** A new one: empty, or begun from another. */
export const newAddress = (from?: string): string =>
  `${proceduresAddress}/${NEW}${from === undefined ? '' : `?from=${encodeURIComponent(from)}`}`

export const designAddress = (key: string): string => `${proceduresAddress}/${encodeURIComponent(key)}`

export type DesignSearch = { from?: string }

/** Reads `?from=` (the procedure a new one begins from). */
export function readDesignSearch(search: Record<string, unknown>): DesignSearch {
  const { from } = search
  return typeof from === 'string' && /^own-\d{1,6}$/u.test(from) ? { from } : {}
}
