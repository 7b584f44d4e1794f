import { transferDesk } from '#rooms/1-organisation/transfer/testing/desk.ts'
import type { World } from '#test/world.ts'
import type { Examples } from './examples.ts'

/** A plan with one change, as the officer has it before him. */
async function draft(world: World, title: string): Promise<string> {
  const { person, unit } = world.city.ids
  return transferDesk(world).plan(
    [{ kind: 'move', person: { id: person.stranger }, unit: { id: unit.longevity }, title: '主事' }],
    '2027-04-01',
    title,
  )
}

async function rehearsed(world: World, title: string): Promise<{ planId: string; rehearsalId: string }> {
  const planId = await draft(world, title)
  const { rehearsal } = await transferDesk(world).rehearse(planId)
  return { planId, rehearsalId: rehearsal?.rehearsalId ?? '' }
}

const page = { page: 1, size: 50 }

export const transferExamples: Examples = {
  'organisation.transfers': { as: 'officer', input: () => page },
  'organisation.transfer': {
    as: 'officer',
    input: async (world) => ({ planId: await draft(world, '見る案') }),
    refusedFor: 'applicant',
  },
  'organisation.transfer-changes': {
    as: 'officer',
    input: async (world) => ({ planId: await draft(world, '行を見る案'), show: 'all', q: '加納', ...page }),
    refusedFor: 'applicant',
  },
  'organisation.save-transfer': {
    as: 'officer',
    input: async (world) => ({
      planId: await draft(world, '直す案'),
      title: '直した案',
      effectiveOn: '2027-04-01',
    }),
    refusedFor: 'applicant',
  },
  'organisation.add-transfer-changes': {
    as: 'officer',
    input: async (world) => ({
      planId: await draft(world, '加える案'),
      changes: [{ kind: 'retire', person: { id: world.city.ids.person.orphan }, reason: '退職' }],
    }),
    refusedFor: 'applicant',
  },
  'organisation.take-transfer-changes': {
    as: 'officer',
    input: async (world) => ({ planId: await draft(world, '選ぶ案'), taken: false, which: { all: 'all' } }),
    refusedFor: 'applicant',
  },
  'organisation.discard-transfer': {
    as: 'officer',
    input: async (world) => ({ planId: await draft(world, '消す案') }),
    refusedFor: 'applicant',
  },
  'organisation.rehearse-transfer': {
    as: 'officer',
    input: async (world) => ({ planId: await draft(world, '予行する案') }),
    refusedFor: 'applicant',
  },
  'organisation.transfer-findings': {
    as: 'officer',
    input: async (world) => ({
      planId: (await rehearsed(world, '結果を見る案')).planId,
      tab: 'offices',
      q: '',
      ...page,
    }),
    refusedFor: 'applicant',
  },
  'organisation.transfer-sheet': {
    as: 'officer',
    input: async (world) => ({
      planId: (await rehearsed(world, '表で受け取る案')).planId,
      tab: 'units',
      q: '',
    }),
    refusedFor: 'applicant',
  },
  'organisation.confirm-transfer': {
    as: 'officer',
    input: (world) => rehearsed(world, '確定する案'),
    refusedFor: 'applicant',
  },
  'organisation.undo-transfer': {
    as: 'officer',
    input: async (world) => {
      const { planId } = await rehearsed(world, '取り消す案')
      await transferDesk(world).confirm(planId)
      return { planId }
    },
    refusedFor: 'applicant',
  },
  'organisation.transfer-effects': {
    as: 'officer',
    input: async (world) => ({ planId: await draft(world, '結果の案'), ...page }),
    refusedFor: 'applicant',
  },
}
