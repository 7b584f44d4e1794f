import type { PostRank, UnitKind } from './tables.ts'

/** Security offices. The word a city prints for each is its own (office_rule.word). */
export const officeCodes = [
  'council',
  'ciso',
  'chief-iso',
  'dept-iso',
  'sec-manager',
  'sec-leader',
  'audit-head',
  'auditor',
  'policy-office',
] as const
export type OfficeCode = (typeof officeCodes)[number]

/**
 * Who holds an office:
 * - `rank`: whoever holds a post of that rank in a unit of these kinds (every 課長 is 管理者 of that 課)
 * - `post`: whoever holds that post
 * - `members`: everybody with a post in that unit or below it
 * - `policy-office`: everybody with a post in a unit marked as policy office, or below one
 * - `person`: one named person (for a unit, or for the city when unitId is null)
 */
export type OfficeRule =
  | { readonly by: 'rank'; readonly rank: PostRank; readonly kinds: readonly UnitKind[] }
  | { readonly by: 'post'; readonly postId: string }
  | { readonly by: 'members'; readonly unitId: string }
  | { readonly by: 'policy-office' }
  | { readonly by: 'person'; readonly personId: string; readonly unitId: string | null }

type Office = {
  /** The word used where the city has set none. */
  readonly word: string
  /** The office that decides when the holder is the applicant; null = there is none above. */
  readonly up: OfficeCode | null
  /** Many people hold it side by side, so an applicant among them does not move the case up. */
  readonly collective: boolean
  /** One person holds it. Two at once are a fault: nobody decides in it until the organisation is mended. */
  readonly single: boolean
}

/** The chain of command of the national model, which every city's standard follows under its own words. */
export const offices: Readonly<Record<OfficeCode, Office>> = {
  council: { word: '情報化推進会議', up: null, collective: true, single: false },
  ciso: { word: '最高情報統括責任者', up: null, collective: false, single: true },
  'chief-iso': { word: '統括情報セキュリティ責任者', up: 'ciso', collective: false, single: true },
  'dept-iso': { word: '情報セキュリティ責任者', up: 'chief-iso', collective: false, single: false },
  'sec-manager': { word: '情報セキュリティ管理者', up: 'dept-iso', collective: false, single: false },
  'sec-leader': { word: '情報セキュリティ担当者', up: 'sec-manager', collective: false, single: false },
  'audit-head': { word: '監査統括責任者', up: null, collective: false, single: true },
  auditor: { word: '監査人', up: null, collective: true, single: false },
  'policy-office': { word: '事務局', up: null, collective: true, single: false },
}

/** Offices that one person holds. */
export const singleOffices: readonly OfficeCode[] = officeCodes.filter((code) => offices[code].single)
