import { z } from 'zod'
import type { Tx } from '#ground/database/database.ts'
import { newId, randomSecret } from '#ground/ids/ids.ts'
import { seal, unseal } from '../seal.ts'
import { hashSecret } from '../session.ts'
import './tables.ts'

/** How long somebody may stay away at the other system. */
export const ATTEMPT_MINUTES = 10

/** What is needed to check the other system's answer. */
export const attemptChecks = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('oidc'), nonce: z.string(), verifier: z.string() }),
  z.object({ kind: z.literal('saml'), requestId: z.string() }),
])
export type AttemptChecks = z.output<typeof attemptChecks>

export type Attempt = {
  readonly attemptId: string
  readonly providerId: string
  readonly site: string
  readonly target: string
  readonly checks: AttemptChecks
  /** What the other system vouched for, where that is known before the browser has shown that it is the same one. */
  readonly identity: unknown
}

/** Secrets of a sign-in that is about to go away: `state` travels through the other system, `browser` stays here. */
export type AttemptSecrets = { readonly state: string; readonly browser: string }

/** New secrets. The state names its tenant, so that the answer is looked up behind row-level security. */
export function newSecrets(tenantId: string): AttemptSecrets {
  return { state: `${tenantId}.${randomSecret()}`, browser: randomSecret() }
}

const placeOf = (attemptId: string): string => `external_attempt ${attemptId}`
const inMinutes = (at: string, minutes: number): string =>
  new Date(Date.parse(at) + minutes * 60_000).toISOString()

/** Remembers a sign-in that goes away, and forgets those that are over. Two queries. */
export async function saveAttempt(
  tx: Tx,
  key: Buffer,
  attempt: AttemptSecrets & {
    readonly tenantId: string
    readonly at: string
    readonly providerId: string
    readonly site: string
    readonly target: string
    readonly checks: AttemptChecks
  },
): Promise<void> {
  await tx.deleteFrom('external_attempt').where('expires_at', '<=', attempt.at).execute()
  const attemptId = newId()
  await tx
    .insertInto('external_attempt')
    .values({
      tenant_id: attempt.tenantId,
      attempt_id: attemptId,
      state_hash: hashSecret(attempt.state),
      browser_hash: hashSecret(attempt.browser),
      provider_id: attempt.providerId,
      site: attempt.site,
      target: attempt.target,
      checks: seal(key, placeOf(attemptId), JSON.stringify(attempt.checks)),
      identity: null,
      expires_at: inMinutes(attempt.at, ATTEMPT_MINUTES),
    })
    .execute()
}

/**
 * Takes a sign-in that came back; it cannot be taken twice. Null when there is none: over, used, forged, or begun in
 * another browser. One query.
 */
export async function takeAttempt(
  tx: Tx,
  key: Buffer,
  secrets: AttemptSecrets,
  at: string,
): Promise<Attempt | null> {
  const row = await tx
    .deleteFrom('external_attempt')
    .where('state_hash', '=', hashSecret(secrets.state))
    .where('browser_hash', '=', hashSecret(secrets.browser))
    .where('expires_at', '>', at)
    .returningAll()
    .executeTakeFirst()
  return row === undefined ? null : opened(key, row)
}

/**
 * A sign-in whose answer arrives from a foreign page, where the browser shows no cookie: it is only looked at, and
 * taken afterwards from our own page. One query.
 */
export async function findAttempt(tx: Tx, key: Buffer, state: string, at: string): Promise<Attempt | null> {
  const row = await tx
    .selectFrom('external_attempt')
    .selectAll()
    .where('state_hash', '=', hashSecret(state))
    .where('expires_at', '>', at)
    .where('identity', 'is', null)
    .executeTakeFirst()
  return row === undefined ? null : opened(key, row)
}

/** Notes whom the other system vouched for; false when somebody else was faster. One query. */
export async function noteIdentity(tx: Tx, attemptId: string, identity: unknown): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('external_attempt')
    .set({ identity: JSON.stringify(identity) })
    .where('attempt_id', '=', attemptId)
    .where('identity', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

type Row = {
  attempt_id: string
  provider_id: string
  site: string
  target: string
  checks: Buffer
  identity: unknown
}

function opened(key: Buffer, row: Row): Attempt | null {
  const text = unseal(key, placeOf(row.attempt_id), row.checks)
  if (text === null) return null
  return {
    attemptId: row.attempt_id,
    providerId: row.provider_id,
    site: row.site,
    target: row.target,
    checks: attemptChecks.parse(JSON.parse(text)),
    identity: row.identity,
  }
}
