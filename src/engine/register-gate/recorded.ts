import type { RecordedTable } from '#ledger/recorded-table.ts'

/** Gates are passed and taken back through the recorder only. */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'register_gate', key: ['pass_id'] },
  { table: 'register_gate_undone', key: ['pass_id'] },
]
