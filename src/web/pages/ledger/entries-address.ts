import { isDate } from '#ground/clock/date.ts'
import { defaultStringifySearch } from '@tanstack/react-router'
import { pageIn, textIn } from '../organisation/list-search.ts'

/** What the list of entries is narrowed to, as it stands in the address. Empty texts narrow nothing. */
export type EntriesView = {
  readonly kind: string
  readonly actor: string
  readonly operation: string
  readonly from: string
  readonly to: string
  readonly page: number
}

export const everyEntry: EntriesView = { kind: '', actor: '', operation: '', from: '', to: '', page: 1 }

/** Reads the list from the search part of an address. */
export function readEntriesView(search: Readonly<Record<string, unknown>>): EntriesView {
  const day = (key: string): string => (isDate(textIn(search, key)) ? textIn(search, key) : '')
  return {
    kind: textIn(search, 'kind').slice(0, 60),
    actor: textIn(search, 'actor'),
    operation: textIn(search, 'operation'),
    from: day('from'),
    to: day('to'),
    page: pageIn(search),
  }
}

/** The address of the list. */
export function entriesHref(view: EntriesView): string {
  const search: Record<string, string> = {}
  for (const key of ['kind', 'actor', 'operation', 'from', 'to'] as const) {
    if (view[key] !== '') search[key] = view[key]
  }
  if (view.page > 1) search['page'] = String(view.page)
  return `/ledger/entries${defaultStringifySearch(search)}`
}

/** Whether anything narrows the list. */
export function isNarrowed(view: EntriesView): boolean {
  return [view.kind, view.actor, view.operation, view.from, view.to].some((text) => text !== '')
}
