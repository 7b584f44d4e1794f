import type { z } from 'zod'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { changePassword, issueAccount, passwordRules } from './contract.ts'
import { ownWords } from './own-words.ts'
import { minLengthFrom, passwordProblems } from './password-rules.ts'
import { hashPassword, initialPassword, passwordMatches } from './password.ts'
import type { SignInPorts } from './ports.ts'
import { loadRules } from './rules.ts'
import './tables.ts'

/** Slots whose clauses stand on the password page. */
const passwordSlots = ['password-length', 'password-change', 'initial-password', 'password-store']

/** Own password, its rules, and handing out accounts. */
export function passwordOperations(ports: SignInPorts): Implementation[] {
  return [
    implement(passwordRules, async (act): Promise<z.input<typeof passwordRules.output>> => {
      const { personId } = personOf(act)
      const text = await ports.cityText(act.tx, act.today)
      const rules = await loadRules(act.tx)
      const { login } = await act.tx
        .selectFrom('account')
        .select('login')
        .where('account_id', '=', personOf(act).accountId)
        .executeTakeFirstOrThrow()
      return {
        minLength: minLengthFrom(text.passwordMinLength?.value ?? null),
        minLengthByCity: text.passwordMinLength !== null,
        maxAgeDays: text.passwordMaxAge === null ? null : Math.ceil(text.passwordMaxAge.value),
        history: rules.passwordHistory,
        ownWords: [login, ...(await ownWords(act, personId))],
        cites: passwordSlots.flatMap((slot) =>
          (text.cites.get(slot) ?? []).map((cite) => ({ ...cite, slot })),
        ),
      }
    }),

    implement(changePassword, async (act, input) => {
      const { accountId, sessionId, personId } = personOf(act)
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
      const { passwordMinLength } = await ports.cityText(act.tx, act.today)
      const problems = passwordProblems(input.next, {
        minLength: minLengthFrom(passwordMinLength?.value ?? null),
        login: account.login,
        ownWords: await ownWords(act, personId),
        current: input.current,
      })
      if (problems.length === 0 && (await wasUsed(act, accountId, input.next))) {
        problems.push({ at: 'next', message: '前に使ったパスワードです。使ったことのないものにしてください' })
      }
      if (problems.length > 0) refuse('invalid', '新しいパスワードを直してください。', { problems })
      await act.recorder.save('account', {
        ...account,
        password_hash: await hashPassword(input.next),
        must_change: false,
      })
      await keepHistory(act, accountId, account.password_hash)
      // Whoever knew the old password may be signed in elsewhere, or half-way in; only the one who changed it stays.
      await act.tx
        .deleteFrom('session')
        .where('account_id', '=', accountId)
        .$if(sessionId !== undefined, (rows) => rows.where('session_id', '<>', sessionId ?? ''))
        .execute()
      await act.tx.deleteFrom('sign_in_attempt').where('account_id', '=', accountId).execute()
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
        await keepHistory(act, own.account_id, own.password_hash)
        await act.tx.deleteFrom('session').where('account_id', '=', own.account_id).execute()
        await act.tx.deleteFrom('sign_in_attempt').where('account_id', '=', own.account_id).execute()
      }
      act.recorder.describe({
        act: own === undefined ? 'ログインIDの交付' : 'パスワードの再交付',
        subject: { kind: 'account', id: accountId },
      })
      return { accountId, initialPassword: password }
    }),
  ]
}

/** The most a city may forbid; each costs a comparison of some twenty milliseconds when a password is changed. */
const MOST_KEPT = 24

/** Whether one of the last passwords was this one. A slow comparison for each, one after the other. */
async function wasUsed(act: Act, accountId: string, next: string): Promise<boolean> {
  const { passwordHistory } = await loadRules(act.tx)
  const rows = await act.tx
    .selectFrom('password_history')
    .select('password_hash')
    .where('account_id', '=', accountId)
    .orderBy('set_at', 'desc')
    .limit(passwordHistory)
    .execute()
  for (const { password_hash: hash } of rows) if (await passwordMatches(hash, next)) return true
  return false
}

/** Keeps the hash of the password that is no longer used; `set_at` is when the next one took its place. */
async function keepHistory(act: Act, accountId: string, oldHash: string): Promise<void> {
  await act.tx
    .insertInto('password_history')
    .values({ tenant_id: act.tenantId, account_id: accountId, set_at: act.at, password_hash: oldHash })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'account_id', 'set_at']).doUpdateSet({ password_hash: oldHash }),
    )
    .execute()
  const old = await act.tx
    .selectFrom('password_history')
    .select('set_at')
    .where('account_id', '=', accountId)
    .orderBy('set_at', 'desc')
    .offset(MOST_KEPT)
    .execute()
  if (old.length > 0) {
    await act.tx
      .deleteFrom('password_history')
      .where('account_id', '=', accountId)
      .where(
        'set_at',
        'in',
        old.map((row) => row.set_at),
      )
      .execute()
  }
}
