import type { RecordedTable } from '#ledger/recorded-table.ts'

/** Tables of this engine that the ledger vouches for. The counter is derived and left out. */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'application', key: ['application_id'] },
  { table: 'application_item', key: ['application_id', 'entry_id'] },
  { table: 'application_step', key: ['application_id', 'round', 'place', 'seat'] },
  { table: 'decision', key: ['decision_id'] },
  { table: 'after_reading', key: ['decision_id'] },
  { table: 'application_event', key: ['application_id', 'place'] },
  { table: 'application_opening', key: ['application_id', 'round', 'person_id'] },
  { table: 'application_comment', key: ['application_id', 'comment_id'] },
  { table: 'procedure_parameter', key: ['procedure', 'key'] },
  { table: 'procedure_tier', key: ['procedure', 'place'] },
  { table: 'procedure_role', key: ['procedure', 'role'] },
]
