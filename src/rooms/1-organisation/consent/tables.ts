import type { ColumnType } from 'kysely'

type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>

export const consentWays = ['screen', 'paper', 'link'] as const
export type ConsentWay = (typeof consentWays)[number]

export type ConsentLinkTable = {
  tenant_id: string
  link_id: string
  person_id: string
  edition_id: string
  token_hash: string
  issued_at: string
  issued_by: string
  issued_capacity: string
  expires_at: string
  opened_at: Nullable<string>
  used_at: Nullable<string>
  revoked_at: Nullable<string>
  revoked_by: Nullable<string>
}

export type ConsentTable = {
  tenant_id: string
  consent_id: string
  person_id: string
  edition_id: string
  document_sha256: string
  content_hash: string
  how: ConsentWay
  signed_on: string
  recorded_at: string
  recorded_by: Nullable<string>
  capacity: string
  right_of: Nullable<string>
  typed_name: Nullable<string>
  file_id: Nullable<string>
  file_sha256: Nullable<string>
  link_id: Nullable<string>
  withdrawn_at: Nullable<string>
  withdrawn_by: Nullable<string>
  withdrawn_why: Nullable<string>
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    consent_link: ConsentLinkTable
    consent: ConsentTable
  }
}
