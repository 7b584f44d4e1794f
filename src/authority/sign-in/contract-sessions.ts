import { z } from 'zod'
import { idText, operation, pageInput } from '#ground/operation/contract.ts'
import { officeCodes } from '../offices.ts'
import { rights } from '../rights.ts'
import { signInCite } from './contract.ts'

/** Sessions, stopped rights and the rules of signing in. */

const session = z.object({
  sessionId: z.string(),
  /** The one that asks. */
  own: z.boolean(),
  /** 「Windows の Chrome」 */
  device: z.string(),
  address: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  expiresAt: z.string(),
  methods: z.array(z.string()),
})

export const sessionList = operation({
  name: 'session.list',
  kind: 'query',
  summary: '自分のサインインしている端末を見る',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({ sessions: z.array(session) }),
})

export const endSession = operation({
  name: 'session.end',
  kind: 'command',
  summary: '自分のほかの端末のサインインを終わらせる',
  who: 'signed-in',
  input: z.object({
    /** Left out: all but this one. */
    sessionId: idText.optional(),
  }),
  output: z.object({ ended: z.int() }),
})

export const accountSessions = operation({
  name: 'account.sessions',
  kind: 'query',
  summary: '職員のサインインしている端末を見る',
  who: { right: 'settings.manage' },
  input: z.object({ personId: idText }),
  output: z.object({ login: z.string(), secondFactors: z.int(), sessions: z.array(session) }),
})

export const endAccountSessions = operation({
  name: 'account.end-sessions',
  kind: 'command',
  summary: '職員のサインインをすべて終わらせる',
  who: { right: 'settings.manage' },
  input: z.object({ personId: idText, reason: z.string().trim().min(1, '理由を書いてください').max(500) }),
  output: z.object({ ended: z.int() }),
})

const instantText = z.iso.datetime({
  offset: true,
  message: '日時は 2026-11-25T17:00:00+09:00 の形で入れてください',
})

export const stopPerson = operation({
  name: 'account.stop',
  kind: 'command',
  summary: '職員の利用を止める',
  who: 'signed-in',
  stepUp: true,
  input: z.object({
    personId: idText,
    reason: z.string().trim().min(1, '理由を書いてください').max(500, '理由は500文字までです'),
    /** Left out: from now on. */
    from: instantText.optional(),
    /** Left out: until somebody lifts it. */
    until: instantText.optional(),
  }),
  output: z.object({ stopId: z.string() }),
})

export const liftStop = operation({
  name: 'account.lift-stop',
  kind: 'command',
  summary: '職員の利用の停止を解く',
  who: 'signed-in',
  stepUp: true,
  input: z.object({
    stopId: idText,
    note: z.string().trim().min(1, '理由を書いてください').max(500, '理由は500文字までです'),
  }),
  output: z.object({}),
})

export const stopState = z.enum(['coming', 'now', 'over', 'lifted'])

export const stopList = operation({
  name: 'account.stops',
  kind: 'query',
  summary: '利用の停止の一覧を見る',
  who: 'signed-in',
  input: z.object({ ...pageInput, size: z.int().min(1).max(100).default(50) }),
  output: z.object({
    total: z.int(),
    stops: z.array(
      z.object({
        stopId: z.string(),
        personId: z.string(),
        name: z.string(),
        reason: z.string(),
        from: z.string(),
        until: z.string().nullable(),
        state: stopState,
        stoppedBy: z.string(),
        capacity: z.string().nullable(),
        liftNote: z.string(),
      }),
    ),
  }),
})

export const signInRuleList = operation({
  name: 'sign-in.rules',
  kind: 'query',
  summary: 'サインインの決まりを見る',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({
    secondFactorFor: z.object({ offices: z.array(z.enum(officeCodes)), rights: z.array(z.enum(rights)) }),
    stepUpMinutes: z.int(),
    privilegedIdleMinutes: z.int(),
    /** The city's 定める値, or its own setting where the text leaves none. */
    privilegedMinutes: z.int(),
    privilegedByCity: z.boolean(),
    passwordHistory: z.int(),
    minLength: z.int(),
    minLengthByCity: z.boolean(),
    maxAgeDays: z.int().nullable(),
    /** Words of the offices as the city calls them. */
    offices: z.array(z.object({ office: z.enum(officeCodes), word: z.string() })),
    cites: z.array(signInCite.extend({ slot: z.string() })),
    mayManage: z.boolean(),
    mayStop: z.boolean(),
  }),
})

export const setSignInRule = operation({
  name: 'sign-in.set-rule',
  kind: 'command',
  summary: 'サインインの決まりを変える',
  who: { right: 'settings.manage' },
  input: z.discriminatedUnion('name', [
    z.object({
      name: z.literal('secondFactorFor'),
      value: z.object({
        offices: z.array(z.enum(officeCodes)).max(20),
        rights: z.array(z.enum(rights)).max(20),
      }),
    }),
    z.object({
      name: z.literal('stepUpMinutes'),
      value: z.int().min(1, '1分から120分までです').max(120, '1分から120分までです'),
    }),
    z.object({
      name: z.literal('privilegedIdleMinutes'),
      value: z.int().min(5, '5分から60分までです').max(60, '5分から60分までです'),
    }),
    z.object({
      name: z.literal('privilegedMinutes'),
      value: z.int().min(15, '15分から720分までです').max(720, '15分から720分までです'),
    }),
    z.object({
      name: z.literal('passwordHistory'),
      value: z.int().min(1, '1個から24個までです').max(24, '1個から24個までです'),
    }),
  ]),
  output: z.object({}),
})
