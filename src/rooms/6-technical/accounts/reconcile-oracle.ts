import type { Account, CheckValues, Difference, Person, System } from './reconcile.ts'

/*
 * The same comparison, written as the sentences of the standard are read: one question after the other over everything,
 * slowly. Tests hold it against `reconcile`.
 */

type Found = Pick<Difference, 'kind' | 'systemId' | 'entryId' | 'login' | 'personId'>

const days = (a: string, b: string): number => (Date.parse(b) - Date.parse(a)) / 86_400_000

export function naively(
  accounts: readonly Account[],
  systems: readonly System[],
  people: ReadonlyMap<string, Person>,
  values: CheckValues,
  on: string,
): Found[] {
  const listOf = (a: Account) => systems.find((s) => s.systemId === a.systemId)?.seen ?? null
  const lineOf = (a: Account) => listOf(a)?.lines.find((l) => l.key === a.key)
  const left = (id: string): boolean => {
    const to = people.get(id)?.to
    return typeof to === 'string' && !(on < to)
  }
  // Those the city believes to be in use, and the system does not contradict.
  const inUse = accounts.filter(
    (a) =>
      a.state === 'live' &&
      !(listOf(a)?.complete === true && lineOf(a) === undefined) &&
      lineOf(a)?.enabled !== false,
  )
  const out: Found[] = []
  const put = (kind: Found['kind'], a: Account, personId = a.holder): void => {
    out.push({ kind, systemId: a.systemId, entryId: a.entryId, login: a.login, personId })
  }
  for (const a of accounts) {
    if (a.state !== 'live' && lineOf(a)?.enabled === true) put('removed-live', a)
    if (a.state === 'live' && listOf(a)?.complete === true && lineOf(a) === undefined) put('gone', a)
  }
  for (const a of inUse) if (a.holder !== null && left(a.holder)) put('leaver-live', a)
  for (const a of inUse) for (const u of a.users) if (left(u)) put('leaver-user', a, u)
  for (const a of inUse) {
    const line = lineOf(a)
    if (line === undefined || listOf(a)?.hasLastUsed !== true) continue
    if (line.lastUsed !== null && days(line.lastUsed, on) > values.dormantDays) put('dormant', a)
    if (line.lastUsed === null && days(a.since, on) > values.dormantDays) put('never-used', a)
  }
  for (const a of inUse) {
    if (a.kind !== 'privileged' && lineOf(a)?.privileged !== true) continue
    if (a.kind === 'vendor') put('vendor-privileged', a)
    else if (
      a.approvedBy === null ||
      a.approvedBy === a.holder ||
      a.approvedUntil === null ||
      (a.approvedOn !== null && a.approvedOn > on)
    )
      put('privilege-unapproved', a)
    else if (a.approvedUntil < on) put('privilege-expired', a)
  }
  for (const a of inUse) {
    if (a.kind === 'shared' && a.users.length === 0) put('shared-nobody', a)
    if (a.kind === 'vendor' && !(a.company !== null && a.contract !== null)) put('vendor-unnamed', a)
    if (['personal', 'privileged', 'development'].includes(a.kind) && a.holder === null) put('ownerless', a)
    if (a.kind === 'development' && a.projectEnd !== null && a.projectEnd < on) put('development-ended', a)
    const line = lineOf(a)
    const disagree = (x: boolean | null, y: boolean | null | undefined): boolean =>
      typeof x === 'boolean' && typeof y === 'boolean' && x !== y
    if (disagree(a.mail, line?.mail) || disagree(a.internet, line?.internet)) put('flag-differs', a)
  }
  for (const [at, a] of inUse.entries()) {
    const earlier = inUse.slice(0, at).filter((b) => b.systemId === a.systemId)
    const same = earlier.some((b) => b.key === a.key)
    const sameHolder = earlier.some(
      (b) => b.kind === 'personal' && a.kind === 'personal' && a.holder !== null && b.holder === a.holder,
    )
    if (same || sameHolder) put('duplicate', a)
  }
  for (const s of systems) {
    for (const l of s.seen?.lines ?? []) {
      if (l.enabled === false) continue
      if (accounts.some((a) => a.systemId === s.systemId && a.key === l.key)) continue
      out.push({ kind: 'unregistered', systemId: s.systemId, entryId: null, login: l.login, personId: null })
    }
  }
  return out
}
