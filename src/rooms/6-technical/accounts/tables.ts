import type { ColumnType } from 'kysely'
import type { Mapping } from './mapping.ts'

type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>
type Defaulted<T> = ColumnType<T, T | undefined, T>

export type AccountMappingTable = {
  tenant_id: string
  system_id: string
  mapping: Mapping
  saved_at: string
  saved_by: Nullable<string>
}

export type SnapshotOutcome = 'read' | 'empty' | 'unreadable'

export type AccountSnapshotTable = {
  tenant_id: string
  snapshot_id: string
  system_id: string
  /** The day the system wrote the list, as whoever brought it says. */
  taken_on: string
  read_at: string
  read_by: Nullable<string>
  source: 'file' | 'directory'
  file_name: string
  outcome: SnapshotOutcome
  lines: number
  refused: number
  has_state: boolean
  has_last_used: boolean
  has_groups: boolean
  digest: string
  problem: Nullable<string>
}

export type AccountLineTable = {
  tenant_id: string
  snapshot_id: string
  seq: number
  login: string
  login_key: string
  name: string | null
  enabled: boolean | null
  last_used: string | null
  privileged: boolean | null
  mail: boolean | null
  internet: boolean | null
  person_number: string | null
  address: string | null
}

export type AccountDifferenceTable = {
  tenant_id: string
  difference_id: string
  kind: string
  once_key: string
  slot: string
  system_id: string
  entry_id: string | null
  login: string
  unit_id: string
  person_id: string | null
  since: string | null
  found_at: string
  resolved_at: string | null
}

export type AccountCheckTable = {
  tenant_id: string
  check_id: string
  on_date: string
  checked_at: string
  accounts: number
  found: number
  resolved: number
  open: number
  systems: number
  unreadable: number
  dormant_days: number
}

export type ReviewState = 'preparing' | 'open' | 'closed'

export type IdReviewTable = {
  tenant_id: string
  review_id: string
  title: string
  as_of: string
  due_on: string
  state: ReviewState
  opened_at: string
  opened_by: Nullable<string>
  closed_at: Nullable<string>
  closed_by: Nullable<string>
}

export type IdReviewSheetTable = {
  tenant_id: string
  review_id: string
  unit_id: string
  office: string
  total: number
  kept: Defaulted<number>
  removing: Defaulted<number>
  unknown: Defaulted<number>
  digest: string
  reminded_on: Nullable<string>
  signed_at: Nullable<string>
  signed_by: Nullable<string>
  capacity: Nullable<string>
  right_of: Nullable<string>
}

export type IdReviewLineTable = {
  tenant_id: string
  review_id: string
  line_id: string
  unit_id: string
  entry_id: string
  system_id: string
  holder_id: string | null
  login: string
  kind: string
  proposal: 'keep' | 'remove'
  reasons: readonly string[]
  last_used: string | null
  sort: string
}

export type Answer = 'keep' | 'remove' | 'unknown'

export type IdReviewAnswerTable = {
  tenant_id: string
  review_id: string
  line_id: string
  answer: Answer
  note: Nullable<string>
  at: string
  by: string
  capacity: string
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    account_mapping: AccountMappingTable
    account_snapshot: AccountSnapshotTable
    account_line: AccountLineTable
    account_difference: AccountDifferenceTable
    account_check: AccountCheckTable
    id_review: IdReviewTable
    id_review_sheet: IdReviewSheetTable
    id_review_line: IdReviewLineTable
    id_review_answer: IdReviewAnswerTable
  }
}
