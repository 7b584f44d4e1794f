import type { RecordedTable } from '#ledger/recorded-table.ts'

/** Answers of second persons only come through the recorder. */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'register_confirmation', key: ['confirmation_id'] },
]
