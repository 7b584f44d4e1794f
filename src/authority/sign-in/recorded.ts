import type { RecordedTable } from '#ledger/recorded-table.ts'

/** What lets somebody in, and who was stopped, is under the ledger; sessions and counters come and go and are not. */
export const recordedTables: readonly RecordedTable[] = [
  { table: 'account', key: ['account_id'] },
  { table: 'identity_provider', key: ['provider_id'] },
  { table: 'external_identity', key: ['provider', 'subject'] },
  { table: 'account_totp', key: ['totp_id'] },
  { table: 'account_passkey', key: ['passkey_id'] },
  { table: 'account_recovery_code', key: ['code_id'] },
  { table: 'account_stop', key: ['stop_id'] },
  { table: 'sign_in_rule', key: ['name'] },
]
