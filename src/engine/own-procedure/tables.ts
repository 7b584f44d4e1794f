import type { ColumnType } from 'kysely'
import type { OwnDeclaration } from './declaration.ts'

/** jsonb: read parsed, written as the object itself. */
type Json<T> = ColumnType<T, T, T>

export type OwnProcedureState = 'draft' | 'live' | 'retired'

export type OwnProcedureTable = {
  tenant_id: string
  key: string
  running: number
  version: number
  state: OwnProcedureState
  live: Json<OwnDeclaration | null>
  draft: Json<OwnDeclaration | null>
  changed_at: string
  changed_by: string
  live_since: string | null
}

export type OwnProcedureVersionTable = {
  tenant_id: string
  key: string
  version: number
  declaration: Json<OwnDeclaration>
  at: string
  by_id: string
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    own_procedure: OwnProcedureTable
    own_procedure_version: OwnProcedureVersionTable
  }
}
