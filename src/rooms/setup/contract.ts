import { z } from 'zod'
import { operation } from '#ground/operation/contract.ts'

/** These three run before any tenant exists, so the HTTP door gives them routes of their own. */
export const setupState = operation({
  name: 'setup.state',
  kind: 'query',
  summary: 'はじめかたを見る',
  who: 'anyone',
  input: z.object({}),
  output: z.object({
    tenants: z.array(z.object({ code: z.string(), name: z.string(), kind: z.enum(['demo', 'city']) })),
    demo: z.discriminatedUnion('state', [
      z.object({ state: z.literal('absent') }),
      z.object({ state: z.literal('making'), done: z.number(), total: z.number() }),
      z.object({ state: z.literal('failed'), message: z.string() }),
      z.object({ state: z.literal('ready') }),
    ]),
    canStartCity: z.boolean(),
    /** The sign-ins of the sample city, one per role; empty until it is ready. */
    demoPeople: z.array(
      z.object({
        login: z.string(),
        password: z.string(),
        name: z.string(),
        role: z.string(),
        unit: z.string(),
        tryThis: z.string(),
      }),
    ),
  }),
})

export const startDemo = operation({
  name: 'setup.start-demo',
  kind: 'command',
  summary: '見本の市を作る',
  who: 'anyone',
  input: z.object({}),
  output: z.object({}),
})

export const startCity = operation({
  name: 'setup.start-city',
  kind: 'command',
  summary: '自分の市で始める',
  who: 'anyone',
  input: z.object({
    code: z
      .string()
      .trim()
      .regex(
        /^[a-z0-9-]{2,40}$/,
        '団体の記号は半角の小文字・数字・ハイフンで2文字以上にしてください(例: kakuu-shi)',
      ),
    name: z.string().trim().min(1, '団体の名前を入れてください').max(100),
    unitName: z.string().trim().min(1, '担当課の名前を入れてください').max(100).default('情報政策課'),
    familyName: z.string().trim().min(1, '姓を入れてください').max(50),
    givenName: z.string().trim().min(1, '名を入れてください').max(50),
    personNumber: z.string().trim().min(1, '職員番号を入れてください').max(20),
    login: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9._@-]{2,100}$/, 'ログインIDは半角の英数字と . _ @ - で2文字以上にしてください'),
    password: z.string().min(10, 'パスワードは10文字以上にしてください').max(200),
  }),
  output: z.object({}),
})

/** All of them, for the documentation. */
export const setupContracts = [setupState, startDemo, startCity] as const
