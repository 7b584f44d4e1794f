import { z } from 'zod'
import { operation } from '#ground/operation/contract.ts'
import { methods, secondFactors } from './methods.ts'

export { methods, secondFactors }
export type { SecondFactor } from './methods.ts'

export const passwordText = z
  .string()
  .min(1, 'パスワードを入れてください')
  .max(200, 'パスワードは200文字までです')

/** Who is signed in, as every screen shows it. */
export const me = z.object({
  person: z.object({
    personId: z.string(),
    name: z.string(),
    postTitle: z.string(),
    unitId: z.string().nullable(),
    unitName: z.string(),
  }),
  tenant: z.object({
    tenantId: z.string(),
    code: z.string(),
    name: z.string(),
    kind: z.enum(['demo', 'city']),
  }),
  rights: z.array(z.string()),
  /** 前回ログイン: the sign-in before this one. */
  previousSignInAt: z.string().nullable(),
  /** Failed attempts since then. */
  failuresSince: z.number(),
  mustChangePassword: z.boolean(),
  /** The city asks for a second way to sign in, and there is none yet. */
  mustAddFactor: z.boolean(),
})
export type Me = z.output<typeof me>

export const sessionMe = operation({
  name: 'session.me',
  kind: 'query',
  summary: 'サインインしている人と前回のサインインを見る',
  who: 'anyone',
  input: z.object({}),
  output: me.nullable(),
})

const secret = z.object({ secret: z.string(), expiresAt: z.string() })

/** Set as cookies by the HTTP door and never part of its JSON. */
export const signInCookies = z.object({
  session: secret.extend({ csrf: z.string() }).optional(),
  /** A sign-in that waits for its second step; null takes the cookie away. */
  attempt: secret.nullable().optional(),
  /** By which this device is known again. */
  device: secret.optional(),
})
export type SignInCookies = z.output<typeof signInCookies>

/** What every way to sign in answers: signed in, one more step, or refused with a sentence. */
export const signInAnswer = z.discriminatedUnion('result', [
  z.object({
    result: z.literal('signed-in'),
    mustChangePassword: z.boolean(),
    mustAddFactor: z.boolean(),
    cookies: signInCookies.optional(),
  }),
  z.object({
    result: z.literal('second-factor'),
    /** What this person can show next. */
    methods: z.array(z.enum(secondFactors)),
    cookies: signInCookies.optional(),
  }),
  z.object({
    result: z.literal('refused'),
    reason: z.enum(['wrong', 'locked', 'stopped', 'expired']),
    message: z.string(),
    lockedUntil: z.string().nullable(),
  }),
])
export type SignInAnswer = z.output<typeof signInAnswer>

/** Code of the 団体; may be left out where the installation has only one. */
const tenantCode = z.string().max(40).optional()

export const signIn = operation({
  name: 'session.sign-in',
  kind: 'command',
  summary: 'サインインする',
  who: 'anyone',
  input: z.object({
    tenant: tenantCode,
    login: z.string().trim().min(1, 'ログインIDを入れてください').max(100, 'ログインIDは100文字までです'),
    password: passwordText,
  }),
  output: signInAnswer,
})

/** What a browser hands over after asking the authenticator; checked in full by the server. */
export const passkeyResponse = z.object({
  id: z.string().min(1).max(1400),
  rawId: z.string().min(1).max(1400),
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}).default({}),
  authenticatorAttachment: z.string().max(40).optional(),
  response: z.object({
    clientDataJSON: z.string().min(1).max(8000),
    authenticatorData: z.string().min(1).max(8000),
    signature: z.string().min(1).max(8000),
    userHandle: z.string().max(200).nullish(),
  }),
})

const transport = z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])
export const passkeyName = z.object({
  id: z.string(),
  type: z.literal('public-key'),
  transports: z.array(transport).optional(),
})
export const userVerification = z.enum(['discouraged', 'preferred', 'required'])

/** What the authenticator is asked, as the browser takes it, and the token that goes back with its answer. */
export const passkeyQuestion = z.object({
  options: z.object({
    challenge: z.string(),
    rpId: z.string(),
    timeout: z.number(),
    userVerification,
    allowCredentials: z.array(passkeyName),
  }),
  token: z.string(),
})

const tokenText = z.string().min(1).max(2000)
export const passkeyProof = z.object({
  kind: z.literal('passkey'),
  token: tokenText,
  response: passkeyResponse,
})
export const totpProof = z.object({
  kind: z.literal('totp'),
  code: z
    .string()
    .transform((typed) => typed.normalize('NFKC').replaceAll(/[\s-]/g, ''))
    .pipe(z.string().regex(/^[0-9]{6}$/, '確認コードは6桁の数字です')),
})
export const recoveryProof = z.object({
  kind: z.literal('recovery'),
  code: z.string().trim().min(1, '予備のコードを入れてください').max(40, '予備のコードは20文字ほどです'),
})

export const passkeySignInQuestion = operation({
  name: 'session.passkey-question',
  kind: 'query',
  summary: 'パスキーでのサインインのために、端末への問いかけを受け取る',
  who: 'anyone',
  input: z.object({ tenant: tenantCode }),
  output: passkeyQuestion,
})

export const passkeySignIn = operation({
  name: 'session.passkey-sign-in',
  kind: 'command',
  summary: 'パスキーでサインインする',
  who: 'anyone',
  input: passkeyProof.omit({ kind: true }).extend({ tenant: tenantCode }),
  output: signInAnswer,
})

export const secondFactorQuestion = operation({
  name: 'session.second-factor-question',
  kind: 'query',
  summary: 'サインインの二つ目の方法をパスキーにするとき、端末への問いかけを受け取る',
  who: 'anyone',
  input: z.object({}),
  /** null: no sign-in waits for a second step any more. */
  output: passkeyQuestion.nullable(),
})

export const secondFactor = operation({
  name: 'session.second-factor',
  kind: 'command',
  summary: 'サインインの二つ目の方法を示す',
  who: 'anyone',
  input: z.discriminatedUnion('kind', [totpProof, recoveryProof, passkeyProof]),
  output: signInAnswer,
})

export const signOut = operation({
  name: 'session.sign-out',
  kind: 'command',
  summary: 'サインアウトする',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({}),
})

/** A clause as a page cites it. */
export const signInCite = z.object({
  editionId: z.string(),
  wid: z.string(),
  eid: z.string(),
  documentMark: z.string(),
  label: z.string(),
})

export const passwordRules = operation({
  name: 'session.password-rules',
  kind: 'query',
  summary: '自分のパスワードの決まりと、その条文を見る',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({
    minLength: z.int(),
    /** The city's text or value says so; otherwise it is Kijun's own usual. */
    minLengthByCity: z.boolean(),
    /** Days; null where the city's text asks for no changes by the calendar. */
    maxAgeDays: z.int().nullable(),
    /** Former passwords that may not be used again. */
    history: z.int(),
    /** Words of one's own that make a password easy to guess, for the meter. */
    ownWords: z.array(z.string()),
    cites: z.array(signInCite.extend({ slot: z.string() })),
  }),
})

export const changePassword = operation({
  name: 'session.change-password',
  kind: 'command',
  summary: '自分のパスワードを変える',
  who: 'signed-in',
  input: z.object({ current: passwordText, next: passwordText }),
  output: z.object({}),
})

export const issueAccount = operation({
  name: 'account.issue',
  kind: 'command',
  summary: '職員にログインIDと初期パスワードを渡す',
  who: { right: 'settings.manage' },
  input: z.object({
    personId: z.uuid(),
    login: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9._@-]{2,100}$/, 'ログインIDは半角の英数字と . _ @ - で2文字以上にしてください'),
  }),
  output: z.object({ accountId: z.string(), initialPassword: z.string() }),
})
