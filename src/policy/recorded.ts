import type { RecordedTable } from '#ledger/recorded-table.ts'

/** Tables of the policy room that the ledger vouches for. */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'policy', key: ['policy_id'] },
  { table: 'policy_version', key: ['version_id'] },
  { table: 'provision', key: ['version_id', 'wid'] },
  { table: 'provision_table', key: ['version_id', 'wid'] },
  { table: 'binding', key: ['binding_id'] },
]
