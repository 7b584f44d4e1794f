import type { RecordedTable } from '#ledger/recorded-table.ts'

/** Designs only change through the recorder. */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'own_procedure', key: ['key'] },
  { table: 'own_procedure_version', key: ['key', 'version'] },
]
