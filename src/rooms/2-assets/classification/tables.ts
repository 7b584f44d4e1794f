import type { ColumnType } from 'kysely'

type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>

/** How far the lines have been carried over to a scheme. */
export type ClassRunTable = {
  tenant_id: string
  scheme_id: string
  register: string
  last_entry: Nullable<string>
  seen: number
  changed: number
  finished_at: Nullable<string>
}

/** A line and axis somebody has to decide. */
export type ClassPendingTable = {
  tenant_id: string
  scheme_id: string
  entry_id: string
  axis: 'confidentiality' | 'integrity' | 'availability'
  register: string
  from_class: string
  candidates: ColumnType<readonly string[], readonly string[], readonly string[]>
  decided: Nullable<string>
  decided_at: Nullable<string>
  decided_by: Nullable<string>
  why: Nullable<string>
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    class_run: ClassRunTable
    class_pending: ClassPendingTable
  }
}
