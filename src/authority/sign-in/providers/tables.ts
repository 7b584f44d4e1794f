import type { ColumnType } from 'kysely'

type Json<T> = ColumnType<T, T | string, T | string>

declare module '#ground/database/tables.ts' {
  interface Tables {
    identity_provider: {
      tenant_id: string
      provider_id: string
      name: string
      settings: Json<unknown>
      sealed: Buffer | null
      enabled: boolean
      sort: ColumnType<number, number | undefined, number>
    }
    external_attempt: {
      tenant_id: string
      attempt_id: string
      state_hash: Buffer
      browser_hash: Buffer
      provider_id: string
      site: string
      target: string
      checks: Buffer
      identity: Json<unknown>
      expires_at: string
    }
  }
}
