import type { ColumnType } from 'kysely'

/** jsonb: read parsed, written as the object itself. */
type Json<T> = ColumnType<T, T, T>
/** A list in jsonb: read parsed, written as text. */
type JsonList<T> = ColumnType<readonly T[], string, string>

/** What a part of time is looked through for: happenings by month, habits by quarter and by fiscal year. */
export type Span = 'month' | 'quarter' | 'year'

/** A case a sign was seen in. */
export type CaseRef = { readonly id: string; readonly number: string; readonly title: string }

/** Of one sign: rows looked at, rows that could not be judged, rows found. */
export type SignCount = { readonly looked: number; readonly unread: number; readonly found: number }

export type SignPartTable = {
  tenant_id: string
  span: Span
  starts_on: string
  computed_at: string
  parameters: Json<Readonly<Record<string, Readonly<Record<string, number>>>>>
  counts: Json<Readonly<Record<string, SignCount>>>
}

export type SignFindingTable = {
  tenant_id: string
  span: Span
  starts_on: string
  sign: string
  place: number
  at: string
  unit_id: string
  person_id: string | null
  other_id: string | null
  subject_kind: string
  subject_id: string
  label: string
  sentence: string
  cases: JsonList<CaseRef>
  case_count: number
}

export type SignUnitCountTable = {
  tenant_id: string
  span: Span
  starts_on: string
  sign: string
  unit_id: string
  /** Of months: their quarters and years hold sums. */
  summed: boolean
  found: number
}

export type AttemptKind = 'own' | 'after-lapse' | 'no-right' | 'unseen'

export type RefusedAttemptTable = {
  tenant_id: string
  attempt_id: string
  day: string
  person_id: string
  operation: string
  act: string
  application_id: string
  kind: AttemptKind
  message: string
  times: number
  first_at: string
  last_at: string
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    sign_part: SignPartTable
    sign_finding: SignFindingTable
    sign_unit_count: SignUnitCountTable
    refused_attempt: RefusedAttemptTable
  }
}
