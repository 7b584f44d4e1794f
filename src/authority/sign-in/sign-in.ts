import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { endAttempt, failAttempt, findAttempt, type Attempt } from './attempt.ts'
import {
  passkeySignIn,
  passkeySignInQuestion,
  secondFactor,
  secondFactorQuestion,
  signIn,
  type SignInAnswer,
} from './contract.ts'
import {
  countersFor,
  countFailure,
  forgetFailures,
  lockedUntil,
  loginKey,
  secondStepCounter,
  type Counted,
} from './failures.ts'
import { methods as allMethods, strengthOf } from './methods.ts'
import { afterFirstFactor, openSession, type SignInAccount } from './open-session.ts'
import { askPasskey, credentialsOf, passkeyHolder } from './passkeys.ts'
import { hashPassword, needsRehash, passwordMatches } from './password.ts'
import type { SignInPorts } from './ports.ts'
import { expirePassword } from './password-age.ts'
import { spendRecoveryCode } from './recovery.ts'
import { stopOf, stopSentence } from './stops.ts'
import { checkTotp } from './totp.ts'
import type { AccountTable } from './tables.ts'

type Refused = Extract<SignInAnswer, { result: 'refused' }>

/** What was typed into the login field may have been a password: the ledger keeps only logins that exist. */
const unknownLogin = { kind: 'login', id: '-' }

const again = 'サインインの時間が過ぎました。はじめからやり直してください。'

/**
 * Signing in as a small machine: a first way → (a second, where the person has or must have one) → a session. Every
 * refusal is an answer, so that its count is kept; the door turns it into a status.
 */
export function signInSteps(ports: SignInPorts): Implementation[] {
  return [
    implement(signIn, async (act, input): Promise<SignInAnswer> => {
      const login = loginKey(input.login)
      const counted = await countersFor(act, login)
      const account = await act.tx
        .selectFrom('account')
        .selectAll()
        .where('login', '=', login)
        .executeTakeFirst()
      const locked = lockedUntil(counted, act.at)
      if (locked !== null) {
        act.recorder.describe({ act: 'サインインの拒否', subject: unknownLogin, note: '締め出し中' })
        return lockedAnswer(locked, act.at)
      }
      const matches = await passwordMatches(account?.password_hash ?? null, input.password)
      if (account === undefined || !matches || account.disabled_at !== null) {
        return failed(act, counted, account?.account_id ?? null, 'ログインIDかパスワードが違います。')
      }
      await forgetFailures(act, counted)
      const current = await keptUpToDate(act, ports, account, input.password)
      return afterFirstFactor(act, current, ['password'])
    }),

    implement(passkeySignInQuestion, async (act) =>
      askPasskey(ports, act, { purpose: 'sign-in', tenantId: act.tenantId, whose: 'anybody' }),
    ),

    implement(passkeySignIn, async (act, input): Promise<SignInAnswer> => {
      const for_ = { purpose: 'sign-in', tenantId: act.tenantId, whose: 'anybody' } as const
      const holder = await passkeyHolder(ports, act, input, for_, null)
      const account = holder === null ? undefined : await accountOf(act, holder.accountId)
      if (account === undefined || account.disabled_at !== null) {
        act.recorder.describe({
          act: 'サインインの失敗',
          subject: unknownLogin,
          note: 'パスキー',
        })
        return {
          result: 'refused',
          reason: 'wrong',
          message:
            'このパスキーではサインインできませんでした。もう一度試すか、ログインIDとパスワードを使ってください。',
          lockedUntil: null,
        }
      }
      return afterFirstFactor(act, account, ['passkey'])
    }),

    implement(secondFactorQuestion, async (act) => {
      const attempt = await findAttempt(act)
      if (attempt === null) return null
      return askPasskey(
        ports,
        act,
        { purpose: 'second-factor', tenantId: act.tenantId, whose: attempt.attempt_id },
        await credentialsOf(act, attempt.account_id),
      )
    }),

    implement(secondFactor, async (act, input): Promise<SignInAnswer> => {
      const attempt = await findAttempt(act)
      const account = attempt === null ? undefined : await accountOf(act, attempt.account_id)
      if (attempt === null || account === undefined || account.disabled_at !== null) {
        act.recorder.describe({ act: 'サインインの失敗', subject: unknownLogin, note: '時間切れ' })
        return { result: 'refused', reason: 'expired', message: again, lockedUntil: null }
      }
      const stop = await stopOf(act.tx, account.person_id, act.at)
      if (stop !== null) {
        await endAttempt(act, attempt.attempt_id)
        act.recorder.describe({
          act: 'サインインの拒否',
          subject: { kind: 'account', id: account.account_id },
          note: '利用の停止中',
        })
        return { result: 'refused', reason: 'stopped', message: stopSentence(stop), lockedUntil: stop.until }
      }
      const counted = await secondStepCounter(act, account.login)
      const locked = lockedUntil(counted, act.at)
      if (locked !== null) {
        act.recorder.describe({
          act: 'サインインの拒否',
          subject: { kind: 'account', id: account.account_id },
          note: '締め出し中',
        })
        return lockedAnswer(locked, act.at)
      }
      const shown = await showSecond(act, ports, attempt, input)
      if (shown !== null) return failedSecond(act, counted, attempt, shown)
      await forgetFailures(act, counted)
      await endAttempt(act, attempt.attempt_id)
      const used = [...attempt.methods.flatMap((each) => allMethods.filter((m) => m === each)), input.kind]
      return openSession(act, account, { methods: used, strength: strengthOf(used), mustAddFactor: false })
    }),
  ]
}

async function accountOf(act: Act, accountId: string): Promise<SignInAccount | undefined> {
  return act.tx
    .selectFrom('account')
    .select(['account_id', 'person_id', 'login', 'must_change', 'disabled_at'])
    .where('account_id', '=', accountId)
    .executeTakeFirst()
}

/** null when the second way was shown; otherwise the sentence why not. */
async function showSecond(
  act: Act,
  ports: SignInPorts,
  attempt: Attempt,
  input: z.output<typeof secondFactor.input>,
): Promise<string | null> {
  switch (input.kind) {
    case 'recovery':
      return (await spendRecoveryCode(act, attempt.account_id, input.code))
        ? null
        : 'その予備のコードは使えません。使ったことのないコードを入れてください。'
    case 'passkey': {
      const for_ = { purpose: 'second-factor', tenantId: act.tenantId, whose: attempt.attempt_id } as const
      const holder = await passkeyHolder(ports, act, input, for_, attempt.account_id)
      return holder === null ? 'パスキーを確かめられませんでした。もう一度試してください。' : null
    }
    case 'totp':
      return checkAnyTotp(act, ports, attempt.account_id, input.code)
  }
}

/** The code of any of the account's apps; null when it is right, otherwise the sentence why not. */
export async function checkAnyTotp(
  act: Act,
  ports: Pick<SignInPorts, 'sealKey'>,
  accountId: string,
  code: string,
): Promise<string | null> {
  const unreadable =
    '確認コードを今は確かめられません(このサーバの鍵が読めません)。ほかの方法を使い、情報政策課に知らせてください。'
  if (ports.sealKey === null) return unreadable
  const rows = await act.tx
    .selectFrom('account_totp')
    .select(['totp_id', 'sealed'])
    .where('account_id', '=', accountId)
    .where('confirmed_at', 'is not', null)
    .orderBy('created_at')
    .execute()
  let unread = 0
  for (const row of rows) {
    const outcome = await checkTotp(act, ports.sealKey, row, code)
    if (outcome === 'right') return null
    if (outcome === 'unreadable') unread += 1
  }
  return rows.length > 0 && unread === rows.length
    ? unreadable
    : '確認コードが違います。アプリに今出ている6桁を入れてください。同じコードは一度しか使えません。'
}

/** After a right password: hashed anew when our parameters have risen, and to be changed when the city's text says so. */
async function keptUpToDate(
  act: Act,
  ports: SignInPorts,
  account: Selectable<AccountTable>,
  password: string,
): Promise<SignInAccount> {
  let current = account
  if (needsRehash(account.password_hash)) {
    current = await act.recorder.save('account', { ...account, password_hash: await hashPassword(password) })
  }
  return expirePassword(act, ports, current)
}

function lockedAnswer(until: string, at: string): Refused {
  const minutes = Math.max(1, Math.ceil((Date.parse(until) - Date.parse(at)) / 60_000))
  return {
    result: 'refused',
    reason: 'locked',
    message: `続けて間違えたため、この端末からのサインインを止めています。あと${minutes}分ほどおいてから試すか、情報政策課に連絡してください。`,
    lockedUntil: until,
  }
}

async function failed(
  act: Act,
  counted: Counted,
  accountId: string | null,
  message: string,
): Promise<Refused> {
  const until = await countFailure(act, counted)
  const subject = accountId === null ? unknownLogin : { kind: 'account', id: accountId }
  act.recorder.describe({ act: 'サインインの失敗', subject })
  if (until === null) return { result: 'refused', reason: 'wrong', message, lockedUntil: null }
  const minutes = Math.ceil((Date.parse(until) - Date.parse(act.at)) / 60_000)
  return {
    result: 'refused',
    reason: 'locked',
    message: `続けて間違えたため、この端末からのサインインを${minutes}分間止めます。`,
    lockedUntil: until,
  }
}

async function failedSecond(act: Act, counted: Counted, attempt: Attempt, message: string): Promise<Refused> {
  const over = await failAttempt(act, attempt)
  const answer = await failed(act, counted, attempt.account_id, message)
  if (answer.reason === 'locked' || !over) return answer
  return { ...answer, reason: 'expired', message: `${message}${again}` }
}
