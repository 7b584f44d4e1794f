import type { RecordedTable } from '#ledger/recorded-table.ts'

/** What was written at the doors of controlled areas, and how their readers' files are read, and what was deleted when its years were over. */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'entry_line', key: ['line_id'] },
  { table: 'entry_disposal', key: ['disposal_id'] },
  { table: 'entry_reader', key: ['area_id'] },
]
