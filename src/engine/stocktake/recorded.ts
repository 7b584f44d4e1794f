import type { RecordedTable } from '#ledger/recorded-table.ts'

/** What the ledger vouches for. Lines are vouched for by the digest of their sheet; changes follow from the lines. */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'stocktake', key: ['stocktake_id'] },
  { table: 'stocktake_sheet', key: ['stocktake_id', 'unit_id'] },
  { table: 'stocktake_count', key: ['stocktake_id', 'entry_id'] },
  { table: 'stocktake_surplus', key: ['surplus_id'] },
  { table: 'stocktake_scan', key: ['stocktake_id', 'person_id', 'mark'] },
]
