import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { jstDate } from '#ground/clock/clock.ts'
import type { Tx } from '#ground/database/database.ts'
import { isId } from '#ground/ids/ids.ts'
import type { Actor } from '#ground/operation/act.ts'
import { administers } from '../rights.ts'
import { rulesFrom, type SignInRules } from './rules.ts'
import './tables.ts'

/** A session ends after this much silence, and at the latest after SESSION_HOURS. */
export const IDLE_MINUTES = 60
export const SESSION_HOURS = 12

export type SessionPorts = {
  rightsOf(tx: Tx, personId: string, on: string): Promise<ReadonlySet<string>>
  /** Minutes a session that administers may last by the city's own text; null where it sets none. */
  privilegedMinutes(tx: Tx, on: string): Promise<number | null>
}

/** A cookie names its tenant, so that the session can be looked up behind row-level security. */
export function splitSessionCookie(cookie: string): { tenantId: string; secret: string } | null {
  const [, tenantId, secret] = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{20,100})$/.exec(cookie) ?? []
  return tenantId === undefined || secret === undefined || !isId(tenantId) ? null : { tenantId, secret }
}

export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

export type OpenSession = {
  sessionId: string
  accountId: string
  personId: string
  createdAt: string
  lastSeenAt: string
  steppedUpAt: string | null
  mustChangePassword: boolean
  mustAddFactor: boolean
  rules: SignInRules
}

const minutesBefore = (at: string, minutes: number): string =>
  new Date(Date.parse(at) - minutes * 60_000).toISOString()

/** The open session behind a secret: not expired, not idle too long, account and person not stopped, nobody who left. One query. */
export async function findSession(tx: Tx, secret: string, at: string): Promise<OpenSession | null> {
  const row = await tx
    .selectFrom('session')
    .innerJoin('account', (join) =>
      join
        .onRef('account.tenant_id', '=', 'session.tenant_id')
        .onRef('account.account_id', '=', 'session.account_id'),
    )
    .select(['session.session_id', 'session.account_id', 'session.created_at', 'session.last_seen_at'])
    .select(['session.stepped_up_at', 'session.must_add_factor', 'session.methods'])
    .select(['account.person_id', 'account.must_change'])
    .select(
      sql<Record<string, unknown> | null>`(select jsonb_object_agg(name, value) from sign_in_rule)`.as(
        'rules',
      ),
    )
    .where('session.secret_hash', '=', hashSecret(secret))
    .where('session.expires_at', '>', at)
    .where('session.last_seen_at', '>', minutesBefore(at, IDLE_MINUTES))
    .where('account.disabled_at', 'is', null)
    .where(
      sql<boolean>`not exists (select 1 from account_stop x where x.person_id = account.person_id
        and x.lifted_at is null and x.stop_from <= ${at} and (x.stop_until is null or x.stop_until > ${at}))`,
    )
    .where(
      sql<boolean>`not exists (select 1 from person n where n.id = account.person_id
        and n.valid_to <= ${jstDate(at)}::date)`,
    )
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    sessionId: row.session_id,
    accountId: row.account_id,
    personId: row.person_id,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    steppedUpAt: row.stepped_up_at,
    // Who came in another way has not used the password that was handed out.
    mustChangePassword: row.must_change && row.methods.includes('password'),
    mustAddFactor: row.must_add_factor,
    rules: rulesFrom(row.rules ?? {}),
  }
}

/** Whether a session that administers has been silent, or open, for too long: its limits are narrower. */
export function privilegedIsOver(
  session: Pick<OpenSession, 'createdAt' | 'lastSeenAt' | 'rules'>,
  cityMinutes: number | null,
  at: string,
): boolean {
  const whole = cityMinutes ?? session.rules.privilegedMinutes
  const idle = Math.min(session.rules.privilegedIdleMinutes, whole)
  return (
    Date.parse(session.lastSeenAt) <= Date.parse(minutesBefore(at, idle)) ||
    Date.parse(session.createdAt) <= Date.parse(minutesBefore(at, whole))
  )
}

/**
 * The actor of a request, with the rights that the organisation gives today. Nobody when the session is over; that
 * of somebody who administers is over sooner. Three queries, one more for who administers.
 */
export async function actorOfSession(
  tx: Tx,
  secret: string | null,
  at: string,
  today: string,
  ports: SessionPorts,
): Promise<Actor> {
  if (secret === null) return { kind: 'nobody' }
  const session = await findSession(tx, secret, at)
  if (session === null) return { kind: 'nobody' }
  const rights = await ports.rightsOf(tx, session.personId, today)
  if (administers(rights) && privilegedIsOver(session, await ports.privilegedMinutes(tx, today), at)) {
    return { kind: 'nobody' }
  }
  return {
    kind: 'person',
    personId: session.personId,
    accountId: session.accountId,
    rights,
    sessionId: session.sessionId,
    mustChangePassword: session.mustChangePassword,
    mustAddFactor: session.mustAddFactor,
    ...(session.steppedUpAt === null ? {} : { freshUntil: freshUntil(session.steppedUpAt, session.rules) }),
  }
}

function freshUntil(steppedUpAt: string, rules: SignInRules): string {
  return new Date(Date.parse(steppedUpAt) + rules.stepUpMinutes * 60_000).toISOString()
}
