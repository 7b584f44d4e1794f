import type { RecordedTable } from '#ledger/recorded-table.ts'

/** Everything the council decides and how it came about, vouched for by the ledger. */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'council_rule', key: ['id'] },
  { table: 'council_meeting', key: ['meeting_id'] },
  { table: 'council_item', key: ['item_id'] },
  { table: 'council_member', key: ['meeting_id', 'person_id'] },
  { table: 'council_ballot', key: ['item_id', 'person_id'] },
  { table: 'council_file', key: ['meeting_id', 'file_id'] },
]
