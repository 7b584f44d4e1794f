import type { RecordedTable } from '#ledger/recorded-table.ts'

/** Changes of scheme only happen through the recorder. */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'class_run', key: ['scheme_id'] },
  { table: 'class_pending', key: ['scheme_id', 'entry_id', 'axis'] },
]
