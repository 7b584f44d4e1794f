import assert from 'node:assert/strict'
import { unitRow } from '#authority/rows.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import {
  callMeeting,
  closeMeeting,
  decideItem,
  openMeeting,
  recordAttendance,
  saveAgenda,
  saveCouncilRules,
  saveMeeting,
  showMeeting,
} from '#rooms/1-organisation/council/contract.ts'
import type { z } from 'zod'
import { policyImport } from '#policy/contract.ts'
import { policyText, VALID_FROM, type City, type Who } from './world.ts'

type RulesInput = z.input<typeof saveCouncilRules.input>['rules']

/** What most cities decide: more than half of the members, more than half of the votes, the chair decides a tie. */
export const usualRules: RulesInput = {
  quorum: { by: 'share', over: true, num: 1, den: 2 },
  deputies: 'count',
  majority: { over: true, num: 1, den: 2, of: 'attending' },
  chairVotes: false,
  castingVote: true,
  chairAbsent: 'vice-chair',
  written: 'all',
  writtenDays: 3,
  writtenCounts: false,
  namesVotes: false,
  excludeConcerned: true,
}

/** The members of the test city's council: the chief is one by two posts. */
export const councillors = ['ciso', 'chief', 'director', 'manager'] as const satisfies readonly Who[]

/** Gives the test city its council: chair = CISO, vice-chair = chief, every head of a 部, one named 課長. */
export async function withCouncil(city: City, rules: Partial<RulesInput> = {}, from = VALID_FROM) {
  const unitId = newId()
  await city.perform(async (act) => {
    const body = await act.tx.selectFrom('body').select('id').executeTakeFirstOrThrow()
    const unit = unitRow({
      tenant_id: act.tenantId,
      id: unitId,
      body_id: body.id,
      parent_id: null,
      code: `kaigi-${unitId.slice(-8)}`,
      name: '情報化推進会議',
      kind: '会議',
      symbol: null,
      valid_from: VALID_FROM,
      valid_to: null,
    })
    await act.recorder.save('unit', unit)
    await act.recorder.save('office_rule', {
      tenant_id: act.tenantId,
      id: newId(),
      office: 'council',
      word: '情報化推進会議',
      scope: 'city',
      rule: { by: 'members', unitId },
      eid: null,
      sort: 90,
      valid_from: VALID_FROM,
      valid_to: null,
    })
    act.recorder.describe({ act: '会議の設置', subject: { kind: 'unit', id: unitId } })
  })
  await city.run('officer', saveCouncilRules, {
    unitId,
    from,
    seats: [
      { role: 'chair', holder: { by: 'office', office: 'ciso' } },
      { role: 'vice-chair', holder: { by: 'post', postId: city.ids.post.chief } },
      { role: 'member', holder: { by: 'rank', rank: 'head', kinds: ['部'] } },
      { role: 'member', holder: { by: 'person', personId: city.ids.person.manager } },
    ],
    rules: { ...usualRules, ...rules },
    basis: '情報化推進会議設置要綱',
  })

  const view = (meetingId: string, who: Who = 'officer') => city.run(who, showMeeting, { meetingId })
  const now = async (meetingId: string) => ({ meetingId, revision: (await view(meetingId)).revision })

  return {
    unitId,
    view,
    now,
    /** A planned meeting with these items. */
    plan: async (
      items: z.input<typeof saveAgenda.input>['items'],
      more: Partial<z.input<typeof saveMeeting.input>> = {},
    ): Promise<string> => {
      const { meetingId, revision } = await city.run('officer', saveMeeting, {
        unitId,
        heldOn: '2026-11-24',
        beginsAt: '13:30',
        place: '本庁舎 第一会議室',
        ...more,
      })
      await city.run('officer', saveAgenda, { meetingId, revision, items })
      return meetingId
    },
    call: async (meetingId: string) => city.run('officer', callMeeting, await now(meetingId)),
    /** Everybody there, but those said otherwise. */
    attend: async (
      meetingId: string,
      otherwise: Partial<Record<Who, 'absent' | 'deputy' | 'written'>> = {},
      deputies: Partial<Record<Who, Who>> = {},
    ) => {
      const { members } = await view(meetingId)
      const who = (personId: string) => councillors.find((each) => city.ids.person[each] === personId)
      return city.run('officer', recordAttendance, {
        ...(await now(meetingId)),
        members: members.map(({ personId }) => {
          const key = who(personId)
          const deputy = key === undefined ? undefined : deputies[key]
          return {
            personId,
            attendance: (key === undefined ? undefined : otherwise[key]) ?? ('present' as const),
            deputyId: deputy === undefined ? null : city.ids.person[deputy],
          }
        }),
      })
    },
    open: async (meetingId: string, electedChairId: string | null = null) =>
      city.run('officer', openMeeting, { ...(await now(meetingId)), electedChairId }),
  }
}

/** Runs what must be refused, and looks at code and words of the refusal. */
export async function refused(
  work: Promise<unknown>,
  code: Refusal['code'],
  words: RegExp,
): Promise<Refusal> {
  try {
    await work
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error))
    assert.equal(error.code, code, error.message)
    assert.match(`${error.message} ${error.problems.map((each) => each.message).join(' ')}`, words)
    return error
  }
  return assert.fail('nothing was refused')
}

/** Three of three for it: with everybody there and the chair without a vote. */
export const yes = { by: 'vote', for: 3, against: 0, abstain: 0 } as const

/** What a meeting goes through, in one step each. */
export function meetingsOf(city: City, council: Council) {
  return {
    /** Called, everybody there, opened. */
    held: async (items: Parameters<Council['plan']>[0]) => {
      const meetingId = await council.plan(items)
      await council.call(meetingId)
      await council.attend(meetingId)
      await council.open(meetingId)
      return meetingId
    },
    decide: async (meetingId: string, result: z.input<typeof decideItem.input>['result'], at = 0) => {
      const item = (await council.view(meetingId)).items[at]
      if (item === undefined) throw new Error('there is no such item')
      const { itemId, contentHash } = item
      return city.run('officer', decideItem, {
        ...(await council.now(meetingId)),
        itemId,
        contentHash,
        result,
      })
    },
    close: async (meetingId: string) => city.run('officer', closeMeeting, await council.now(meetingId)),
  }
}

export type Council = Awaited<ReturnType<typeof withCouncil>>

/** A second edition of the test city's standard, waiting to be resolved. */
export async function draftEdition(city: City, policyId: string, text = policyText): Promise<string> {
  const { editionId } = await city.run('officer', policyImport, {
    policyId,
    fileName: 'kaisei.txt',
    base64: Buffer.from(text.replace('試験のための', '試験及び訓練のための')).toString('base64'),
  })
  if (editionId === null) throw new Error('the draft was not imported')
  return editionId
}
