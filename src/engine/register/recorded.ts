import type { RecordedTable } from '#ledger/recorded-table.ts'

/** Tables of the register engine that only change through the recorder. The counter is not one: it only hands out numbers. */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'register_entry', key: ['entry_id'] },
  { table: 'register_entry_version', key: ['entry_id', 'version'] },
]
