import type { RecordedTable } from '#ledger/recorded-table.ts'

/** Tables of this room that only change through the recorder, and whose rows `kijun verify` compares. */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'body', key: ['id'] },
  { table: 'unit', key: ['id'] },
  { table: 'unit_succession', key: ['id'] },
  { table: 'post', key: ['id'] },
  { table: 'person', key: ['id'] },
  { table: 'person_name', key: ['id'] },
  { table: 'appointment', key: ['id'] },
  { table: 'office_rule', key: ['id'] },
  { table: 'deputy_order', key: ['id'] },
  { table: 'absence', key: ['id'] },
  { table: 'acting_right', key: ['id'] },
]
