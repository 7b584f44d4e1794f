import type { ColumnType } from 'kysely'
import type { Numbering } from './contract-numbering.ts'
import type { PaperDocument, PaperTemplate } from './contract-template.ts'

/** jsonb: read parsed, written as the object itself. */
type Json<T> = ColumnType<T, T, T>

export type PaperFormTable = {
  tenant_id: string
  procedure: string
  document: PaperDocument
  version: number
  /** null: back to the standard. */
  template: Json<PaperTemplate | null>
  at: string
  by_id: string
}

export type PaperNumberingTable = {
  tenant_id: string
  version: number
  numbering: Json<Numbering>
  at: string
  by_id: string
}

export type ApplicationNoticeTable = {
  tenant_id: string
  application_id: string
  number: string
  number_unit_id: string | null
  fiscal_year: number
  /** null: a branch of the application's number. */
  running: number | null
  issued_at: string
  issued_by: string
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    paper_form: PaperFormTable
    paper_numbering: PaperNumberingTable
    application_notice: ApplicationNoticeTable
  }
}
