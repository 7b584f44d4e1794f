import type { ColumnType } from 'kysely'
import type { OfficeCode, OfficeRule } from './offices.ts'
import type { UnitKind } from './unit-kinds.ts'

/** A column the database fills when the row leaves it out. */
type Defaulted<T> = ColumnType<T, T | undefined, T>

/** Half-open validity: from this date, until (not including) that one; null = until further notice. */
type Validity = {
  valid_from: string
  valid_to: ColumnType<string | null, string | null | undefined, string | null>
}

export { unitKinds, type UnitKind } from './unit-kinds.ts'

export const postRanks = [
  'vice-mayor',
  'head',
  'deputy-head',
  'section-chief',
  'leader',
  'staff',
  'member',
] as const
export type PostRank = (typeof postRanks)[number]

export const appointmentKinds = [
  '本務',
  '兼務',
  '併任',
  '事務取扱',
  '心得',
  '会計年度任用',
  '臨時',
  '派遣',
  '再任用',
  '委嘱',
] as const
export type AppointmentKind = (typeof appointmentKinds)[number]

export type BodyTable = Validity & { tenant_id: string; id: string; name: string; sort: Defaulted<number> }

export type UnitTable = Validity & {
  tenant_id: string
  id: string
  body_id: string
  parent_id: string | null
  code: string
  name: string
  kana: Defaulted<string>
  kind: UnitKind
  symbol: string | null
  policy_office: Defaulted<boolean>
  sort: Defaulted<number>
  search: string
}

export type PostTable = Validity & {
  tenant_id: string
  id: string
  body_id: string
  unit_id: string | null
  title: string
  rank: PostRank
  sort: Defaulted<number>
}

export type PersonTable = Validity & {
  tenant_id: string
  id: string
  number: string
  family: string
  given: Defaulted<string>
  family_kana: Defaulted<string>
  given_kana: Defaulted<string>
  mail: string | null
  extension: string | null
  search: string
}

export type AppointmentTable = Validity & {
  tenant_id: string
  id: string
  person_id: string
  post_id: string
  kind: AppointmentKind
}

export type OfficeRuleTable = Validity & {
  tenant_id: string
  id: string
  office: OfficeCode
  word: string
  scope: 'unit' | 'city'
  rule: OfficeRule
  eid: string | null
  sort: Defaulted<number>
}

export type DeputyOrderTable = Validity & {
  tenant_id: string
  id: string
  post_id: string
  place: number
  deputy_post_id: string
  basis: string
  eid: string | null
}

export type AbsenceTable = Validity & { tenant_id: string; id: string; person_id: string; reason: string }

export const actingKinds = ['職務代理', '事務委任'] as const
export const actingConditions = ['常時', '不在', '欠員', '不在・欠員'] as const
export type ActingCondition = (typeof actingConditions)[number]

/** What a delegated right covers; null = everything the post has. */
export type ActingScope = { offices: readonly OfficeCode[] | null; matters: readonly string[] | null }

export type ActingRightTable = Validity & {
  tenant_id: string
  id: string
  kind: (typeof actingKinds)[number]
  post_id: string
  holder_post_id: string | null
  holder_person_id: string | null
  applies_when: ActingCondition
  scope: ActingScope
  basis: string
  eid: string | null
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    body: BodyTable
    unit: UnitTable
    post: PostTable
    person: PersonTable
    appointment: AppointmentTable
    office_rule: OfficeRuleTable
    deputy_order: DeputyOrderTable
    absence: AbsenceTable
    acting_right: ActingRightTable
  }
}
