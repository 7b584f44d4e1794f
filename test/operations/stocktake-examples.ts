import { noteSurplus, stocktakeSheet } from '#engine/stocktake/contract-sheet.ts'
import { countingOf } from '#engine/stocktake/testing/counting.ts'
import type { World } from '#test/world.ts'
import type { Examples } from './examples.ts'

/** The one running stock-take of the assets, with the sheet of 長寿支援課. */
async function aSheet(world: World): Promise<{ stocktakeId: string; unitId: string }> {
  const unitId = world.city.ids.unit.longevity
  const running = await world.db.readTenant(world.city.tenantId, (tx) =>
    tx.selectFrom('stocktake').select('stocktake_id').where('state', '<>', 'closed').executeTakeFirst(),
  )
  const counting = countingOf(world)
  if (running !== undefined) {
    await counting.work()
    return { stocktakeId: running.stocktake_id, unitId }
  }
  return { stocktakeId: await counting.open(), unitId }
}

const aLine = async (world: World): Promise<string> => {
  const at = await aSheet(world)
  const { lines } = await world.city.run('applicant', stocktakeSheet, at)
  return lines[0]?.entryId ?? ''
}

/** 棚卸: the register held against the things themselves. */
export const stocktakeExamples: Examples = {
  'stocktake.overview': {
    as: 'applicant',
    input: () => ({ register: 'asset', page: 1, size: 20 }),
  },
  'stocktake.open': {
    as: 'officer',
    input: ({ city }) => ({
      register: 'asset',
      title: '棚卸',
      asOf: '2026-11-24',
      dueOn: '2026-12-20',
      unitIds: [city.ids.unit.longevity],
      filters: { kind: ['paper'] },
    }),
    refusedFor: 'applicant',
  },
  'stocktake.prepare': {
    as: 'system',
    input: async (world) => ({ stocktakeId: (await aSheet(world)).stocktakeId }),
    refusedFor: 'officer',
  },
  'stocktake.progress': {
    as: 'officer',
    input: async (world) => ({
      stocktakeId: (await aSheet(world)).stocktakeId,
      only: 'all',
      parentId: world.city.ids.unit.welfare,
      search: '長寿',
      page: 1,
      size: 50,
    }),
    everybody: '見える範囲の課だけを数えるため、だれが聞いても答えがある',
  },
  'stocktake.differences': {
    as: 'officer',
    input: async (world) => ({
      stocktakeId: (await aSheet(world)).stocktakeId,
      kind: 'new',
      page: 1,
      size: 50,
    }),
    everybody: '見える範囲の行だけを出すため、だれが聞いても答えがある',
  },
  'stocktake.sheet': {
    as: 'applicant',
    input: async (world) => ({ ...(await aSheet(world)), only: 'all', search: '調査', page: 1, size: 50 }),
    refusedFor: 'stranger',
  },
  'stocktake.count': {
    as: 'applicant',
    input: async (world) => ({
      ...(await aSheet(world)),
      answers: [{ entryId: await aLine(world), outcome: 'elsewhere', note: '書庫にあった' }],
    }),
    refusedFor: 'stranger',
  },
  'stocktake.scan': {
    as: 'applicant',
    input: async (world) => ({
      ...(await aSheet(world)),
      scans: [{ mark: 'desk-1', number: 'A-00001' }],
    }),
    refusedFor: 'stranger',
  },
  'stocktake.count-file': {
    as: 'applicant',
    input: async (world) => ({
      ...(await aSheet(world)),
      fileName: '番号.csv',
      content: Buffer.from('管理番号\r\nA-00002\r\n').toString('base64'),
    }),
    refusedFor: 'stranger',
  },
  'stocktake.note-surplus': {
    as: 'applicant',
    input: async (world) => ({
      ...(await aSheet(world)),
      label: '古い調査票の箱',
      number: 'X-1',
      note: '書庫の奥',
    }),
    refusedFor: 'stranger',
  },
  'stocktake.settle-surplus': {
    as: 'applicant',
    input: async (world) => {
      const at = await aSheet(world)
      const { surplusId } = await world.city.run('applicant', noteSurplus, { ...at, label: '別の箱' })
      return { surplusId, how: { as: 'dropped', reason: 'ほかの市の物だったため' } }
    },
    refusedFor: 'stranger',
  },
  'stocktake.sign': {
    as: 'manager',
    input: async (world) => {
      const at = await aSheet(world)
      await countingOf(world).countAll(at.stocktakeId)
      return { ...at, reason: 'ほかに数える人がいないため' }
    },
    refusedFor: 'strangerManager',
  },
  'stocktake.close': {
    as: 'officer',
    input: async (world) => ({
      stocktakeId: (await aSheet(world)).stocktakeId,
      reason: '年度の終わりのため',
    }),
    refusedFor: 'manager',
  },
  'stocktake.paper': {
    as: 'applicant',
    input: async (world) => ({ ...(await aSheet(world)), what: 'result' }),
    refusedFor: 'stranger',
  },
  'whereabouts.map': {
    as: 'applicant',
    input: () => ({ find: 'A-00001' }),
  },
  'search.all': {
    as: 'applicant',
    input: () => ({ query: '要介護', size: 5 }),
  },
  'register.labels': {
    as: 'applicant',
    input: ({ city }) => ({
      register: 'asset',
      entryIds: [city.assets.survey, city.assets.leaflet],
      sheet: '24',
      code: 'bars',
      skip: 2,
      owner: '試験市',
    }),
    refusedFor: 'stranger',
  },
}
