import type { ColumnType, GeneratedAlways } from 'kysely'

type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>

export type Direction = 'in' | 'out'
export type EntrantKind = 'staff' | 'vendor' | 'visitor' | 'unknown'

export type EntryLineTable = {
  tenant_id: string
  line_id: string
  area_id: string
  unit_id: string
  day: string
  at: string
  direction: Direction
  who: string
  kind: EntrantKind
  person_id: Nullable<string>
  name: string
  company: Nullable<string>
  card: Nullable<string>
  badge: Nullable<string>
  escort_id: Nullable<string>
  purpose: Nullable<string>
  items: Nullable<string>
  search: string
  /** Of what can be searched for; the database makes it. */
  text_key: GeneratedAlways<string>
  origin: 'typed' | 'reader'
  corrects: Nullable<string>
  struck: boolean
  why: Nullable<string>
  entered_at: string
  entered_by: string
}

/** Headings of a reader's file, by what they hold. */
export type ReaderColumns = {
  readonly at: string
  readonly card: string
  readonly direction: string
  readonly name: string | null
}

export type EntryReaderTable = {
  tenant_id: string
  area_id: string
  columns: ColumnType<ReaderColumns, ReaderColumns, ReaderColumns>
}

export type EntryDisposalTable = {
  tenant_id: string
  disposal_id: string
  area_id: string
  before: string
  asked_on: string
  asked_at: string
  asked_by: string
  why: string
  removed: number
  finished_at: Nullable<string>
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    entry_line: EntryLineTable
    entry_disposal: EntryDisposalTable
    entry_reader: EntryReaderTable
  }
}
