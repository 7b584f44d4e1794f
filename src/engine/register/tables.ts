import type { ColumnType, Generated } from 'kysely'
import type { SchemeChoices } from './class-scheme.ts'
import type { Choice, Values } from './definition.ts'

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
  values: Json<Values>
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
  /** The day its values were disposed of. */
  disposed_on: Generated<string | null>
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
  values: Json<Values>
  at: string
  by_kind: AuthorKind
  by_id: string
  origin: Origin
  source_kind: string | null
  source_id: string | null
  why: string
}

export type OwnColumnType =
  | 'text'
  | 'long-text'
  | 'number'
  | 'date'
  | 'choice'
  | 'flag'
  | 'person'
  | 'unit'
  | 'files'

export type RegisterColumnTable = {
  tenant_id: string
  register: string
  column_key: string
  label: string
  type: OwnColumnType
  choices: Json<readonly Choice[]>
  hint: string
  listed: boolean
  place: number
  retired_on: string | null
  retired_why: string | null
}

export type RegisterRetentionTable = { tenant_id: string; register: string; years: number; why: string }

export type RegisterPointerTable = {
  tenant_id: string
  target_id: string
  entry_id: string
  column_key: string
  register: string
}

export type RegisterTallyTable = {
  tenant_id: string
  register: string
  unit_id: string
  what: 'state' | 'opened' | 'closed' | 'value'
  bucket: string
  lines: number
}

/** A scheme of classes; `body` also holds what the room of assets keeps in it. */
export type ClassSchemeTable = {
  tenant_id: string
  scheme_id: string
  name: string
  basis: string
  body: Json<{ readonly axes: readonly SchemeChoices[] }>
  mapping: ColumnType<unknown, unknown, unknown>
  in_force_from: string | null
  decided_at: string | null
  decided_by: string | null
  saved_at: string
}

export type RegisterCounterTable = { tenant_id: string; register: string; last: number }

declare module '#ground/database/tables.ts' {
  interface Tables {
    register_entry: RegisterEntryTable
    register_entry_version: RegisterEntryVersionTable
    class_scheme: ClassSchemeTable
    register_counter: RegisterCounterTable
    register_column: RegisterColumnTable
    register_retention: RegisterRetentionTable
    register_pointer: RegisterPointerTable
    register_tally: RegisterTallyTable
  }
}
