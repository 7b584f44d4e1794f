import { importEntry, recordEntry } from '#rooms/4-physical/entry/contract.ts'
import { disposeEntry } from '#rooms/4-physical/entry/contract-keeping.ts'
import { doorOf } from '#rooms/4-physical/entry/testing/door.ts'
import type { World } from '#test/world.ts'
import { issueCard } from '#rooms/6-technical/cards/contract.ts'
import type { Examples } from './examples.ts'

/** The door of a server room of 長寿支援課, and a visitor with his escort. */
async function atTheDoor({ city }: World) {
  const { areaId, permitStaff } = await doorOf(city)
  await permitStaff('applicant')
  return {
    areaId,
    direction: 'in' as const,
    kind: 'visitor' as const,
    name: '来客 一郎',
    company: '近隣市',
    badge: '7',
    escortId: city.ids.person.applicant,
    purpose: '視察',
    items: 'なし',
  }
}

let issued = 0

/** A card of the applicant, each time another. */
async function aCard({ city }: World): Promise<string> {
  issued += 1
  const cardNumber = `K-9${String(issued).padStart(3, '0')}`
  const held = { holderId: city.ids.person.applicant, cardNumber, kind: 'entry' as const }
  await city.run('manager', issueCard, held)
  return cardNumber
}

/** A line of six years ago, as a reader's file brought it. */
async function anOldLine(world: World): Promise<{ areaId: string }> {
  const { areaId } = await atTheDoor(world)
  const text = '通過日時,カード番号,入退\r\n2020/05/11 9:00:00,K-9,入室'
  const content = Buffer.from(text).toString('base64')
  await world.city.run('applicant', importEntry, { areaId, fileName: '古い.csv', content, dryRun: false })
  return { areaId }
}

const reader = Buffer.from('通過日時,カード番号,入退\r\n2026/11/20 9:00:00,K-9,入室').toString('base64')

/** 入退室: the doors of the controlled areas. */
export const entryExamples: Examples = {
  'entry.board': {
    as: 'applicant',
    input: async (world) => ({ areaId: (await atTheDoor(world)).areaId }),
    refusedFor: 'stranger',
  },
  'entry.record': { as: 'applicant', input: atTheDoor, refusedFor: 'stranger' },
  'entry.pass': {
    as: 'applicant',
    input: async (world) => ({
      areaId: (await atTheDoor(world)).areaId,
      card: await aCard(world),
      direction: 'in',
    }),
    refusedFor: 'stranger',
  },
  'entry.print': {
    as: 'applicant',
    input: async (world) => {
      const { areaId } = await atTheDoor(world)
      return { areaId, from: '2026-11-01', to: '2026-11-30' }
    },
    refusedFor: 'stranger',
  },
  'entry.expired': {
    as: 'applicant',
    input: () => ({}),
    everybody: '見える管理区域だけを数えるため、だれが聞いても答えがある',
  },
  'entry.dispose': {
    as: 'manager',
    input: async (world) => ({ ...(await anOldLine(world)), why: '保存期限の満了' }),
    refusedFor: 'applicant',
  },
  'entry.dispose-part': {
    as: 'system',
    input: async (world) => {
      const { areaId } = await anOldLine(world)
      return world.city.run('manager', disposeEntry, { areaId, why: '保存期限の満了' })
    },
    refusedFor: 'officer',
  },
  'entry.correct': {
    as: 'applicant',
    input: async (world) => {
      const { lineId } = await world.city.run('applicant', recordEntry, await atTheDoor(world))
      return { lineId, why: '目的の書き間違い', strike: false, purpose: '機器の見学' }
    },
    refusedFor: 'stranger',
  },
  'entry.list': {
    as: 'applicant',
    input: async (world) => {
      const { areaId } = await atTheDoor(world)
      return {
        areaId,
        from: '2026-11-01',
        to: '2026-11-30',
        search: '来客',
        kind: 'visitor',
        page: 1,
        size: 50,
      }
    },
    refusedFor: 'stranger',
  },
  'entry.export': {
    as: 'applicant',
    input: async (world) => {
      const { areaId } = await atTheDoor(world)
      return { areaId, from: '2026-11-01', to: '2026-11-30', search: '来客', kind: 'visitor', format: 'csv' }
    },
    refusedFor: 'stranger',
  },
  'entry.import': {
    as: 'applicant',
    input: async (world) => {
      const { areaId } = await atTheDoor(world)
      const columns = { at: '通過日時', card: 'カード番号', direction: '入退', name: null }
      return { areaId, fileName: '入退室.csv', content: reader, columns, dryRun: false }
    },
    refusedFor: 'stranger',
  },
}
