import type { z } from 'zod'
import { keepFile } from '#ground/files/service.ts'
import {
  attachPaper,
  closeMeeting,
  decideItem,
  openMeeting,
  writeMinutes,
  type saveAgenda,
} from '#rooms/1-organisation/council/contract.ts'
import { decideApplication, fileApplication } from '#engine/procedure/contract.ts'
import { bindOwn, councilled } from '#test/own-procedures.ts'
import { meetingsOf, usualRules, withCouncil, type Council, yes } from '#test/council-city.ts'
import type { World } from '#test/world.ts'
import type { Examples } from './examples.ts'

const councils = new WeakMap<World, Promise<Council>>()

/** One council for all examples; a city has one. */
function council(world: World): Promise<Council> {
  const known = councils.get(world) ?? withCouncil(world.city)
  councils.set(world, known)
  return known
}

const items: z.input<typeof saveAgenda.input>['items'] = [
  { kind: '議決', title: '研修計画の承認について', detail: '令和9年度の計画' },
]

async function called(world: World, more: Parameters<Council['plan']>[1] = {}) {
  const it = await council(world)
  const meetingId = await it.plan(items, more)
  await it.call(meetingId)
  return { it, meetingId }
}

async function opened(world: World) {
  const { it, meetingId } = await called(world)
  await it.attend(meetingId)
  await it.open(meetingId)
  const [item] = (await it.view(meetingId)).items
  return { it, meetingId, itemId: item?.itemId ?? '', contentHash: item?.contentHash ?? '' }
}

async function closed(world: World) {
  const { it, meetingId, itemId, contentHash } = await opened(world)
  const result = { by: 'vote', for: 3, against: 0, abstain: 0 } as const
  await world.city.run('officer', decideItem, { ...(await it.now(meetingId)), itemId, contentHash, result })
  await world.city.run('officer', closeMeeting, await it.now(meetingId))
  return { it, meetingId }
}

/** A case whose turn it is before the council, and that the council has passed. */
async function passedCase(world: World) {
  const { city } = world
  const it = await council(world)
  await bindOwn(city)
  const { applicationId } = await city.run('applicant', fileApplication, {
    procedure: councilled.key,
    form: { purpose: '会議に諮るため' },
  })
  const { contentHash } = await city.show('auditor', applicationId)
  await city.run('manager', decideApplication, { applicationId, act: 'pass', contentHash })
  const { held, decide, close } = meetingsOf(city, it)
  const subject = { kind: 'application', id: applicationId, label: '申請', href: '/cases' } as const
  const meetingId = await held([{ kind: '議決', title: '申請の許可について', subject }])
  await decide(meetingId, yes)
  await close(meetingId)
  return { applicationId, contentHash }
}

export const councilExamples: Examples = {
  'application.resolve': { as: 'officer', input: passedCase, refusedFor: 'stranger' },
  'council.list': { as: 'officer', input: async () => ({ page: 1, size: 20 }) },
  'council.meeting': {
    as: 'director',
    input: async (world) => ({ meetingId: (await called(world)).meetingId }),
    refusedFor: 'stranger',
  },
  'council.rules': {
    as: 'applicant',
    input: async (world) => ({ unitId: (await council(world)).unitId, on: '2026-11-24' }),
    everybody: '会議の構成員と決まりは、職員の全員が見るもの',
  },
  'council.save-rules': {
    as: 'officer',
    input: async (world) => ({
      unitId: (await council(world)).unitId,
      from: '2027-04-01',
      seats: [
        { role: 'chair', holder: { by: 'office', office: 'ciso' } },
        { role: 'member', holder: { by: 'post', postId: world.city.ids.post.chief } },
        { role: 'member', holder: { by: 'rank', rank: 'head', kinds: ['部'] } },
      ],
      rules: usualRules,
      basis: '設置要綱(令和9年改正)',
    }),
  },
  'council.save-meeting': {
    as: 'officer',
    input: async (world) => ({
      unitId: (await council(world)).unitId,
      way: 'room',
      heldOn: '2026-12-10',
      beginsAt: '10:00',
      place: '第二会議室',
    }),
  },
  'council.save-agenda': {
    as: 'officer',
    input: async (world) => {
      const it = await council(world)
      const meetingId = await it.plan(items)
      const subject = { kind: 'audit-head', id: world.city.ids.person.auditor, label: '鹿島 進', href: null }
      return {
        ...(await it.now(meetingId)),
        items: [
          {
            kind: '議決',
            title: '監査統括責任者の指名について',
            detail: '任期の満了による',
            subject,
            concerned: [world.city.ids.person.director],
          },
        ],
      }
    },
  },
  'council.attach': {
    as: 'officer',
    input: async (world) => {
      const it = await council(world)
      const meetingId = await it.plan(items)
      const { fileId } = await world.city.run('officer', keepFile, {
        bytes: Buffer.from('資料\n'),
        name: '資料.txt',
      })
      const itemId = (await it.view(meetingId)).items[0]?.itemId
      return { ...(await it.now(meetingId)), fileId, itemId, remove: false }
    },
  },
  'council.paper': {
    as: 'director',
    input: async (world) => {
      const it = await council(world)
      const meetingId = await it.plan(items)
      const { fileId } = await world.city.run('officer', keepFile, {
        bytes: Buffer.from('資料2\n'),
        name: '資料2.txt',
      })
      await world.city.run('officer', attachPaper, { ...(await it.now(meetingId)), fileId })
      await it.call(meetingId)
      return { meetingId, fileId }
    },
    refusedFor: 'stranger',
  },
  'council.call': {
    as: 'officer',
    input: async (world) => {
      const it = await council(world)
      return it.now(await it.plan(items))
    },
  },
  'council.cancel': {
    as: 'officer',
    input: async (world) => {
      const { it, meetingId } = await called(world)
      return { ...(await it.now(meetingId)), reason: '議長の出張のため' }
    },
  },
  'council.attendance': {
    as: 'officer',
    input: async (world) => {
      const { it, meetingId } = await called(world)
      const { person } = world.city.ids
      return {
        ...(await it.now(meetingId)),
        members: [{ personId: person.director, attendance: 'deputy', deputyId: person.stranger }],
      }
    },
  },
  'council.open': {
    as: 'officer',
    input: async (world) => {
      const { it, meetingId } = await called(world)
      await it.attend(meetingId)
      return { ...(await it.now(meetingId)), electedChairId: world.city.ids.person.director }
    },
  },
  'council.decide': {
    as: 'officer',
    input: async (world) => {
      const { it, meetingId, itemId, contentHash } = await opened(world)
      const { person } = world.city.ids
      const named = [{ personId: person.chief, choice: 'for' }]
      const result = { by: 'vote', for: 1, against: 0, abstain: 0, casting: null, amendment: '', named }
      return { ...(await it.now(meetingId)), itemId, contentHash, result }
    },
  },
  'council.close': {
    as: 'officer',
    input: async (world) => {
      const { it, meetingId, itemId, contentHash } = await opened(world)
      const result = { by: 'continue', why: '資料を補う' } as const
      await world.city.run('officer', decideItem, {
        ...(await it.now(meetingId)),
        itemId,
        contentHash,
        result,
      })
      return it.now(meetingId)
    },
  },
  'council.minutes': {
    as: 'officer',
    input: async (world) => {
      const { it, meetingId } = await opened(world)
      return { ...(await it.now(meetingId)), minutes: '午後1時30分、議長が開会を宣した。' }
    },
  },
  'council.approve-minutes': {
    as: 'ciso',
    input: async (world) => {
      const { it, meetingId } = await closed(world)
      const minutes = '議題は、全員の賛成で可決した。'
      await world.city.run('officer', writeMinutes, { ...(await it.now(meetingId)), minutes })
      const { minutesHash } = await it.view(meetingId, 'ciso')
      return { ...(await it.now(meetingId)), minutesHash }
    },
    refusedFor: 'director',
  },
  'council.answer': {
    as: 'manager',
    input: async (world) => {
      const { it, meetingId } = await called(world, { way: 'written', heldOn: '2026-12-04', place: '' })
      await world.city.run('officer', openMeeting, await it.now(meetingId))
      const [item] = (await it.view(meetingId, 'manager')).items
      const { itemId = '', contentHash = '' } = item ?? {}
      return { meetingId, answers: [{ itemId, contentHash, choice: 'for', remark: '異議なし' }] }
    },
    refusedFor: 'stranger',
  },
  'council.print': {
    as: 'manager',
    input: async (world) => ({ meetingId: (await closed(world)).meetingId, what: 'minutes' }),
    refusedFor: 'stranger',
  },
}
