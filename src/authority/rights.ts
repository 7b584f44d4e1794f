import type { OfficeCode } from './offices.ts'
import type { Standing } from './standing.ts'

export const rights = [
  'policy.manage',
  'organisation.manage',
  'settings.manage',
  'ledger.read',
  'audit.read',
] as const
export type Right = (typeof rights)[number]

/**
 * Which office brings which right to run Kijun. Offices that are not listed bring none. No right here lets
 * anybody decide an application: that is `mayDecide`, which does not know rights.
 */
export const rightsByOffice: Readonly<Partial<Record<OfficeCode, readonly Right[]>>> = {
  'policy-office': ['policy.manage', 'organisation.manage', 'settings.manage', 'ledger.read'],
  'audit-head': ['ledger.read', 'audit.read'],
  auditor: ['ledger.read', 'audit.read'],
}

/** Rights come with an office one holds oneself; deputies and delegates decide cases, they do not administer. */
export function rightsFrom(standings: readonly Standing[]): Set<Right> {
  return new Set(
    standings
      .filter((standing) => standing.capacity === '本人')
      .flatMap((standing) => rightsByOffice[standing.office] ?? []),
  )
}

/** Rights that change how Kijun itself stands: their sessions are shorter, and their acts ask for a fresh proof. */
export const administeringRights: ReadonlySet<string> = new Set<Right>([
  'policy.manage',
  'organisation.manage',
  'settings.manage',
])
/** Of these, the rights whose every command asks for it; of the policy only putting in force does. */
export const stepUpRights: ReadonlySet<string> = new Set<Right>(['organisation.manage', 'settings.manage'])

export function administers(rights: ReadonlySet<string>): boolean {
  return [...administeringRights].some((right) => rights.has(right))
}
