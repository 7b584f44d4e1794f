import { z } from 'zod'
import { idText, operation } from '#ground/operation/contract.ts'
import {
  passkeyName,
  passkeyProof,
  passkeyQuestion,
  passwordText,
  totpProof,
  userVerification,
} from './contract.ts'

/** Own ways to sign in: apps, passkeys, recovery codes, proving again who one is. */

const methodName = z.string().trim().min(1, '名前を入れてください').max(60, '名前は60文字までです')

/** What a browser hands over after making a passkey; checked in full by the server. */
export const passkeyAnswer = z.object({
  id: z.string().min(1).max(1400),
  rawId: z.string().min(1).max(1400),
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}).default({}),
  authenticatorAttachment: z.string().max(40).optional(),
  response: z.object({
    clientDataJSON: z.string().min(1).max(8000),
    attestationObject: z.string().min(1).max(40_000),
    transports: z.array(z.string().max(20)).max(10).optional(),
    authenticatorData: z.string().max(40_000).optional(),
    publicKey: z.string().max(8000).optional(),
    publicKeyAlgorithm: z.number().optional(),
  }),
})

/** What the browser is asked to make, and the token that goes back with its answer. */
export const newPasskeyOptions = z.object({
  options: z.object({
    challenge: z.string(),
    rp: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.number() })),
    timeout: z.number(),
    attestation: z.literal('none'),
    excludeCredentials: z.array(passkeyName),
    authenticatorSelection: z.object({
      residentKey: z.literal('required'),
      requireResidentKey: z.literal(true),
      userVerification,
    }),
  }),
  token: z.string(),
})

export const accountMethods = operation({
  name: 'account.methods',
  kind: 'query',
  summary: '自分のサインインの方法を見る',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({
    login: z.string(),
    passwordSetAt: z.string().nullable(),
    passkeys: z.array(
      z.object({
        passkeyId: z.string(),
        name: z.string(),
        synced: z.boolean(),
        createdAt: z.string(),
        lastUsedAt: z.string().nullable(),
      }),
    ),
    totp: z.array(
      z.object({
        totpId: z.string(),
        name: z.string(),
        createdAt: z.string(),
        lastUsedAt: z.string().nullable(),
      }),
    ),
    recoveryCodesLeft: z.int(),
    /** The city asks this person for a second way. */
    secondFactorAsked: z.boolean(),
    /** Whether apps can be added: the installation has the key their secrets are kept under. */
    totpReady: z.boolean(),
  }),
})

export const beginTotp = operation({
  name: 'account.begin-totp',
  kind: 'command',
  summary: '確認コードのアプリの登録を始める',
  who: 'signed-in',
  stepUp: true,
  input: z.object({ name: methodName }),
  /** Shown this once, to the person alone. */
  output: z.object({ totpId: z.string(), secret: z.string(), uri: z.string() }),
})

export const confirmTotp = operation({
  name: 'account.confirm-totp',
  kind: 'command',
  summary: '確認コードのアプリの登録を、最初のコードで確かめる',
  who: 'signed-in',
  input: totpProof.omit({ kind: true }).extend({ totpId: idText }),
  /** Recovery codes, when there were none yet: shown this once. */
  output: z.object({ recoveryCodes: z.array(z.string()) }),
})

export const newPasskeyQuestion = operation({
  name: 'account.new-passkey-question',
  kind: 'query',
  summary: 'パスキーの登録のために、端末への問いかけを受け取る',
  who: 'signed-in',
  stepUp: true,
  input: z.object({}),
  output: newPasskeyOptions,
})

export const addPasskey = operation({
  name: 'account.add-passkey',
  kind: 'command',
  summary: 'パスキーを登録する',
  who: 'signed-in',
  stepUp: true,
  input: z.object({ name: methodName, token: z.string().min(1).max(2000), response: passkeyAnswer }),
  output: z.object({ passkeyId: z.string(), recoveryCodes: z.array(z.string()) }),
})

export const renamePasskey = operation({
  name: 'account.rename-passkey',
  kind: 'command',
  summary: '自分のパスキーの名前を変える',
  who: 'signed-in',
  input: z.object({ passkeyId: idText, name: methodName }),
  output: z.object({}),
})

export const removeMethod = operation({
  name: 'account.remove-method',
  kind: 'command',
  summary: '自分のサインインの方法を消す',
  who: 'signed-in',
  stepUp: true,
  input: z.object({ kind: z.enum(['passkey', 'totp']), id: idText }),
  output: z.object({}),
})

export const newRecoveryCodesOperation = operation({
  name: 'account.new-recovery-codes',
  kind: 'command',
  summary: '予備のコードを作り直す',
  who: 'signed-in',
  stepUp: true,
  input: z.object({}),
  output: z.object({ codes: z.array(z.string()) }),
})

export const resetMethods = operation({
  name: 'account.reset-methods',
  kind: 'command',
  summary: '職員の二つ目の方法を消す(端末をなくしたとき)',
  who: { right: 'settings.manage' },
  input: z.object({ personId: idText, reason: z.string().trim().min(1, '理由を書いてください').max(500) }),
  output: z.object({ removed: z.int() }),
})

export const stepUpQuestion = operation({
  name: 'session.step-up-question',
  kind: 'query',
  summary: '本人であることを確かめる方法と、端末への問いかけを受け取る',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({
    methods: z.array(z.enum(['password', 'totp', 'passkey'])),
    /** Where the person has a passkey that works at this address. */
    passkey: passkeyQuestion.nullable(),
    minutes: z.int(),
  }),
})

export const stepUp = operation({
  name: 'session.step-up',
  kind: 'command',
  summary: '本人であることをもう一度確かめる',
  who: 'signed-in',
  input: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('password'), password: passwordText }),
    totpProof,
    passkeyProof,
  ]),
  output: z.discriminatedUnion('result', [
    z.object({ result: z.literal('confirmed'), until: z.string() }),
    z.object({ result: z.literal('refused'), message: z.string(), sessionEnded: z.boolean() }),
  ]),
})
