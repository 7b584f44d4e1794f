import { daysBetween } from '#ground/clock/date.ts'
import type { AccountKind, AccountState } from './definition.ts'
import type { DifferenceKind } from './difference.ts'

/** One ID as the register has it. */
export type Account = {
  readonly entryId: string
  readonly systemId: string
  readonly login: string
  /** The login as systems compare it. */
  readonly key: string
  readonly unitId: string
  readonly kind: AccountKind
  readonly state: AccountState
  readonly holder: string | null
  readonly users: readonly string[]
  readonly approvedBy: string | null
  readonly approvedOn: string | null
  readonly approvedUntil: string | null
  readonly company: string | null
  readonly contract: string | null
  readonly projectEnd: string | null
  readonly mail: boolean | null
  readonly internet: boolean | null
  /** Since when the register knows it. */
  readonly since: string
}

/** One ID as the system's own list has it; null = the list does not say. */
export type SeenAccount = {
  readonly login: string
  readonly key: string
  readonly enabled: boolean | null
  readonly lastUsed: string | null
  readonly privileged: boolean | null
  readonly mail: boolean | null
  readonly internet: boolean | null
}

/** What the newest readable list of a system holds. Absent for a system that cannot be checked. */
export type Seen = {
  readonly lines: readonly SeenAccount[]
  /** Every line was read, so that an ID that is not among them is really not in the system. */
  readonly complete: boolean
  /** The list tells when an ID was last used; then no date means never. */
  readonly hasLastUsed: boolean
}

export type System = { readonly systemId: string; readonly unitId: string; readonly seen: Seen | null }

/** A person as HR has him: in office from the first day until (not including) the last. */
export type Person = {
  readonly from: string
  readonly to: string | null
  /** The section he works in on the day; null without a post. */
  readonly sectionId: string | null
}

export type CheckValues = {
  /** 使われていないIDとする期間, in days. */
  readonly dormantDays: number
}

export type Difference = {
  readonly kind: DifferenceKind
  readonly systemId: string
  /** null: the register has no such ID. */
  readonly entryId: string | null
  readonly login: string
  /** The section that has to look at it. */
  readonly unitId: string
  readonly personId: string | null
  /** Since when it is so, where a date tells. */
  readonly since: string | null
}

/**
 * Compares the register of IDs, what each system says of itself, and HR on a day. Pure.
 *
 * What cannot be read makes no difference go away: an ID of a system without a readable list is judged by the register
 * alone, and whoever shows the result must say that the system could not be checked.
 */
export function reconcile(
  accounts: readonly Account[],
  systems: readonly System[],
  people: ReadonlyMap<string, Person>,
  values: CheckValues,
  on: string,
): Difference[] {
  const found: Difference[] = []
  const seenIn = new Map(
    systems.map(({ systemId, seen }) => [systemId, seen === null ? null : indexed(seen)] as const),
  )
  const taken = new Map<string, Account>()
  const personal = new Map<string, Account>()
  const known = new Set<string>()

  for (const account of accounts) {
    known.add(nameOf(account.systemId, account.key))
    const seen = seenIn.get(account.systemId) ?? null
    const line = seen?.lines.get(account.key)
    const say = (kind: DifferenceKind, since: string | null = null, personId = account.holder): void => {
      found.push({
        kind,
        systemId: account.systemId,
        entryId: account.entryId,
        login: account.login,
        unitId: sectionOf(people, account.holder) ?? account.unitId,
        personId,
        since,
      })
    }
    if (account.state !== 'live') {
      // Somebody says it is stopped or removed; the system says it works.
      if (line?.enabled === true) say('removed-live')
      continue
    }
    if (seen !== null && seen.complete && line === undefined) {
      say('gone')
      continue
    }
    if (line?.enabled === false) continue

    const holder = account.holder === null ? undefined : people.get(account.holder)
    if (holder !== undefined && hasLeft(holder, on)) say('leaver-live', holder.to)
    for (const user of account.users) {
      const person = people.get(user)
      if (person !== undefined && hasLeft(person, on)) say('leaver-user', person.to, user)
    }
    if (line !== undefined && seen?.hasLastUsed === true) {
      if (line.lastUsed === null) {
        if (daysBetween(account.since, on) > values.dormantDays) say('never-used', account.since)
      } else if (daysBetween(line.lastUsed, on) > values.dormantDays) say('dormant', line.lastUsed)
    }
    privilege(account, line, on, say)
    if (account.kind === 'shared' && account.users.length === 0) say('shared-nobody')
    if (account.kind === 'vendor' && (account.company === null || account.contract === null)) {
      say('vendor-unnamed')
    }
    if (account.holder === null && needsHolder(account.kind)) say('ownerless')
    if (account.kind === 'development' && account.projectEnd !== null && account.projectEnd < on) {
      say('development-ended', account.projectEnd)
    }
    if (differs(account.mail, line?.mail) || differs(account.internet, line?.internet)) say('flag-differs')

    const name = nameOf(account.systemId, account.key)
    const owner = account.kind === 'personal' && account.holder !== null
    const person = owner ? nameOf(account.systemId, account.holder ?? '') : null
    if (taken.has(name) || (person !== null && personal.has(person))) say('duplicate')
    taken.set(name, account)
    if (person !== null) personal.set(person, account)
  }

  for (const { systemId, unitId, seen } of systems) {
    for (const line of seen?.lines ?? []) {
      if (line.enabled === false || known.has(nameOf(systemId, line.key))) continue
      found.push({
        kind: 'unregistered',
        systemId,
        entryId: null,
        login: line.login,
        unitId,
        personId: null,
        since: null,
      })
    }
  }
  return found
}

function privilege(
  account: Account,
  line: SeenAccount | undefined,
  on: string,
  say: (kind: DifferenceKind, since?: string | null) => void,
): void {
  const privileged = account.kind === 'privileged' || line?.privileged === true
  if (!privileged) return
  if (account.kind === 'vendor') {
    say('vendor-privileged')
    return
  }
  const { approvedBy, approvedOn, approvedUntil, holder } = account
  // An approval by the holder himself is none, nor is one that begins later.
  const approved =
    approvedBy !== null &&
    approvedBy !== holder &&
    approvedUntil !== null &&
    (approvedOn === null || approvedOn <= on)
  if (!approved) say('privilege-unapproved')
  else if (approvedUntil < on) say('privilege-expired', approvedUntil)
}

/** A shared ID has users, one of a contractor a company, one for a job its system; the others belong to somebody. */
function needsHolder(kind: AccountKind): boolean {
  return kind === 'personal' || kind === 'privileged' || kind === 'development'
}

const differs = (wanted: boolean | null, is: boolean | null | undefined): boolean =>
  wanted !== null && is !== null && is !== undefined && wanted !== is

export function hasLeft(person: Person, on: string): boolean {
  return person.to !== null && person.to <= on
}

function sectionOf(people: ReadonlyMap<string, Person>, holder: string | null): string | null {
  return holder === null ? null : (people.get(holder)?.sectionId ?? null)
}

const nameOf = (systemId: string, key: string): string => `${systemId} ${key}`

function indexed(seen: Seen) {
  return { ...seen, lines: new Map(seen.lines.map((line) => [line.key, line])) }
}
