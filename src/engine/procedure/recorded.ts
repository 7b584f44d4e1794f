import type { RecordedTable } from '#ledger/recorded-table.ts'

/** Tables of this engine that the ledger vouches for. The counter is derived and left out. */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'application', key: ['application_id'] },
  { table: 'application_item', key: ['application_id', 'entry_id'] },
  { table: 'decision', key: ['decision_id'] },
  { table: 'after_reading', key: ['decision_id'] },
  { table: 'application_event', key: ['application_id', 'place'] },
  { table: 'procedure_parameter', key: ['procedure', 'key'] },
]
