import { z } from 'zod'
import { operation } from '#ground/operation/contract.ts'

/** Text of one line as a person types it, without characters that nobody sees. */
const line = (max: number, missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(max, `${max}文字までで入れてください`)
    .regex(
      /^[^\p{Cc}\p{Cs}\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]*$/u,
      '目に見えない文字があります。消してください',
    )

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
    name: line(100, '団体の名前を入れてください'),
    unitName: line(100, '担当課の名前を入れてください').default('情報政策課'),
    familyName: line(50, '姓を入れてください'),
    givenName: line(50, '名を入れてください'),
    personNumber: line(20, '職員番号を入れてください'),
    login: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9._@-]{2,100}$/, 'ログインIDは半角の英数字と . _ @ - で2文字以上にしてください'),
    password: z
      .string()
      .min(10, 'パスワードは10文字以上にしてください')
      .max(200, 'パスワードは200文字までです'),
  }),
  output: z.object({}),
})

/** All of them, for the documentation. */
export const setupContracts = [setupState, startDemo, startCity] as const
