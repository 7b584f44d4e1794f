import type { RecordedTable } from '#ledger/recorded-table.ts'

/** Tables of the policy room that the ledger vouches for. */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'policy', key: ['policy_id'] },
  { table: 'policy_version', key: ['version_id'] },
  { table: 'provision', key: ['version_id', 'wid'] },
  { table: 'provision_table', key: ['version_id', 'wid'] },
  { table: 'binding', key: ['binding_id'] },
  { table: 'norm', key: ['version_id', 'norm_id'] },
  { table: 'norm_act', key: ['act_id'] },
  { table: 'edition_reading', key: ['version_id'] },
  { table: 'lint_note', key: ['policy_id', 'lint_key'] },
  { table: 'parameter_value', key: ['parameter', 'revision'] },
  { table: 'document_reader', key: ['policy_id', 'kind', 'reader'] },
  { table: 'edition_approval', key: ['version_id'] },
  { table: 'impact_decision', key: ['version_id', 'item'] },
  { table: 'publication', key: ['publication_id'] },
]
