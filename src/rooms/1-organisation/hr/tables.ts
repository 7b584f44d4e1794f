import type { ColumnType } from 'kysely'
import type { ChangeKind, NewTransferChange } from '../transfer/change.ts'
import type { Counts, DifferenceMark } from './difference.ts'
import type { FileKind, HrField } from './fields.ts'
import type { Mapping } from './mapping.ts'

type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>
type Json<T> = ColumnType<T, T, T>

export type HrMappingTable = {
  tenant_id: string
  id: string
  kind: FileKind
  name: string
  columns: Json<Mapping['columns']>
  words: Json<Mapping['words']>
  used_at: string
}

export type HrDirectoryTable = {
  tenant_id: string
  id: string
  address: string
  authority_pem: Nullable<string>
  bind_dn: string
  base: string
  filter: string
  attributes: Json<Readonly<Partial<Record<HrField, string>>>>
  whole: boolean
  changed_at: string
}

export type HrDirectorySecretTable = { tenant_id: string; sealed: Buffer }

/** Where the rows come from. */
export type Source =
  | {
      readonly from: 'file'
      readonly fileId: string
      readonly mapping: Mapping
      readonly coversSides?: boolean | undefined
    }
  | { readonly from: 'directory' }

export type Finding = {
  readonly line: number
  readonly at: string
  readonly message: string
  readonly value?: string
}

/** What a comparison found beside the differences. Findings are cut at 500; their totals are not. */
export type Summary = {
  readonly counts: Counts
  readonly blankRows: number
  readonly unmapped: readonly string[]
  readonly problems: readonly Finding[]
  readonly problemsTotal: number
  readonly notes: readonly Finding[]
  readonly notesTotal: number
  readonly emptied: readonly string[]
  /** Entries on other servers that a directory only pointed at. */
  readonly referrals: number
}

export const comparisonStates = ['waiting', 'ready', 'failed', 'taken'] as const

export type HrComparisonTable = {
  tenant_id: string
  id: string
  source: Json<Source>
  source_name: string
  kind: FileKind
  on: string
  state: (typeof comparisonStates)[number]
  job_id: Nullable<string>
  error: Nullable<string>
  summary: ColumnType<Summary | null, string | null, string | null>
  plan_id: Nullable<string>
  created_at: string
  created_by: Nullable<string>
}

export type HrDifferenceTable = {
  tenant_id: string
  comparison_id: string
  place: number
  kind: ChangeKind
  mark: DifferenceMark | null
  line: number | null
  number: string
  name: string
  unit: string
  what: string
  change: ColumnType<NewTransferChange, string, string>
  needs: ColumnType<readonly string[], string, string>
  chosen: boolean
  search: string
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    hr_mapping: HrMappingTable
    hr_directory: HrDirectoryTable
    hr_directory_secret: HrDirectorySecretTable
    hr_comparison: HrComparisonTable
    hr_difference: HrDifferenceTable
  }
}
