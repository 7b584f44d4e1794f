import type { OfficeCode } from '#authority/offices.ts'
import type { ActingCondition, ActingScope, AppointmentKind, PostRank, UnitKind } from '#authority/tables.ts'
import type { BodyKey } from './units.ts'

/*
 * The organisation as plain data. Rows look like the tables of the authority, but point at each other by
 * readable keys ('0404/課長') instead of ids. Validity is half-open, as there.
 */

export type Period = { readonly validFrom: string; readonly validTo: string | null }

export type BodyRow = Period & { readonly key: BodyKey; readonly name: string; readonly sort: number }

export type UnitRow = Period & {
  /** Also the unit's code. */
  readonly key: string
  readonly bodyKey: BodyKey
  readonly parentKey: string | null
  readonly name: string
  readonly kana: string
  readonly kind: UnitKind
  readonly symbol: string | null
  readonly policyOffice: boolean
  readonly sort: number
}

export type PostRow = Period & {
  readonly key: string
  readonly bodyKey: BodyKey
  /** null = a post of the body itself (市長, 副市長, 教育長). */
  readonly unitKey: string | null
  readonly title: string
  readonly rank: PostRank
  readonly sort: number
}

export type PersonRow = Period & {
  readonly key: string
  /** 職員番号, leading zeros kept. */
  readonly number: string
  readonly family: string
  readonly given: string
  readonly familyKana: string
  readonly givenKana: string
  readonly mail: string
  readonly extension: string
}

export type AppointmentRow = Period & {
  readonly personKey: string
  readonly postKey: string
  readonly kind: AppointmentKind
}

/** `validTo` is the day the person is back. */
export type AbsenceRow = Period & { readonly personKey: string; readonly reason: string }

export type DeputyOrderRow = Period & {
  readonly postKey: string
  readonly place: number
  readonly deputyPostKey: string
  readonly basis: string
  /** Place in the sample city's standard: '第4-4-(1)'. */
  readonly clause: string
}

export type ActingRightRow = Period & {
  readonly kind: '職務代理' | '事務委任'
  readonly postKey: string
  readonly holderPostKey: string
  readonly appliesWhen: ActingCondition
  readonly scope: ActingScope
  readonly basis: string
  readonly clause: string
}

export type OfficeRuleRow = Period & {
  readonly office: OfficeCode
  readonly word: string
  readonly scope: 'unit' | 'city'
  readonly rule:
    | { readonly by: 'rank'; readonly rank: PostRank; readonly kinds: readonly UnitKind[] }
    | { readonly by: 'post'; readonly postKey: string }
    | { readonly by: 'members'; readonly unitKey: string }
    | { readonly by: 'policy-office' }
  readonly clause: string
  readonly sort: number
}

export type Organisation = {
  readonly bodies: readonly BodyRow[]
  readonly units: readonly UnitRow[]
  readonly posts: readonly PostRow[]
  readonly persons: readonly PersonRow[]
  readonly appointments: readonly AppointmentRow[]
  readonly absences: readonly AbsenceRow[]
  readonly deputyOrders: readonly DeputyOrderRow[]
  readonly actingRights: readonly ActingRightRow[]
  readonly officeRules: readonly OfficeRuleRow[]
}

/** Whether the row is valid on the day. */
export function validOn(row: Period, date: string): boolean {
  return row.validFrom <= date && (row.validTo === null || date < row.validTo)
}
