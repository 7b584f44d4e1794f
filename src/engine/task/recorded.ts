import type { RecordedTable } from '#ledger/recorded-table.ts'

/** Tasks only change through the recorder. */
export const recordedTables: readonly RecordedTable[] = [{ table: 'task', key: ['id'] }]
