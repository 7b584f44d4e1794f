import type { RecordedTable } from '#ledger/recorded-table.ts'

/** Signatures and the links they may come by only change through the recorder. */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'consent_link', key: ['link_id'] },
  { table: 'consent', key: ['consent_id'] },
]
