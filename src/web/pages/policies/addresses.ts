/** The addresses of the pages of a city's text, and what their search parts mean. */

const edition = (editionId: string): string => `/policies/${encodeURIComponent(editionId)}`

export const listAddress = '/policies'
export const importAddress = '/policies/import'

/** The text of an edition, at a clause. */
export function readingAddress(editionId: string, at?: string): string {
  return at === undefined ? edition(editionId) : `${edition(editionId)}?at=${encodeURIComponent(at)}`
}

/** What is left to do before an edition is in force. */
export function prepareAddress(editionId: string): string {
  return `${edition(editionId)}/prepare`
}

/** The clauses the mechanisms rest on, with one of the mechanisms' slots chosen. */
export function bindingsAddress(editionId: string, slot?: string, at?: string): string {
  const search = new URLSearchParams()
  if (slot !== undefined) search.set('slot', slot)
  if (at !== undefined) search.set('at', at)
  const words = search.toString()
  return `${edition(editionId)}/bindings${words === '' ? '' : `?${words}`}`
}

/** The form by which a table is confirmed. */
export function tableAddress(editionId: string, wid: string): string {
  return `${edition(editionId)}/tables/${encodeURIComponent(wid)}`
}

export type ReadingSearch = { at?: string; q?: string }
export type BindingsSearch = ReadingSearch & { slot?: string; gaps?: true }
export type FindSearch = { q?: string; page?: number }

/** Reads `?at=` (a clause) and `?q=` (words looked for) of a reading page. */
export function readingSearch(search: Record<string, unknown>): ReadingSearch {
  const at = plain(search['at'])
  const q = plain(search['q']).slice(0, 100)
  return { ...(at === '' ? {} : { at }), ...(q === '' ? {} : { q }) }
}

/** The same with the slot that is being decided, and whether only gaps are listed. */
export function bindingsSearch(search: Record<string, unknown>): BindingsSearch {
  const slot = plain(search['slot'])
  return {
    ...readingSearch(search),
    ...(slot === '' ? {} : { slot }),
    ...(search['gaps'] === true ? { gaps: true as const } : {}),
  }
}

/** Reads `?q=` and `?page=` of the search over everything. */
export function findSearch(search: Record<string, unknown>): FindSearch {
  const q = plain(search['q']).slice(0, 100)
  const page = Number(plain(search['page']))
  return {
    ...(q === '' ? {} : { q }),
    ...(Number.isInteger(page) && page > 1 && page <= 100_000 ? { page } : {}),
  }
}

/** The same page with other words looked for; without any when they are empty. */
export function withWord<S extends ReadingSearch>(before: S, word: string): S {
  const next = { ...before }
  delete next.q
  return word.trim() === '' ? next : { ...next, q: word }
}

/** The same list with gaps only, or with everything. */
export function withGaps(before: BindingsSearch, only: boolean): BindingsSearch {
  const next = { ...before }
  delete next.gaps
  return only ? { ...next, gaps: true } : next
}

/** The router reads `?q=7` as a number. */
function plain(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
