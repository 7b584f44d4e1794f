import type {} from '#ground/database/tables.ts'

import type { ColumnType, Selectable } from 'kysely'
import type { ActingCondition, ActingGiver, ActingKind } from './acting-kinds.ts'
import type { OfficeCode, OfficeRule } from './offices.ts'
import type { AppointmentKind } from './appointment-kinds.ts'
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

export { appointmentKinds, type AppointmentKind } from './appointment-kinds.ts'

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
  /** The first row of the unit's line, for every later state of it; null for that row itself. */
  continues_id: ColumnType<string | null, string | null | undefined, string | null>
}

/** Every state of every unit: `id` is the unit (the same through renaming and moving), `row_id` the state's row. */
export type UnitAtView = {
  [Column in Exclude<keyof UnitTable, 'continues_id'>]: ColumnType<UnitAtColumn<Column>, never, never>
} & { row_id: ColumnType<string, never, never> }
type UnitAtColumn<Column extends keyof UnitTable> = Selectable<UnitTable>[Column]

export const successionKinds = ['統合', '分割', '廃止'] as const
export type SuccessionKind = (typeof successionKinds)[number]

/** Who takes over from a unit that ended or gave a part away. `heir` gets what hangs on it. */
export type UnitSuccessionTable = {
  tenant_id: string
  id: string
  from_unit_id: string
  to_unit_id: string | null
  kind: SuccessionKind
  heir: boolean
  effective_on: string
  basis: Defaulted<string>
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

export type PersonNameTable = Validity & {
  tenant_id: string
  id: string
  person_id: string
  state: 'former' | 'planned'
  family: string
  given: Defaulted<string>
  family_kana: Defaulted<string>
  given_kana: Defaulted<string>
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

export {
  actingConditions,
  type ActingCondition,
  type ActingGiver,
  actingGivers,
  type ActingKind,
  actingKinds,
} from './acting-kinds.ts'

/**
 * What a delegated right covers; null = everything the post has: its offices, procedures, and the units (with all
 * below them) whose cases it covers.
 */
export type ActingScope = {
  offices: readonly OfficeCode[] | null
  matters: readonly string[] | null
  units?: readonly string[] | null
}

export type ActingRightTable = Validity & {
  tenant_id: string
  id: string
  kind: ActingKind
  post_id: string
  holder_post_id: string | null
  holder_person_id: string | null
  applies_when: ActingCondition
  scope: ActingScope
  basis: string
  eid: string | null
  /** null on rows from before it was asked: a rule. */
  given_by: ColumnType<ActingGiver | null, ActingGiver | null | undefined, ActingGiver | null>
  /** Who gave it, when the holder himself did; it ends when he leaves the post. */
  giver_person_id: ColumnType<string | null, string | null | undefined, string | null>
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    body: BodyTable
    unit: UnitTable
    unit_at: UnitAtView
    unit_succession: UnitSuccessionTable
    post: PostTable
    person: PersonTable
    person_name: PersonNameTable
    appointment: AppointmentTable
    office_rule: OfficeRuleTable
    deputy_order: DeputyOrderTable
    absence: AbsenceTable
    acting_right: ActingRightTable
  }
}
