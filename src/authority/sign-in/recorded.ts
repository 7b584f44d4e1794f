import type { RecordedTable } from '#ledger/recorded-table.ts'

/** Accounts are under the ledger; sessions and counters of failures come and go and are not. */
export const recordedTables: readonly RecordedTable[] = [{ table: 'account', key: ['account_id'] }]
