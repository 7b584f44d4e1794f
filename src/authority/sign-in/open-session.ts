import { sql } from 'kysely'
import { newId, randomSecret } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { rightsOf, standingsOf } from '../reads.ts'
import type { SignInAnswer, SignInCookies } from './contract.ts'
import { choicesOf, factorsOf } from './factors.ts'
import { strengthOf, type Method, type Strength } from './methods.ts'
import { loadRules, needsSecondFactor } from './rules.ts'
import { hashSecret, SESSION_HOURS } from './session.ts'
import { hasLeft, leftSentence, stopOf, stopSentence } from './stops.ts'
import './tables.ts'

/** How long a sign-in waits for its second step. */
const ATTEMPT_MINUTES = 10
const DEVICE_DAYS = 400
const MOST_DEVICES = 20

export type SignInAccount = {
  readonly account_id: string
  readonly person_id: string
  readonly login: string
  readonly must_change: boolean
  readonly disabled_at: string | null
}

const inMinutes = (at: string, minutes: number): string =>
  new Date(Date.parse(at) + minutes * 60_000).toISOString()

/**
 * What follows once a first way to sign in has been shown, whichever it was: a session, or one more step, or a
 * refusal. This is the seam for OIDC, LDAP and SAML: they find the account by its external identity and call this with
 * their method. `strength` is what the other system vouches for (2 when it asked for two factors itself).
 *
 * Describes the deed; the caller must not. The answer carries secrets for cookies: only a door may take them.
 */
export async function openSessionFor(
  act: Act,
  accountId: string,
  methods: readonly Method[],
  vouched: { readonly strength?: Strength } = {},
): Promise<SignInAnswer> {
  const account = await act.tx
    .selectFrom('account')
    .select(['account_id', 'person_id', 'login', 'must_change', 'disabled_at'])
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (account === undefined || account.disabled_at !== null) {
    act.recorder.describe({
      act: 'サインインの拒否',
      subject: { kind: 'account', id: accountId },
      note: '使えないログインID',
    })
    return {
      result: 'refused',
      reason: 'wrong',
      message: 'このログインIDは使えません。情報政策課に確かめてください。',
      lockedUntil: null,
    }
  }
  return afterFirstFactor(act, account, methods, vouched)
}

/** The same with the account at hand. */
export async function afterFirstFactor(
  act: Act,
  account: SignInAccount,
  methods: readonly Method[],
  vouched: { readonly strength?: Strength } = {},
): Promise<SignInAnswer> {
  const stop = await stopOf(act.tx, account.person_id, act.at)
  if (stop !== null) {
    act.recorder.describe({
      act: 'サインインの拒否',
      subject: { kind: 'account', id: account.account_id },
      note: '利用の停止中',
    })
    return { result: 'refused', reason: 'stopped', message: stopSentence(stop), lockedUntil: stop.until }
  }
  if (await hasLeft(act.tx, account.person_id, act.at)) {
    act.recorder.describe({
      act: 'サインインの拒否',
      subject: { kind: 'account', id: account.account_id },
      note: '退職・任期満了',
    })
    return { result: 'refused', reason: 'stopped', message: leftSentence, lockedUntil: null }
  }
  const strength = vouched.strength ?? strengthOf(methods)
  if (strength === 2) return openSession(act, account, { methods, strength, mustAddFactor: false })
  const choices = choicesOf(await factorsOf(act.tx, account.account_id))
  if (choices.length > 0) {
    const attempt = await beginAttempt(act, account.account_id, methods)
    act.recorder.describe({
      act: '一つ目の方法の確認',
      subject: { kind: 'account', id: account.account_id },
    })
    return { result: 'second-factor', methods: choices, cookies: { attempt } }
  }
  return openSession(act, account, {
    methods,
    strength,
    mustAddFactor: await isAskedForSecond(act, account.person_id),
  })
}

async function isAskedForSecond(act: Act, personId: string): Promise<boolean> {
  const rules = await loadRules(act.tx)
  const { offices, rights } = rules.secondFactorFor
  if (offices.length + rights.length === 0) return false
  const standings = await standingsOf(act.tx, personId, act.today)
  return needsSecondFactor(rules, {
    offices: new Set(standings.map((standing) => standing.office)),
    rights: await rightsOf(act.tx, personId, act.today),
  })
}

/** Opens the session, always with a new secret: whatever cookie came with the request is of no account. */
export async function openSession(
  act: Act,
  account: SignInAccount,
  how: { readonly methods: readonly Method[]; readonly strength: Strength; readonly mustAddFactor: boolean },
): Promise<SignInAnswer> {
  await act.tx
    .insertInto('account_use')
    .values({
      tenant_id: act.tenantId,
      account_id: account.account_id,
      last_sign_in_at: act.at,
      previous_sign_in_at: null,
      failures_since: 0,
      failures_before: 0,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'account_id']).doUpdateSet({
        previous_sign_in_at: sql`account_use.last_sign_in_at`,
        failures_before: sql`account_use.failures_since`,
        last_sign_in_at: act.at,
        failures_since: 0,
      }),
    )
    .execute()
  const secret = randomSecret()
  const expiresAt = inMinutes(act.at, SESSION_HOURS * 60)
  await act.tx
    .insertInto('session')
    .values({
      tenant_id: act.tenantId,
      session_id: newId(),
      secret_hash: hashSecret(secret),
      account_id: account.account_id,
      created_at: act.at,
      last_seen_at: act.at,
      expires_at: expiresAt,
      methods: [...how.methods],
      strength: how.strength,
      stepped_up_at: act.at,
      must_add_factor: how.mustAddFactor,
      address: act.origin,
      agent: act.visit?.agent ?? '',
    })
    .execute()
  act.recorder.describe({
    act: 'サインイン',
    subject: { kind: 'account', id: account.account_id },
    note: how.methods.map((method) => methodWords[method]).join('と'),
  })
  return {
    result: 'signed-in',
    mustChangePassword: account.must_change && how.methods.includes('password'),
    mustAddFactor: how.mustAddFactor,
    cookies: {
      session: { secret: `${act.tenantId}.${secret}`, csrf: randomSecret(24), expiresAt },
      ...(act.visit?.attempt === null ? {} : { attempt: null }),
      device: await rememberDevice(act, account.account_id),
    },
  }
}

/** The words the ledger uses for a method. */
export const methodWords: Readonly<Record<Method, string>> = {
  password: 'パスワード',
  passkey: 'パスキー',
  totp: '確認コード',
  recovery: '予備のコード',
  oidc: '外部の認証(OIDC)',
  saml: '外部の認証(SAML)',
  ldap: '庁内の認証(LDAP)',
}

/** Marks the device as one on which this person has signed in; the same mark serves everybody who uses it. */
async function rememberDevice(act: Act, accountId: string): Promise<NonNullable<SignInCookies['device']>> {
  const given = act.visit?.device ?? null
  const secret = given ?? randomSecret()
  await act.tx
    .insertInto('known_device')
    .values({
      tenant_id: act.tenantId,
      account_id: accountId,
      device_hash: hashSecret(secret),
      first_at: act.at,
      last_at: act.at,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'account_id', 'device_hash']).doUpdateSet({ last_at: act.at }),
    )
    .execute()
  await sql`delete from known_device d where d.account_id = ${accountId} and d.device_hash not in (
    select k.device_hash from known_device k where k.account_id = ${accountId}
     order by k.last_at desc limit ${MOST_DEVICES})`.execute(act.tx)
  return { secret, expiresAt: inMinutes(act.at, DEVICE_DAYS * 1440) }
}

async function beginAttempt(
  act: Act,
  accountId: string,
  methods: readonly Method[],
): Promise<NonNullable<SignInCookies['attempt']>> {
  await act.tx
    .deleteFrom('sign_in_attempt')
    .where('account_id', '=', accountId)
    .where('expires_at', '<=', act.at)
    .execute()
  const secret = randomSecret()
  const expiresAt = inMinutes(act.at, ATTEMPT_MINUTES)
  await act.tx
    .insertInto('sign_in_attempt')
    .values({
      tenant_id: act.tenantId,
      attempt_id: newId(),
      secret_hash: hashSecret(secret),
      account_id: accountId,
      methods: [...methods],
      created_at: act.at,
      expires_at: expiresAt,
    })
    .execute()
  return { secret: `${act.tenantId}.${secret}`, expiresAt }
}

/** The account another system's identity belongs to; null when nobody has linked it. One query. */
export async function accountOfIdentity(
  act: Act,
  identity: { readonly provider: string; readonly subject: string },
): Promise<string | null> {
  const row = await act.tx
    .selectFrom('external_identity')
    .select('account_id')
    .where('provider', '=', identity.provider)
    .where('subject', '=', identity.subject)
    .executeTakeFirst()
  return row?.account_id ?? null
}

/** Links another system's identity to an account. The caller has shown that both are the same person. */
export async function linkIdentity(
  act: Act,
  identity: { readonly provider: string; readonly subject: string; readonly accountId: string },
): Promise<void> {
  await act.recorder.save('external_identity', {
    tenant_id: act.tenantId,
    provider: identity.provider,
    subject: identity.subject,
    account_id: identity.accountId,
    linked_at: act.at,
  })
}
