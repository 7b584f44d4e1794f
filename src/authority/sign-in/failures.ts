import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import { hashSecret } from './session.ts'
import './tables.ts'

/**
 * Failures are counted in places of their own, so that nobody can lock somebody else out: a device on which the person
 * has signed in before has its own count; all others count by address and, together, for the login. From the second of
 * those on, strangers wait; the known device does not.
 */
const HERE = { most: 5, lockMinutes: 15 }
/** Over all unknown devices: from this many failures on each further one doubles the wait. */
const EVERYWHERE = { most: 10, firstSeconds: 30, mostSeconds: 15 * 60 }
/** Failures at the second step, which only somebody with the first can make. */
const SECOND = { most: 10, lockMinutes: 15 }
/** After this much quiet the count over all devices begins anew. */
const FORGET_MINUTES = 60

const ANYWHERE = '*'
const AT_SECOND_STEP = 'second-step'

export type Counter = {
  readonly place: string
  readonly failures: number
  readonly lockedUntil: string | null
}
export type Counted = { readonly login: string; readonly counters: readonly Counter[] }

/** 'NFKC', lower case: as accounts keep their logins. */
export function loginKey(typed: string): string {
  return typed.normalize('NFKC').toLowerCase()
}

/** Whether anybody has signed in on the device with this mark. One query. */
export async function isKnownDevice(tx: Tx, device: string): Promise<boolean> {
  const row = await tx
    .selectFrom('known_device')
    .select('account_id')
    .where('device_hash', '=', hashSecret(device))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether the request comes from a device that signed in as this login before. One query, also for no device. */
async function isOwnDevice(act: Act, login: string): Promise<boolean> {
  const secret = act.visit?.device ?? null
  const row = await act.tx
    .selectFrom('known_device as d')
    .innerJoin('account as a', (join) =>
      join.onRef('a.tenant_id', '=', 'd.tenant_id').onRef('a.account_id', '=', 'd.account_id'),
    )
    .select('d.device_hash')
    .where('a.login', '=', login)
    .where('d.device_hash', '=', hashSecret(secret ?? ''))
    .executeTakeFirst()
  return row !== undefined
}

/** The counters that bear on an attempt at the first step, locked so that guesses sent all at once count one by one. */
export async function countersFor(act: Act, login: string): Promise<Counted> {
  const places = (await isOwnDevice(act, login))
    ? [
        `device:${hashSecret(act.visit?.device ?? '')
          .toString('hex')
          .slice(0, 32)}`,
      ]
    : [ANYWHERE, `${act.origin}`]
  return lockCounters(act, login, places)
}

/** The counter of the second step. */
export function secondStepCounter(act: Act, login: string): Promise<Counted> {
  return lockCounters(act, login, [AT_SECOND_STEP])
}

async function lockCounters(act: Act, login: string, places: readonly string[]): Promise<Counted> {
  // The rows are there before they are locked, always in the same order.
  const sorted = places.toSorted()
  await act.tx
    .insertInto('sign_in_failure')
    .values(
      sorted.map((address) => ({
        tenant_id: act.tenantId,
        login,
        address,
        failures: 0,
        last_failed_at: act.at,
        locked_until: null,
      })),
    )
    .onConflict((conflict) => conflict.columns(['tenant_id', 'login', 'address']).doNothing())
    .execute()
  const rows = await act.tx
    .selectFrom('sign_in_failure')
    .selectAll()
    .where('login', '=', login)
    .where('address', 'in', sorted)
    .orderBy('address')
    .forUpdate()
    .execute()
  const forgetBefore = Date.parse(act.at) - FORGET_MINUTES * 60_000
  return {
    login,
    counters: rows.map((row) => ({
      place: row.address,
      failures: row.address === ANYWHERE && Date.parse(row.last_failed_at) < forgetBefore ? 0 : row.failures,
      lockedUntil: row.locked_until,
    })),
  }
}

/** Until when an attempt is not even looked at; null when it may be tried. */
export function lockedUntil(counted: Counted, at: string): string | null {
  const open = counted.counters.flatMap(({ lockedUntil: until }) =>
    until !== null && Date.parse(until) > Date.parse(at) ? [until] : [],
  )
  return open.toSorted().at(-1) ?? null
}

/** One more failure in a counter: how many now, and until when the place is locked. Pure. */
export function afterFailure(counter: Counter, at: string): { failures: number; lockedUntil: string | null } {
  const failures = counter.failures + 1
  const until = (seconds: number): string => new Date(Date.parse(at) + seconds * 1000).toISOString()
  if (counter.place === ANYWHERE) {
    if (failures < EVERYWHERE.most) return { failures, lockedUntil: null }
    const doubled = EVERYWHERE.firstSeconds * 2 ** Math.min(failures - EVERYWHERE.most, 10)
    return { failures, lockedUntil: until(Math.min(doubled, EVERYWHERE.mostSeconds)) }
  }
  const { most, lockMinutes } = counter.place === AT_SECOND_STEP ? SECOND : HERE
  return failures >= most
    ? { failures: 0, lockedUntil: until(lockMinutes * 60) }
    : { failures, lockedUntil: null }
}

/** Counts a failure and answers until when this place is locked by it. */
export async function countFailure(act: Act, counted: Counted): Promise<string | null> {
  const after = counted.counters.map((counter) => ({ counter, ...afterFailure(counter, act.at) }))
  for (const { counter, failures, lockedUntil: until } of after) {
    await act.tx
      .updateTable('sign_in_failure')
      .set({ failures, last_failed_at: act.at, locked_until: until })
      .where('login', '=', counted.login)
      .where('address', '=', counter.place)
      .execute()
  }
  // One statement whether the login exists or not, so that the answer takes as long.
  await sql`insert into account_use (tenant_id, account_id, failures_since)
    select a.tenant_id, a.account_id, 1 from account a where a.login = ${counted.login}
    on conflict (tenant_id, account_id) do update set failures_since = account_use.failures_since + 1`.execute(
    act.tx,
  )
  return after.map((each) => each.lockedUntil).findLast((until) => until !== null) ?? null
}

/** A success forgets what failed here; what strangers failed elsewhere stays counted against them. */
export async function forgetFailures(act: Act, counted: Counted): Promise<void> {
  await act.tx
    .deleteFrom('sign_in_failure')
    .where('login', '=', counted.login)
    .where(
      'address',
      'in',
      counted.counters.map((counter) => counter.place),
    )
    .execute()
  // What is long past counts for nothing, and guesses at made-up logins must not pile up.
  const yesterday = new Date(Date.parse(act.at) - 86_400_000).toISOString()
  await act.tx
    .deleteFrom('sign_in_failure')
    .where('last_failed_at', '<', yesterday)
    .where((where) => where.or([where('locked_until', 'is', null), where('locked_until', '<', act.at)]))
    .execute()
  await act.tx.deleteFrom('sign_in_attempt').where('expires_at', '<', yesterday).execute()
}
