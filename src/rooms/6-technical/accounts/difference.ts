import type { AccountSlot } from './definition.ts'

/** Every way in which the IDs of a system can differ from what they should be, with the place of its clause. */
export const differenceKinds = {
  'leaver-live': 'dormant',
  'leaver-user': 'shared',
  'removed-live': 'register',
  dormant: 'dormant',
  'never-used': 'dormant',
  'privilege-unapproved': 'privilege',
  'privilege-expired': 'privilege',
  'shared-nobody': 'shared',
  'vendor-privileged': 'vendor',
  'vendor-unnamed': 'register',
  ownerless: 'register',
  unregistered: 'register',
  gone: 'register',
  'development-ended': 'development',
  'flag-differs': 'service',
  duplicate: 'register',
  'marked-unneeded': 'register',
} as const satisfies Readonly<Record<string, AccountSlot>>

export type DifferenceKind = keyof typeof differenceKinds
export const differenceKindNames: readonly DifferenceKind[] =
  Object.keys(differenceKinds).filter(isDifferenceKind)

export function isDifferenceKind(kind: string): kind is DifferenceKind {
  return Object.hasOwn(differenceKinds, kind)
}

/** Differences for which an ID is rather not needed any more: a stock-take proposes to remove it. */
export const removing: ReadonlySet<DifferenceKind> = new Set([
  'leaver-live',
  'dormant',
  'never-used',
  'development-ended',
  'removed-live',
] as const)

/** What has to be known of a system's list before such a difference may be said to be gone. */
export type Needed = 'register' | 'list' | 'last-used' | 'groups'

/** Nothing to read is not nothing wrong: a difference found in a list ends when a list says so, or with its ID. */
export const endsBy: Readonly<Record<DifferenceKind, Needed>> = {
  'leaver-live': 'register',
  'leaver-user': 'register',
  'removed-live': 'list',
  dormant: 'last-used',
  'never-used': 'last-used',
  'privilege-unapproved': 'groups',
  'privilege-expired': 'groups',
  'shared-nobody': 'register',
  'vendor-privileged': 'groups',
  'vendor-unnamed': 'register',
  ownerless: 'register',
  unregistered: 'list',
  gone: 'list',
  'development-ended': 'register',
  'flag-differs': 'list',
  duplicate: 'register',
  'marked-unneeded': 'register',
}

/** Days until a difference should be settled; a standard of ours, shown with the task. */
export const daysToSettle: Readonly<Record<DifferenceKind, number>> = {
  'leaver-live': 3,
  'leaver-user': 7,
  'removed-live': 3,
  dormant: 30,
  'never-used': 30,
  'privilege-unapproved': 7,
  'privilege-expired': 7,
  'shared-nobody': 14,
  'vendor-privileged': 3,
  'vendor-unnamed': 30,
  ownerless: 30,
  unregistered: 30,
  gone: 30,
  'development-ended': 7,
  'flag-differs': 14,
  duplicate: 30,
  'marked-unneeded': 14,
}
