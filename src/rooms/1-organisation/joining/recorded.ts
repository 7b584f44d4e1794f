import type { RecordedTable } from '#ledger/recorded-table.ts'

/** Checklists only change through the recorder. */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'checklist', key: ['checklist_id'] },
  { table: 'checklist_item', key: ['checklist_id', 'item'] },
]
