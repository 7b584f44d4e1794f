import { registerClose, registerExport, registerSave } from '#engine/register/contract.ts'
import { registerSaveColumn, registerSetRetention } from '#engine/register/contract-columns.ts'
import { registerPrintLater } from '#engine/register/contract-print.ts'
import { printJobName } from '#engine/register/print-service.ts'
import { keepFile } from '#ground/files/service.ts'
import { z } from 'zod'
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

const ownColumn = (city: City, label: string) =>
  city.run('officer', registerSaveColumn, { register: 'asset', label, type: 'text' })

/** An asset with a certificate in a column of the city's own. */
async function certified(city: City) {
  const label = '証明の写し'
  const { key } = await city.run('officer', registerSaveColumn, { register: 'asset', label, type: 'files' })
  const { fileId } = await city.run('manager', keepFile, { bytes: Buffer.from('証明'), name: '証明.txt' })
  const { entryId } = await city.run('manager', registerSave, {
    register: 'asset',
    unitId: city.ids.unit.longevity,
    values: { ...values, [key]: [fileId] },
  })
  return { register: 'asset', entryId, fileId }
}

/** An asset that was closed more than a year of keeping ago. */
async function longClosed({ city, at }: World): Promise<string> {
  await city.run('officer', registerSetRetention, { register: 'asset', years: 1, why: '試験のため' })
  at('2024-05-07T10:00:00+09:00')
  const { entryId } = await newAsset(city)
  const line = { register: 'asset', entryId, expectedVersion: 1, why: '溶解した' }
  await city.run('manager', registerClose, line)
  at('2026-11-24T10:00:00+09:00')
  return entryId
}

/** Does the work of a print that was asked for, as the worker would. */
async function printed({ db, house, city: { tenantId } }: World, jobId: string): Promise<void> {
  const jobs = await db.readTenant(tenantId, (tx) =>
    tx.selectFrom('job').select('data').where('job_id', '=', jobId).execute(),
  )
  const data = z.record(z.string(), z.unknown()).parse(jobs[0]?.data)
  const progress = async (): Promise<void> => undefined
  const result = await house.handlers.get(printJobName)?.({ tenantId, jobId, data, progress })
  await db.inTenant(tenantId, (tx) =>
    tx
      .updateTable('job')
      .set({ state: 'done', result: JSON.stringify(result) })
      .where('job_id', '=', jobId)
      .execute(),
  )
}

const everybody = '件数と欄は、職員の全員が見る。行は、見られるものだけ'

export const registerExamples: Examples = {
  'register.settings': { as: 'applicant', input: () => ({ register: 'asset' }) },
  'register.save-column': {
    as: 'officer',
    input: () => ({
      register: 'asset',
      label: '鍵の保管',
      type: 'choice',
      choices: [{ label: '金庫' }, { label: '書庫' }],
      hint: '鍵の置き場所',
      listed: true,
    }),
  },
  'register.order-columns': {
    as: 'officer',
    input: async ({ city }) => {
      const { key } = await city.run('officer', registerSaveColumn, {
        register: 'system',
        label: '順の欄',
        type: 'text',
      })
      return { register: 'system', keys: [key] }
    },
  },
  'register.retire-column': {
    as: 'officer',
    input: async ({ city }) => ({
      register: 'asset',
      key: (await ownColumn(city, '要らない欄')).key,
      why: '使わないため',
    }),
  },
  'register.set-retention': {
    as: 'officer',
    input: () => ({ register: 'carry-book', years: 7, why: '文書管理規程に合わせる' }),
  },
  'register.expired': { as: 'manager', input: () => ({ register: 'asset', page: 1, size: 50 }) },
  'register.dispose': {
    as: 'manager',
    input: async (world) => ({
      register: 'asset',
      entryIds: [await longClosed(world)],
      why: '保存年限の満了',
    }),
    refusedFor: 'strangerManager',
  },
  'register.front': { as: 'applicant', input: () => ({ register: 'asset' }), everybody },
  'register.timeline': {
    as: 'applicant',
    input: ({ city }) => ({ register: 'asset', entryId: city.assets.survey, page: 1, size: 20 }),
    refusedFor: 'stranger',
  },
  'register.print': {
    as: 'applicant',
    input: (world) => conditions(world),
    refusedFor: 'stranger',
  },
  'register.print-card': {
    as: 'applicant',
    input: ({ city }) => ({ register: 'asset', entryId: city.assets.survey }),
    refusedFor: 'stranger',
  },
  'register.print-later': {
    as: 'applicant',
    input: (world) => conditions(world),
    refusedFor: 'stranger',
  },
  'register.printed': {
    as: 'applicant',
    input: async (world) => {
      const { jobId } = await world.city.run('applicant', registerPrintLater, { register: 'asset' })
      await printed(world, jobId)
      return { jobId }
    },
    refusedFor: 'manager',
  },
  'register.file': {
    as: 'manager',
    input: ({ city }) => certified(city),
    refusedFor: 'stranger',
  },
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
