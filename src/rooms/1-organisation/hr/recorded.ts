import type { RecordedTable } from '#ledger/recorded-table.ts'

/**
 * Tables that only change through the recorder. A comparison is work in hand and the password a secret: neither is
 * vouched for, and of the password not even a hash goes into the ledger.
 */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'hr_mapping', key: ['id'] },
  { table: 'hr_directory', key: ['id'] },
]
