import type { RecordedTable } from '#ledger/recorded-table.ts'

/**
 * Tables of the register engine that only change through the recorder. The counter only hands out numbers, pointers
 * and tallies are copies of what the lines say.
 */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'register_entry', key: ['entry_id'] },
  { table: 'register_entry_version', key: ['entry_id', 'version'] },
  { table: 'register_column', key: ['register', 'column_key'] },
  { table: 'register_retention', key: ['register'] },
  { table: 'class_scheme', key: ['scheme_id'] },
]
