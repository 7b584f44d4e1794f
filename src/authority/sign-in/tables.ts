declare module '#ground/database/tables.ts' {
  interface Tables {
    account: AccountTable
    account_use: AccountUseTable
    sign_in_failure: SignInFailureTable
    session: SessionTable
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
}
