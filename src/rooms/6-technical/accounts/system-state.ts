import { daysBetween } from '#ground/clock/date.ts'
import type { SnapshotOutcome } from './tables.ts'

/** How long a list of users counts when the register of systems says nothing else, in days. */
export const usualExportEvery = 35

/** The last time somebody tried to read a system's list, as far as judging it goes. */
export type Attempt = {
  readonly outcome: SnapshotOutcome
  readonly takenOn: string
  readonly refused: number
  readonly hasState: boolean
  readonly hasLastUsed: boolean
  readonly hasGroups: boolean
}

/** What a list leaves open: nothing may be concluded about it. */
export type Untold = 'lines' | 'state' | 'last-used' | 'groups'

/**
 * Whether a system can be checked. `cannot` is never the same as "nothing wrong": there the list was never brought,
 * was empty, could not be read, or is too old. `partly`: it was read, and is silent about some things.
 */
export type SystemState =
  | { readonly can: 'fully' }
  | { readonly can: 'partly'; readonly untold: readonly Untold[] }
  | { readonly can: 'cannot'; readonly because: 'never' | 'empty' | 'unreadable' | 'old' }

/** Judges the newest attempt on a day. Pure. */
export function systemState(latest: Attempt | undefined, exportEvery: number, on: string): SystemState {
  if (latest === undefined) return { can: 'cannot', because: 'never' }
  if (latest.outcome !== 'read') return { can: 'cannot', because: latest.outcome }
  if (daysBetween(latest.takenOn, on) > exportEvery) return { can: 'cannot', because: 'old' }
  const untold: Untold[] = []
  if (latest.refused > 0) untold.push('lines')
  if (!latest.hasState) untold.push('state')
  if (!latest.hasLastUsed) untold.push('last-used')
  if (!latest.hasGroups) untold.push('groups')
  return untold.length === 0 ? { can: 'fully' } : { can: 'partly', untold }
}
