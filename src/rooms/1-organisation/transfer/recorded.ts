import type { RecordedTable } from '#ledger/recorded-table.ts'

/** Plans, their changes and what their confirmation wrote only change through the recorder. */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'transfer_plan', key: ['id'] },
  { table: 'transfer_change', key: ['id'] },
  { table: 'transfer_write', key: ['plan_id', 'place'] },
  { table: 'transfer_effect', key: ['plan_id', 'step', 'subject_id'] },
  { table: 'transfer_return', key: ['plan_id', 'person_id'] },
]
