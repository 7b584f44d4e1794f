import { gatesOf, passGate } from '#engine/register-gate/contract.ts'
import { registerSave } from '#engine/register/contract.ts'
import { keepFile } from '#ground/files/service.ts'
import { idsOf } from '#rooms/6-technical/accounts/testing/ids-city.ts'
import type { World } from '#test/world.ts'
import type { Examples } from './examples.ts'

async function change(world: World): Promise<string> {
  const { city } = world
  const saved = await city.run('leader', registerSave, {
    register: 'work-record',
    unitId: city.ids.unit.longevity,
    values: {
      title: '月次の更新',
      system: await idsOf(world, city).system('窓口システム', 'longevity'),
      kind: 'patch',
      done_on: '2026-11-20',
      workers: [city.ids.person.leader, city.ids.person.second],
      content: '更新を当てた。',
      result: '正常に動いている。',
    },
  })
  return saved.entryId
}

async function fault(world: World): Promise<string> {
  const { city } = world
  const saved = await city.run('leader', registerSave, {
    register: 'fault',
    unitId: city.ids.unit.longevity,
    values: {
      title: '印刷が止まる',
      system: await idsOf(world, city).system('窓口システム', 'longevity'),
      found_on: '2026-11-20',
      symptom: '証明書の印刷で画面が止まった。',
      cause_kind: 'software',
    },
  })
  return saved.entryId
}

async function development(world: World, passed: boolean): Promise<{ entryId: string; version: number }> {
  const { city } = world
  const saved = await city.run('leader', registerSave, {
    register: 'development',
    unitId: city.ids.unit.longevity,
    values: {
      name: '窓口システムの導入',
      system: await idsOf(world, city).system('窓口システム', 'longevity'),
      kind: 'introduction',
      requirements: '通信の暗号化',
    },
  })
  if (!passed) return saved
  const fileId = await upload(world)
  const line = { register: 'development', entryId: saved.entryId, expectedVersion: saved.version }
  return city.run('leader', passGate, { ...line, gate: 'specification', on: '2026-11-20', fileId })
}

const upload = async ({ city }: World): Promise<string> => {
  const bytes = new TextEncoder().encode('仕様書の要件')
  return (await city.run('leader', keepFile, { bytes, name: '仕様書.txt' })).fileId
}

export const gateExamples: Examples = {
  'register.similar': {
    as: 'colleague',
    input: async (world) => ({ register: 'fault', entryId: await fault(world) }),
    refusedFor: 'stranger',
  },
  'confirmation.show': {
    as: 'second',
    input: async (world) => ({ register: 'work-record', entryId: await change(world) }),
    refusedFor: 'stranger',
  },
  'confirmation.give': {
    as: 'second',
    input: async (world) => ({
      register: 'work-record',
      entryId: await change(world),
      expectedVersion: 1,
      outcome: 'confirmed',
      note: '手順どおりに行った。',
    }),
    refusedFor: 'stranger',
  },
  'gate.show': {
    as: 'colleague',
    input: async (world) => ({ register: 'development', entryId: (await development(world, false)).entryId }),
    refusedFor: 'stranger',
  },
  'gate.pass': {
    as: 'leader',
    input: async (world) => ({
      register: 'development',
      entryId: (await development(world, false)).entryId,
      expectedVersion: 1,
      gate: 'specification',
      on: '2026-11-20',
      note: '情報政策課と確かめた。',
      fileId: await upload(world),
    }),
    refusedFor: 'strangerManager',
  },
  'gate.take-back': {
    as: 'leader',
    input: async (world) => {
      const { entryId, version } = await development(world, true)
      return { register: 'development', entryId, expectedVersion: version, why: '要件の漏れ' }
    },
    refusedFor: 'strangerManager',
  },
  'gate.file': {
    as: 'colleague',
    input: async (world) => {
      const { entryId } = await development(world, true)
      const { gates } = await world.city.run('leader', gatesOf, { register: 'development', entryId })
      return { register: 'development', entryId, passId: gates[0]?.passed?.passId ?? '' }
    },
    refusedFor: 'stranger',
  },
}
