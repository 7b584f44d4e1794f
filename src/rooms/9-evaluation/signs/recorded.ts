import type { RecordedTable } from '#ledger/recorded-table.ts'

/** That the facts were looked through, with what result, and what was refused. What was found is computed from facts. */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'sign_part', key: ['span', 'starts_on'] },
  { table: 'refused_attempt', key: ['attempt_id'] },
]
