import { keepFile } from '#ground/files/service.ts'
import { appoint, saveAbsence } from '#rooms/1-organisation/contract-commands.ts'
import type { World } from '#test/world.ts'
import type { Examples } from './examples.ts'

const everybody = '組織と役割は、職員の全員が見るもの'
const today = '2026-11-24'

async function unitsFile({ city }: World, code: string): Promise<string> {
  const text = `組織コード,組織名,種別,上位組織コード\n${code},第${code}課,課,welfare\n`
  const input = { bytes: Buffer.from(text), name: '組織.csv' }
  return (await city.run('officer', keepFile, input)).fileId
}

export const organisationExamples: Examples = {
  'organisation.chart': {
    as: 'applicant',
    input: ({ city }) => ({ unitId: city.ids.unit.welfare, on: today, page: 1, size: 20 }),
    everybody,
  },
  'organisation.map': { as: 'applicant', input: () => ({ on: today }), everybody },
  'organisation.units': {
    as: 'applicant',
    input: () => ({ q: '課', on: today, kind: '課', page: 1, size: 50 }),
  },
  'organisation.people': {
    as: 'applicant',
    input: ({ city }) => ({ q: '', unitId: city.ids.unit.longevity, on: today, page: 1, size: 50 }),
    everybody,
  },
  'organisation.person': {
    as: 'applicant',
    input: ({ city }) => ({ personId: city.ids.person.manager }),
    everybody,
  },
  'organisation.my-standing': { as: 'manager', input: () => ({}) },
  'organisation.offices': {
    as: 'applicant',
    input: ({ city }) => ({ unitId: city.ids.unit.longevity, office: 'sec-manager', page: 1, size: 50 }),
    everybody,
  },
  'organisation.posts': {
    as: 'applicant',
    input: ({ city }) => ({ unitId: city.ids.unit.longevity, on: today, page: 1, size: 50 }),
    everybody,
  },
  'organisation.save-absence': {
    as: 'colleague',
    input: ({ city }) => ({
      personId: city.ids.person.colleague,
      from: '2026-12-21',
      to: '2026-12-23',
      reason: '研修',
    }),
    refusedFor: 'applicant',
  },
  'organisation.end-absence': {
    as: 'colleague',
    input: async ({ city }) => ({
      id: (await city.run('colleague', saveAbsence, { from: '2027-01-12', to: '2027-01-20', reason: '出張' }))
        .id,
      backOn: '2027-01-15',
    }),
    refusedFor: 'applicant',
  },
  'organisation.appoint': {
    as: 'officer',
    input: ({ city }) => ({
      personId: city.ids.person.strangerManager,
      postId: city.ids.vacantPost,
      kind: '兼務',
      from: '2027-01-05',
      to: null,
    }),
  },
  'organisation.end-appointment': {
    as: 'officer',
    input: async ({ city }) => {
      const { id } = await city.run('officer', appoint, {
        personId: city.ids.person.director,
        postId: city.ids.vacantPost,
        kind: '兼務',
        from: '2027-01-05',
      })
      return { id, to: '2027-03-31' }
    },
  },
  'organisation.save-deputies': {
    as: 'officer',
    input: ({ city }) => ({
      postId: city.ids.post.strangerManager,
      deputyPostIds: [city.ids.post.stranger],
      basis: '事務決裁規程',
      from: '2027-04-01',
    }),
  },
  'organisation.save-office-rule': {
    as: 'officer',
    input: ({ city }) => ({
      office: 'audit-head',
      word: '監査統括責任者',
      rule: { by: 'person', personId: city.ids.person.auditor, unitId: city.ids.unit.audit },
      scope: 'city',
      eid: null,
      from: '2027-04-01',
      replace: true,
    }),
  },
  'organisation.preview-import': {
    as: 'officer',
    input: async (world) => ({ fileId: await unitsFile(world, 'x1'), kind: 'units', on: '2027-04-01' }),
  },
  'organisation.import': {
    as: 'officer',
    input: async (world) => ({
      fileId: await unitsFile(world, 'x2'),
      kind: 'units',
      on: '2027-04-01',
      takeRightRows: false,
    }),
  },
}
