import { z } from 'zod'
import { officeCode } from '../contract-commands.ts'
import { unitKinds } from '#authority/unit-kinds.ts'
import { citation } from '#engine/citation.ts'
import { dateText, idText, operation } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import { seatRoles } from './states.ts'

const part = {
  over: z.boolean(),
  num: z.int().min(1).max(100),
  den: z.int().min(1).max(100),
}
const atMostAll = { message: '割合は1以下にしてください。', path: ['num'] }
const notBeyond = (share: { num: number; den: number; over: boolean }): boolean =>
  share.over ? share.num < share.den : share.num <= share.den

/** 会議の決まり. */
export const councilRules = z.object({
  quorum: z.discriminatedUnion('by', [
    z.object({ by: z.literal('share'), ...part }).refine(notBeyond, atMostAll),
    z.object({ by: z.literal('number'), number: z.int().min(1).max(200) }),
  ]),
  deputies: z.enum(['none', 'attend', 'count']),
  majority: z.object({ ...part, of: z.enum(['attending', 'cast']) }).refine(notBeyond, atMostAll),
  chairVotes: z.boolean(),
  castingVote: z.boolean(),
  chairAbsent: z.enum(['vice-chair', 'elected']),
  written: z.enum(['none', 'all', 'majority']),
  writtenDays: z.int().min(0).max(60),
  writtenCounts: z.boolean(),
  namesVotes: z.boolean(),
  excludeConcerned: z.boolean(),
})

export const seatRule = z.object({
  role: z.enum(seatRoles),
  holder: z.discriminatedUnion('by', [
    z.object({ by: z.literal('office'), office: officeCode }),
    z.object({ by: z.literal('post'), postId: idText }),
    z.object({
      by: z.literal('rank'),
      rank: z.enum(['vice-mayor', 'head', 'deputy-head', 'section-chief', 'leader', 'staff', 'member']),
      kinds: z.array(z.enum(unitKinds)).min(1).max(unitKinds.length),
    }),
    z.object({ by: z.literal('members'), unitId: idText }),
    z.object({ by: z.literal('person'), personId: idText }),
  ]),
})

export const memberView = z.object({
  personId: z.string(),
  name: z.string(),
  role: z.enum(seatRoles),
  /** 「副市長」「福祉部 部長」: the posts he sits by, or 指名. */
  seat: z.string(),
})

/** 会議の決まりを定める. The rules in force before end on that day. */
export const saveCouncilRules = operation({
  name: 'council.save-rules',
  kind: 'command',
  summary: '会議の構成員と決まりを定める',
  who: { right: 'organisation.manage' },
  input: z.object({
    unitId: idText,
    from: dateText,
    seats: z.array(seatRule).min(1, '構成員を一つ以上定めてください。').max(60),
    rules: councilRules,
    basis: boundedText(300),
  }),
  output: z.object({ id: z.string() }),
})

/** 会議の決まりを見る, with the members they come to on a date. */
export const showCouncilRules = operation({
  name: 'council.rules',
  kind: 'query',
  summary: '会議の構成員と決まりを見る',
  who: 'signed-in',
  input: z.object({ unitId: idText, on: dateText.optional() }),
  output: z.object({
    unitId: z.string(),
    name: z.string(),
    on: z.string(),
    /** Whether this unit is the city's office that resolves the policy. */
    resolvesPolicy: z.boolean(),
    /** Null: none in force on the date, so no meeting can be held. */
    rules: z
      .object({
        id: z.string(),
        from: z.string(),
        to: z.string().nullable(),
        basis: z.string(),
        seats: z.array(seatRule.extend({ word: z.string() })),
        rules: councilRules,
        /** The rules in sentences, as they are printed. */
        sentences: z.array(z.string()),
      })
      .nullable(),
    history: z.array(
      z.object({ id: z.string(), from: z.string(), to: z.string().nullable(), basis: z.string() }),
    ),
    members: z.array(memberView),
    /** Seats that nobody holds on the date. */
    vacant: z.array(z.object({ role: z.enum(seatRoles), word: z.string() })),
    cites: z.array(citation),
    mayManage: z.boolean(),
  }),
  positional: ['unitId'],
})
