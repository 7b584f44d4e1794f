import { createHash } from 'node:crypto'
import type { Tx } from '#ground/database/database.ts'
import { isId } from '#ground/ids/ids.ts'
import type { Actor } from '#ground/operation/act.ts'
import './tables.ts'

/** A session ends after this much silence, and at the latest after SESSION_HOURS. */
export const IDLE_MINUTES = 60
export const SESSION_HOURS = 12

export type RightsOf = (tx: Tx, personId: string, on: string) => Promise<ReadonlySet<string>>

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
  lastSeenAt: string
  mustChangePassword: boolean
}

/** The open session behind a secret: not expired, not idle too long, account not stopped. */
export async function findSession(tx: Tx, secret: string, at: string): Promise<OpenSession | null> {
  const idleSince = new Date(Date.parse(at) - IDLE_MINUTES * 60_000).toISOString()
  const row = await tx
    .selectFrom('session')
    .innerJoin('account', (join) =>
      join
        .onRef('account.tenant_id', '=', 'session.tenant_id')
        .onRef('account.account_id', '=', 'session.account_id'),
    )
    .select(['session.session_id', 'session.account_id', 'session.last_seen_at'])
    .select(['account.person_id', 'account.must_change'])
    .where('session.secret_hash', '=', hashSecret(secret))
    .where('session.expires_at', '>', at)
    .where('session.last_seen_at', '>', idleSince)
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    sessionId: row.session_id,
    accountId: row.account_id,
    personId: row.person_id,
    lastSeenAt: row.last_seen_at,
    mustChangePassword: row.must_change,
  }
}

/** The actor of a request, with the rights that the organisation gives today. */
export async function actorOfSession(
  tx: Tx,
  secret: string | null,
  at: string,
  today: string,
  rightsOf: RightsOf,
): Promise<Actor> {
  if (secret === null) return { kind: 'nobody' }
  const session = await findSession(tx, secret, at)
  if (session === null) return { kind: 'nobody' }
  return {
    kind: 'person',
    personId: session.personId,
    accountId: session.accountId,
    rights: await rightsOf(tx, session.personId, today),
    sessionId: session.sessionId,
    mustChangePassword: session.mustChangePassword,
  }
}
