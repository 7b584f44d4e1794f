import type { RecordedTable } from '#ledger/recorded-table.ts'

/** What was read, decided and confirmed about user IDs. Differences are computed from these and are not among them. */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'account_mapping', key: ['system_id'] },
  { table: 'account_snapshot', key: ['snapshot_id'] },
  { table: 'account_check', key: ['check_id'] },
  { table: 'id_review', key: ['review_id'] },
  { table: 'id_review_sheet', key: ['review_id', 'unit_id'] },
  { table: 'id_review_answer', key: ['review_id', 'line_id'] },
]
