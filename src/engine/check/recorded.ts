import type { RecordedTable } from '#ledger/recorded-table.ts'

/** What the checks found. The lines seen per unit are counted anew in every run and need no proof of their own. */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'check_run', key: ['run_id'] },
  { table: 'check_violation', key: ['check_key', 'line_id'] },
  { table: 'check_setting', key: ['check_key', 'parameter'] },
]
