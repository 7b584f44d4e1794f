import type { ColumnType } from 'kysely'

type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>

/** A gate a line passed. Rows are never changed. */
export type RegisterGateTable = {
  tenant_id: string
  pass_id: string
  entry_id: string
  register: string
  gate: string
  /** Counts up when a gate that was taken back is passed again. */
  round: number
  on_date: string
  by: string
  capacity: string
  note: Nullable<string>
  file_id: Nullable<string>
  file_sha256: Nullable<string>
  keep_until: Nullable<string>
  at: string
}

/** A gate that was taken back, and why. */
export type RegisterGateUndoneTable = {
  tenant_id: string
  pass_id: string
  by: string
  capacity: string
  why: string
  at: string
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    register_gate: RegisterGateTable
    register_gate_undone: RegisterGateUndoneTable
  }
}
