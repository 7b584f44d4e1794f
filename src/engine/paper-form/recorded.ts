import type { RecordedTable } from '#ledger/recorded-table.ts'

/** 様式, how numbers are written, and the numbers of notices only change through the recorder. */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'paper_form', key: ['procedure', 'document', 'version'] },
  { table: 'paper_numbering', key: ['version'] },
  { table: 'application_notice', key: ['application_id'] },
]
