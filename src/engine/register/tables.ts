import type { ColumnType } from 'kysely'
import type { Scalar } from './definition.ts'

/** jsonb: read parsed, written as the object itself. */
type Json<T> = ColumnType<T, T, T>

export type AuthorKind = 'person' | 'operator' | 'system'
export type EntryState = 'current' | 'closed'
export type Origin = 'person' | 'event' | 'import'

export type RegisterEntryTable = {
  tenant_id: string
  entry_id: string
  register: string
  number: string
  unit_id: string
  version: number
  state: EntryState
  label: string
  values: Json<Readonly<Record<string, Scalar>>>
  text_1: string | null
  text_2: string | null
  text_3: string | null
  text_4: string | null
  text_5: string | null
  text_6: string | null
  number_1: number | null
  number_2: number | null
  number_3: number | null
  date_1: string | null
  date_2: string | null
  date_3: string | null
  date_4: string | null
  search: string
  grams: Json<readonly string[]>
  created_at: string
  created_by_kind: AuthorKind
  created_by: string
  updated_at: string
  updated_by_kind: AuthorKind
  updated_by: string
}

export type RegisterEntryVersionTable = {
  tenant_id: string
  entry_id: string
  version: number
  register: string
  number: string
  unit_id: string
  state: EntryState
  label: string
  values: Json<Readonly<Record<string, Scalar>>>
  at: string
  by_kind: AuthorKind
  by_id: string
  origin: Origin
  source_kind: string | null
  source_id: string | null
  why: string
}

export type RegisterCounterTable = { tenant_id: string; register: string; last: number }

declare module '#ground/database/tables.ts' {
  interface Tables {
    register_entry: RegisterEntryTable
    register_entry_version: RegisterEntryVersionTable
    register_counter: RegisterCounterTable
  }
}
