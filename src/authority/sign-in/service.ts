import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { newId, randomSecret } from '#ground/ids/ids.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { changePassword, issueAccount, sessionMe, signIn, signOut, type Me } from './contract.ts'
import { hashPassword, initialPassword, passwordMatches, passwordProblems } from './password.ts'
import { hashSecret, SESSION_HOURS } from './session.ts'
import './tables.ts'

const FAILURES_BEFORE_LOCK = 5
const LOCK_MINUTES = 15

export type SignInPorts = {
  /** How the signed-in person is shown: name, post, unit as of a date. */
  describePerson(tx: Tx, personId: string, on: string): Promise<Me['person'] | null>
}

/** Sign-in, sign-out, own password, and handing out accounts (ID管理; lock-out counts per login and address). */
export function signInOperations(ports: SignInPorts): Implementation[] {
  return [
    implement(sessionMe, async (act): Promise<z.input<typeof sessionMe.output>> => {
      if (act.actor.kind !== 'person') return null
      const { personId, accountId, rights } = act.actor
      const person = await ports.describePerson(act.tx, personId, act.today)
      if (person === null) return null
      const row = await act.tx
        .selectFrom('account')
        .innerJoin('tenant', 'tenant.tenant_id', 'account.tenant_id')
        .leftJoin('account_use', (join) =>
          join
            .onRef('account_use.tenant_id', '=', 'account.tenant_id')
            .onRef('account_use.account_id', '=', 'account.account_id'),
        )
        .select(['tenant.code', 'tenant.name', 'tenant.kind', 'account.must_change'])
        .select(['account_use.previous_sign_in_at', 'account_use.failures_before'])
        .where('account.account_id', '=', accountId)
        .executeTakeFirstOrThrow()
      return {
        person,
        tenant: {
          tenantId: act.tenantId,
          code: row.code,
          name: row.name,
          kind: row.kind === 'demo' ? 'demo' : 'city',
        },
        rights: [...rights].toSorted(),
        previousSignInAt: row.previous_sign_in_at,
        failuresSince: row.failures_before ?? 0,
        mustChangePassword: row.must_change,
      }
    }),

    implement(signIn, async (act, input): Promise<z.input<typeof signIn.output>> => {
      const address = act.origin
      const login = input.login.normalize('NFKC').toLowerCase()
      // The row is there before it is locked, so that guesses sent all at once count one by one.
      await act.tx
        .insertInto('sign_in_failure')
        .values({
          tenant_id: act.tenantId,
          login,
          address,
          failures: 0,
          last_failed_at: act.at,
          locked_until: null,
        })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'login', 'address']).doNothing())
        .execute()
      const failure = await act.tx
        .selectFrom('sign_in_failure')
        .selectAll()
        .where('login', '=', login)
        .where('address', '=', address)
        .forUpdate()
        .executeTakeFirst()
      const lockedUntil = failure?.locked_until ?? null
      if (lockedUntil !== null && Date.parse(lockedUntil) > Date.parse(act.at)) {
        act.recorder.describe({
          act: 'サインインの拒否',
          subject: unknownLogin,
          note: '締め出し中',
        })
        return {
          result: 'refused',
          reason: 'locked',
          message: `続けて間違えたため、この端末からのサインインを${LOCK_MINUTES}分間止めています。時間をおくか、情報政策課に連絡してください。`,
          lockedUntil,
        }
      }
      const account = await act.tx
        .selectFrom('account')
        .selectAll()
        .where('login', '=', login)
        .executeTakeFirst()
      const matches = await passwordMatches(account?.password_hash ?? null, input.password)
      if (account === undefined || !matches || account.disabled_at !== null) {
        return refuseSignIn(act, login, address, failure?.failures ?? 0, account?.account_id ?? null)
      }
      await act.tx
        .deleteFrom('sign_in_failure')
        .where('login', '=', login)
        .where('address', '=', address)
        .execute()
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
      const expiresAt = new Date(Date.parse(act.at) + SESSION_HOURS * 3_600_000).toISOString()
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
        })
        .execute()
      act.recorder.describe({ act: 'サインイン', subject: { kind: 'account', id: account.account_id } })
      return {
        result: 'signed-in',
        mustChangePassword: account.must_change,
        session: { secret: `${act.tenantId}.${secret}`, csrf: randomSecret(24), expiresAt },
      }
    }),

    implement(signOut, async (act) => {
      const { accountId, sessionId } = personOf(act)
      await act.tx
        .deleteFrom('session')
        .where('account_id', '=', accountId)
        .$if(sessionId !== undefined, (rows) => rows.where('session_id', '=', sessionId ?? ''))
        .execute()
      act.recorder.describe({ act: 'サインアウト', subject: { kind: 'account', id: accountId } })
      return {}
    }),

    implement(changePassword, async (act, input) => {
      const { accountId, sessionId } = personOf(act)
      const account = await act.tx
        .selectFrom('account')
        .selectAll()
        .where('account_id', '=', accountId)
        .forUpdate()
        .executeTakeFirstOrThrow()
      if (!(await passwordMatches(account.password_hash, input.current))) {
        refuse('invalid', '今のパスワードが違います。', {
          problems: [{ at: 'current', message: '今のパスワードを正しく入れてください' }],
        })
      }
      const problems = passwordProblems(input.next, account.login, input.current)
      if (problems.length > 0) refuse('invalid', '新しいパスワードを直してください。', { problems })
      await act.recorder.save('account', {
        ...account,
        password_hash: await hashPassword(input.next),
        must_change: false,
      })
      // Whoever knew the old password may be signed in elsewhere; only the one who changed it stays.
      await act.tx
        .deleteFrom('session')
        .where('account_id', '=', accountId)
        .$if(sessionId !== undefined, (rows) => rows.where('session_id', '<>', sessionId ?? ''))
        .execute()
      act.recorder.describe({ act: 'パスワードの変更', subject: { kind: 'account', id: accountId } })
      return {}
    }),

    implement(issueAccount, async (act, input) => {
      const login = input.login.toLowerCase()
      const person = await act.tx
        .selectFrom('person')
        .select('id')
        .where('id', '=', input.personId)
        .executeTakeFirst()
      if (person === undefined) refuse('not-found', 'その職員は見つかりません。')
      const taken = await act.tx
        .selectFrom('account')
        .selectAll()
        .where((where) => where.or([where('login', '=', login), where('person_id', '=', input.personId)]))
        .execute()
      const other = taken.find((row) => row.login === login && row.person_id !== input.personId)
      if (other !== undefined) {
        refuse('conflict', 'そのログインIDは別の職員が使っています。別のIDにしてください。', {
          problems: [{ at: 'login', message: '使われているログインIDです', value: input.login }],
        })
      }
      const own = taken.find((row) => row.person_id === input.personId)
      const password = initialPassword()
      const accountId = own?.account_id ?? newId()
      await act.recorder.save('account', {
        tenant_id: act.tenantId,
        account_id: accountId,
        person_id: input.personId,
        login,
        password_hash: await hashPassword(password),
        must_change: true,
        disabled_at: null,
        created_at: own?.created_at ?? act.at,
      })
      if (own !== undefined) {
        await act.tx.deleteFrom('session').where('account_id', '=', own.account_id).execute()
      }
      act.recorder.describe({
        act: own === undefined ? 'ログインIDの交付' : 'パスワードの再交付',
        subject: { kind: 'account', id: accountId },
      })
      return { accountId, initialPassword: password }
    }),
  ]
}

/** What was typed into the login field may have been a password: the ledger keeps only logins that exist. */
const unknownLogin = { kind: 'login', id: '-' }

async function refuseSignIn(
  act: Act,
  login: string,
  address: string,
  failuresSoFar: number,
  accountId: string | null,
): Promise<{ result: 'refused'; reason: 'wrong' | 'locked'; message: string; lockedUntil: string | null }> {
  const failures = failuresSoFar + 1
  const lock = failures >= FAILURES_BEFORE_LOCK
  const lockedUntil = lock ? new Date(Date.parse(act.at) + LOCK_MINUTES * 60_000).toISOString() : null
  const row = { failures: lock ? 0 : failures, last_failed_at: act.at, locked_until: lockedUntil }
  await act.tx
    .insertInto('sign_in_failure')
    .values({ tenant_id: act.tenantId, login, address, ...row })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'login', 'address']).doUpdateSet(row))
    .execute()
  if (accountId !== null) {
    await act.tx
      .insertInto('account_use')
      .values({
        tenant_id: act.tenantId,
        account_id: accountId,
        last_sign_in_at: null,
        previous_sign_in_at: null,
        failures_since: 1,
        failures_before: 0,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'account_id'])
          .doUpdateSet({ failures_since: sql`account_use.failures_since + 1` }),
      )
      .execute()
  }
  const subject = accountId === null ? unknownLogin : { kind: 'account', id: accountId }
  act.recorder.describe({ act: 'サインインの失敗', subject })
  return {
    result: 'refused',
    reason: lock ? 'locked' : 'wrong',
    message: lock
      ? `続けて間違えたため、この端末からのサインインを${LOCK_MINUTES}分間止めます。`
      : 'ログインIDかパスワードが違います。',
    lockedUntil,
  }
}
