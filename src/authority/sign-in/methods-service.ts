import type { z } from 'zod'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { rightsOf, standingsOf } from '../reads.ts'
import {
  accountMethods,
  addPasskey,
  beginTotp,
  confirmTotp,
  newPasskeyQuestion,
  newRecoveryCodesOperation,
  removeMethod,
  renamePasskey,
  resetMethods,
} from './contract-methods.ts'
import { choicesOf, factorsOf } from './factors.ts'
import { askNewPasskey, madePasskey } from './passkeys.ts'
import { passwordSetAt } from './password-age.ts'
import type { SignInPorts } from './ports.ts'
import { newRecoveryCodes } from './recovery.ts'
import { loadRules, needsSecondFactor } from './rules.ts'
import { checkTotp, freshTotp, sealTotp } from './totp.ts'
import './tables.ts'

const MOST_OF_A_KIND = 10

/** Own second ways to sign in, and taking them away from somebody who lost them. */
export function methodOperations(ports: SignInPorts): Implementation[] {
  return [
    implement(accountMethods, async (act) => showMethods(act, ports)),

    implement(beginTotp, async (act, input) => {
      const { accountId } = personOf(act)
      const key = requireKey(ports)
      const own = await act.tx
        .selectFrom('account_totp')
        .select(['totp_id', 'confirmed_at'])
        .where('account_id', '=', accountId)
        .execute()
      if (own.filter((row) => row.confirmed_at !== null).length >= MOST_OF_A_KIND) tooMany()
      // What was begun and never confirmed goes.
      const begun = own.filter((row) => row.confirmed_at === null)
      if (begun.length > 0) {
        await act.recorder.removeAll(
          'account_totp',
          begun.map((row) => ({ totp_id: row.totp_id })),
        )
      }
      const { login, city } = await loginOf(act, accountId)
      const { secret, uri } = freshTotp({ issuer: `Kijun ${city}`, login })
      const totpId = newId()
      await act.recorder.save('account_totp', {
        tenant_id: act.tenantId,
        totp_id: totpId,
        account_id: accountId,
        name: input.name,
        sealed: sealTotp(key, act.tenantId, totpId, secret),
        confirmed_at: null,
        created_at: act.at,
      })
      act.recorder.describe({ act: '確認コードの登録の開始', subject: { kind: 'account', id: accountId } })
      return { totpId, secret, uri }
    }),

    implement(confirmTotp, async (act, input) => {
      const { accountId } = personOf(act)
      const row = await act.tx
        .selectFrom('account_totp')
        .selectAll()
        .where('totp_id', '=', input.totpId)
        .where('account_id', '=', accountId)
        .executeTakeFirst()
      if (row === undefined)
        return refuse('not-found', 'その登録は見つかりません。はじめからやり直してください。')
      if (row.confirmed_at !== null) return refuse('conflict', 'このアプリはもう登録されています。')
      const outcome = await checkTotp(act, requireKey(ports), row, input.code)
      if (outcome !== 'right') {
        return refuse('invalid', '確認コードが違います。', {
          problems: [
            {
              at: 'code',
              message: 'アプリに今出ている6桁を入れてください。時計が合っているかも確かめてください',
            },
          ],
        })
      }
      await act.recorder.save('account_totp', { ...row, confirmed_at: act.at })
      const recoveryCodes = await afterAdding(act, accountId)
      act.recorder.describe({
        act: '確認コードのアプリの登録',
        subject: { kind: 'account', id: accountId },
        note: row.name,
      })
      return { recoveryCodes }
    }),

    implement(newPasskeyQuestion, async (act) => {
      const { accountId, personId } = personOf(act)
      const { login, city } = await loginOf(act, accountId)
      const person = await ports.describePerson(act.tx, personId, act.today)
      return askNewPasskey(ports, act, registering(act), {
        accountId,
        login,
        city,
        name: person?.name ?? login,
      })
    }),

    implement(addPasskey, async (act, input) => {
      const { accountId } = personOf(act)
      if ((await factorsOf(act.tx, accountId)).passkeys >= MOST_OF_A_KIND) tooMany()
      const made = await madePasskey(ports, act, input, registering(act))
      if (made === null) {
        return refuse(
          'invalid',
          'パスキーを登録できませんでした。時間が過ぎたか、別の画面の問いかけへの答えです。もう一度試してください。',
        )
      }
      const known = await act.tx
        .selectFrom('account_passkey')
        .select('passkey_id')
        .where('credential_id', '=', made.credentialId)
        .executeTakeFirst()
      if (known !== undefined) return refuse('conflict', 'このパスキーはもう登録されています。')
      const passkeyId = newId()
      await act.recorder.save('account_passkey', {
        tenant_id: act.tenantId,
        passkey_id: passkeyId,
        account_id: accountId,
        name: input.name,
        credential_id: made.credentialId,
        public_key: made.publicKey,
        transports: [...made.transports],
        synced: made.synced,
        created_at: act.at,
      })
      await act.tx
        .insertInto('passkey_use')
        .values({ tenant_id: act.tenantId, passkey_id: passkeyId, counter: made.counter, last_used_at: null })
        .execute()
      const recoveryCodes = await afterAdding(act, accountId)
      act.recorder.describe({
        act: 'パスキーの登録',
        subject: { kind: 'account', id: accountId },
        note: input.name,
      })
      return { passkeyId, recoveryCodes }
    }),

    implement(renamePasskey, async (act, input) => {
      const { accountId } = personOf(act)
      const row = await act.tx
        .selectFrom('account_passkey')
        .selectAll()
        .where('passkey_id', '=', input.passkeyId)
        .where('account_id', '=', accountId)
        .executeTakeFirst()
      if (row === undefined) return refuse('not-found', 'そのパスキーは見つかりません。')
      await act.recorder.save('account_passkey', { ...row, name: input.name })
      act.recorder.describe({
        act: 'パスキーの名前の変更',
        subject: { kind: 'account', id: accountId },
        note: input.name,
      })
      return {}
    }),

    implement(removeMethod, async (act, input) => {
      const { accountId } = personOf(act)
      const name = await removeOne(act, accountId, input)
      if (name === null)
        return refuse('not-found', 'その方法は見つかりません。もう消えているかもしれません。')
      if (choicesOf(await factorsOf(act.tx, accountId)).length === 0) {
        if (await secondFactorAsked(act)) {
          return refuse(
            'conflict',
            'あなたの役割には二つ目の方法が必要です。先に別の方法を登録してから消してください。',
          )
        }
        await removeRecoveryCodes(act, accountId)
      }
      act.recorder.describe({
        act: input.kind === 'passkey' ? 'パスキーの削除' : '確認コードのアプリの削除',
        subject: { kind: 'account', id: accountId },
        note: name,
      })
      return {}
    }),

    implement(newRecoveryCodesOperation, async (act) => {
      const { accountId } = personOf(act)
      if (choicesOf(await factorsOf(act.tx, accountId)).length === 0) {
        return refuse('conflict', '予備のコードは、パスキーか確認コードのアプリを登録すると作れます。')
      }
      const codes = await newRecoveryCodes(act, accountId)
      act.recorder.describe({ act: '予備のコードの作り直し', subject: { kind: 'account', id: accountId } })
      return { codes }
    }),

    implement(resetMethods, async (act, input) => {
      const account = await act.tx
        .selectFrom('account')
        .select('account_id')
        .where('person_id', '=', input.personId)
        .executeTakeFirst()
      if (account === undefined) return refuse('not-found', 'その職員のログインIDは見つかりません。')
      const { account_id: accountId } = account
      const passkeys = await act.tx
        .selectFrom('account_passkey')
        .select('passkey_id')
        .where('account_id', '=', accountId)
        .execute()
      const totp = await act.tx
        .selectFrom('account_totp')
        .select('totp_id')
        .where('account_id', '=', accountId)
        .execute()
      if (passkeys.length > 0) await act.recorder.removeAll('account_passkey', passkeys)
      if (totp.length > 0) await act.recorder.removeAll('account_totp', totp)
      await removeRecoveryCodes(act, accountId)
      await act.tx.deleteFrom('session').where('account_id', '=', accountId).execute()
      await act.tx.deleteFrom('sign_in_attempt').where('account_id', '=', accountId).execute()
      act.recorder.describe({
        act: '二つ目の方法の取消し',
        subject: { kind: 'account', id: accountId },
        note: input.reason,
      })
      return { removed: passkeys.length + totp.length }
    }),
  ]
}

const registering = (act: Act) =>
  ({
    purpose: 'register',
    tenantId: act.tenantId,
    whose: personOf(act).sessionId ?? personOf(act).accountId,
  }) as const

function requireKey(ports: SignInPorts): Buffer {
  return (
    ports.sealKey ??
    refuse(
      'unavailable',
      'このサーバには確認コードの鍵がないため、登録できません。パスキーを使うか、情報政策課に知らせてください。',
    )
  )
}

function tooMany(): never {
  return refuse('conflict', `登録できるのは${MOST_OF_A_KIND}個までです。使わないものを先に消してください。`)
}

async function loginOf(act: Act, accountId: string): Promise<{ login: string; city: string }> {
  return act.tx
    .selectFrom('account')
    .innerJoin('tenant', 'tenant.tenant_id', 'account.tenant_id')
    .select(['account.login', 'tenant.name as city'])
    .where('account.account_id', '=', accountId)
    .executeTakeFirstOrThrow()
}

/** The session that was let in to add a way has now one; the first way brings recovery codes. */
async function afterAdding(act: Act, accountId: string): Promise<string[]> {
  await act.tx
    .updateTable('session')
    .set({ must_add_factor: false })
    .where('account_id', '=', accountId)
    .execute()
  const { recovery } = await factorsOf(act.tx, accountId)
  return recovery > 0 ? [] : newRecoveryCodes(act, accountId)
}

async function removeOne(
  act: Act,
  accountId: string,
  input: z.output<typeof removeMethod.input>,
): Promise<string | null> {
  if (input.kind === 'passkey') {
    const row = await act.tx
      .selectFrom('account_passkey')
      .select('name')
      .where('passkey_id', '=', input.id)
      .where('account_id', '=', accountId)
      .executeTakeFirst()
    if (row === undefined) return null
    await act.recorder.remove('account_passkey', { passkey_id: input.id })
    return row.name
  }
  const row = await act.tx
    .selectFrom('account_totp')
    .select('name')
    .where('totp_id', '=', input.id)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (row === undefined) return null
  await act.recorder.remove('account_totp', { totp_id: input.id })
  return row.name
}

async function removeRecoveryCodes(act: Act, accountId: string): Promise<void> {
  const codes = await act.tx
    .selectFrom('account_recovery_code')
    .select('code_id')
    .where('account_id', '=', accountId)
    .execute()
  if (codes.length > 0) await act.recorder.removeAll('account_recovery_code', codes)
}

async function secondFactorAsked(act: Act): Promise<boolean> {
  const { personId } = personOf(act)
  const standings = await standingsOf(act.tx, personId, act.today)
  return needsSecondFactor(await loadRules(act.tx), {
    offices: new Set(standings.map((standing) => standing.office)),
    rights: await rightsOf(act.tx, personId, act.today),
  })
}

async function showMethods(act: Act, ports: SignInPorts): Promise<z.input<typeof accountMethods.output>> {
  const { accountId } = personOf(act)
  const account = await act.tx
    .selectFrom('account')
    .select(['account_id', 'login', 'created_at'])
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  const passkeys = await act.tx
    .selectFrom('account_passkey as k')
    .leftJoin('passkey_use as u', (join) =>
      join.onRef('u.tenant_id', '=', 'k.tenant_id').onRef('u.passkey_id', '=', 'k.passkey_id'),
    )
    .select(['k.passkey_id as passkeyId', 'k.name', 'k.synced', 'k.created_at as createdAt'])
    .select('u.last_used_at as lastUsedAt')
    .where('k.account_id', '=', accountId)
    .orderBy('k.created_at')
    .execute()
  const totp = await act.tx
    .selectFrom('account_totp as k')
    .leftJoin('totp_use as u', (join) =>
      join.onRef('u.tenant_id', '=', 'k.tenant_id').onRef('u.totp_id', '=', 'k.totp_id'),
    )
    .select(['k.totp_id as totpId', 'k.name', 'k.created_at as createdAt'])
    .select('u.last_used_at as lastUsedAt')
    .where('k.account_id', '=', accountId)
    .where('k.confirmed_at', 'is not', null)
    .orderBy('k.created_at')
    .execute()
  const { recovery } = await factorsOf(act.tx, accountId)
  return {
    login: account.login,
    passwordSetAt: await passwordSetAt(act, account),
    passkeys,
    totp,
    recoveryCodesLeft: recovery,
    secondFactorAsked: await secondFactorAsked(act),
    totpReady: ports.sealKey !== null,
  }
}
