import { registerExport, registerSave } from '#engine/register/contract.ts'
import type { City, World } from '#test/world.ts'
import type { Examples } from './examples.ts'

const values = {
  name: '認定審査会の資料',
  business: '要介護認定',
  kind: 'paper',
  confidentiality: '2',
  integrity: '1',
  availability: '1',
  network: 'none',
  personal_count: 20,
}
const conditions = ({ city }: World) => ({
  register: 'asset',
  search: '調査',
  filters: { confidentiality: { any: ['3'] }, personal_count: { from: 1, to: 100 } },
  units: [city.ids.unit.longevity],
  state: 'current',
  sort: 'number',
  direction: 'asc',
})
const newAsset = (city: City) =>
  city.run('manager', registerSave, { register: 'asset', unitId: city.ids.unit.longevity, values })

export const registerExamples: Examples = {
  'register.kinds': { as: 'applicant', input: () => ({}) },
  'register.list': {
    as: 'applicant',
    input: (world) => ({ ...conditions(world), page: 1, size: 50 }),
    refusedFor: 'stranger',
  },
  'register.entry': {
    as: 'applicant',
    input: ({ city }) => ({ register: 'asset', entryId: city.assets.survey }),
    refusedFor: 'stranger',
  },
  'register.save': {
    as: 'manager',
    input: async ({ city }) => ({
      register: 'asset',
      entryId: (await newAsset(city)).entryId,
      expectedVersion: 1,
      unitId: city.ids.unit.longevity,
      values: { name: '認定審査会の議事録', place: '書庫2', personal_count: 21 },
      why: '名称の訂正',
    }),
    refusedFor: 'strangerManager',
  },
  'register.close': {
    as: 'manager',
    input: async ({ city }) => ({
      register: 'asset',
      entryId: (await newAsset(city)).entryId,
      expectedVersion: 1,
      why: '廃棄した',
    }),
    refusedFor: 'strangerManager',
  },
  'register.export': {
    as: 'applicant',
    input: (world) => ({ ...conditions(world), format: 'csv', encoding: 'utf-8', unwritable: 'refuse' }),
    refusedFor: 'stranger',
  },
  'register.import': {
    as: 'manager',
    input: async ({ city }) => {
      const units = [city.ids.unit.longevity]
      const file = await city.run('manager', registerExport, { register: 'asset', format: 'csv', units })
      const content = Buffer.from(file.body).toString('base64')
      return { register: 'asset', fileName: '台帳.csv', content, dryRun: false }
    },
    refusedFor: 'applicant',
  },
}
