import { formatDate, parseDate } from '#ground/clock/wareki.ts'

/** What a typed date means: nothing yet, a day, or a sentence that says what is wrong. */
export type DateEntry =
  | { readonly kind: 'empty' }
  | { readonly kind: 'date'; readonly date: string; readonly shown: string }
  | { readonly kind: 'wrong'; readonly message: string }

/** Reads what somebody typed into a date field: 令和8年11月25日, R8.11.25, 2026-11-25 and their kin. */
export function readDateEntry(typed: string, range: { earliest?: string; latest?: string } = {}): DateEntry {
  if (typed.trim() === '') return { kind: 'empty' }
  const read = parseDate(typed, range)
  return read.ok
    ? { kind: 'date', date: read.date, shown: formatDate(read.date) }
    : { kind: 'wrong', message: read.message }
}
