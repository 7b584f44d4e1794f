import type { Generated } from 'kysely'

declare module '#ground/database/tables.ts' {
  interface Tables {
    account: AccountTable
    account_use: AccountUseTable
    sign_in_failure: SignInFailureTable
    session: SessionTable
    sign_in_attempt: SignInAttemptTable
    external_identity: ExternalIdentityTable
    account_totp: AccountTotpTable
    totp_use: TotpUseTable
    account_passkey: AccountPasskeyTable
    passkey_use: PasskeyUseTable
    account_recovery_code: AccountRecoveryCodeTable
    password_history: PasswordHistoryTable
    known_device: KnownDeviceTable
    account_stop: AccountStopTable
    sign_in_rule: SignInRuleTable
  }
}

export type AccountTable = {
  tenant_id: string
  account_id: string
  person_id: string
  login: string
  password_hash: string
  must_change: boolean
  disabled_at: string | null
  created_at: string
}

export type AccountUseTable = {
  tenant_id: string
  account_id: string
  last_sign_in_at: string | null
  previous_sign_in_at: string | null
  failures_since: number
  failures_before: number
}

export type SignInFailureTable = {
  tenant_id: string
  login: string
  address: string
  failures: number
  last_failed_at: string
  locked_until: string | null
}

export type SessionTable = {
  tenant_id: string
  session_id: string
  secret_hash: Buffer
  account_id: string
  created_at: string
  last_seen_at: string
  expires_at: string
  methods: Generated<string[]>
  strength: Generated<number>
  stepped_up_at: string | null
  step_up_failures: Generated<number>
  must_add_factor: Generated<boolean>
  address: Generated<string>
  agent: Generated<string>
}

export type SignInAttemptTable = {
  tenant_id: string
  attempt_id: string
  secret_hash: Buffer
  account_id: string
  methods: string[]
  failures: Generated<number>
  created_at: string
  expires_at: string
}

export type ExternalIdentityTable = {
  tenant_id: string
  provider: string
  subject: string
  account_id: string
  linked_at: string
}

export type AccountTotpTable = {
  tenant_id: string
  totp_id: string
  account_id: string
  name: string
  sealed: Buffer
  confirmed_at: string | null
  created_at: string
}

export type TotpUseTable = {
  tenant_id: string
  totp_id: string
  last_step: Generated<number>
  last_used_at: string | null
}

export type AccountPasskeyTable = {
  tenant_id: string
  passkey_id: string
  account_id: string
  name: string
  credential_id: string
  public_key: Buffer
  transports: Generated<string[]>
  synced: boolean
  created_at: string
}

export type PasskeyUseTable = {
  tenant_id: string
  passkey_id: string
  counter: Generated<number>
  last_used_at: string | null
}

export type AccountRecoveryCodeTable = {
  tenant_id: string
  code_id: string
  account_id: string
  code_hash: Buffer
  created_at: string
  used_at: string | null
}

export type PasswordHistoryTable = {
  tenant_id: string
  account_id: string
  set_at: string
  password_hash: string
}

export type KnownDeviceTable = {
  tenant_id: string
  account_id: string
  device_hash: Buffer
  first_at: string
  last_at: string
}

export type AccountStopTable = {
  tenant_id: string
  stop_id: string
  person_id: string
  reason: string
  stop_from: string
  stop_until: string | null
  stopped_by: string | null
  capacity: string | null
  lifted_at: string | null
  lifted_by: string | null
  lift_note: Generated<string>
}

export type SignInRuleTable = {
  tenant_id: string
  name: string
  /** A value of our own `rules.ts`; read tolerantly, so that a broken one never bars the way in. */
  value: unknown
  set_at: string
}
