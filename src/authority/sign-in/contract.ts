import { z } from 'zod'
import { operation } from '#ground/operation/contract.ts'

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

export const signIn = operation({
  name: 'session.sign-in',
  kind: 'command',
  summary: 'サインインする',
  who: 'anyone',
  input: z.object({
    /** Code of the 団体; may be left out where the installation has only one. */
    tenant: z.string().max(40).optional(),
    login: z.string().trim().min(1, 'ログインIDを入れてください').max(100, 'ログインIDは100文字までです'),
    password: passwordText,
  }),
  output: z.discriminatedUnion('result', [
    z.object({
      result: z.literal('signed-in'),
      mustChangePassword: z.boolean(),
      /** Set as cookies by the HTTP door and never part of its JSON. */
      session: z.object({ secret: z.string(), csrf: z.string(), expiresAt: z.string() }).optional(),
    }),
    z.object({
      result: z.literal('refused'),
      reason: z.enum(['wrong', 'locked']),
      message: z.string(),
      lockedUntil: z.string().nullable(),
    }),
  ]),
})

export const signOut = operation({
  name: 'session.sign-out',
  kind: 'command',
  summary: 'サインアウトする',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({}),
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
