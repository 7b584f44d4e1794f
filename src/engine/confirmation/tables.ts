import type { ColumnType } from 'kysely'

type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>

/** One answer of a second person. Rows are never changed. */
export type RegisterConfirmationTable = {
  tenant_id: string
  confirmation_id: string
  entry_id: string
  register: string
  /** The version of the line that was looked at. */
  version: number
  content_hash: string
  outcome: 'confirmed' | 'objected'
  /** Who wrote that content last; null: a job or an operator. */
  written_by: Nullable<string>
  confirmed_by: string
  note: Nullable<string>
  at: string
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    register_confirmation: RegisterConfirmationTable
  }
}
