import { keepFile } from '#ground/files/service.ts'
import { saveDirectory } from '#rooms/1-organisation/hr/contract-directory.ts'
import { compareStaff } from '#rooms/1-organisation/hr/contract.ts'
import type { World } from '#test/world.ts'
import type { Examples } from './examples.ts'

const directory = {
  address: 'ldaps://localhost:9',
  authorityPem: null,
  bindDn: 'cn=reader,dc=shiken',
  password: 'yomitori-no-aikotoba',
  base: 'dc=shiken',
  filter: '(objectClass=person)',
  attributes: { number: 'employeeNumber', family: 'sn', unitName: 'ou', title: 'title' },
  whole: true,
}

const mapping = {
  kind: 'all' as const,
  columns: { number: '職員番号', name: '氏名', unitCode: '所属コード', title: '職名' } as const,
  words: {},
}

async function staffFile({ city }: Pick<World, 'city'>): Promise<string> {
  const text = '職員番号,氏名,所属コード,職名\n00001,田辺 彩,civil,主事\n77777,新任 太郎,civil,主事\n'
  return (await city.run('officer', keepFile, { bytes: Buffer.from(text), name: '人事.csv' })).fileId
}

/** A small file compared with the city: one moves, one comes, the others are missing. */
export async function comparedFile(world: Pick<World, 'city'>): Promise<string> {
  const source = { from: 'file' as const, fileId: await staffFile(world), mapping }
  return (await world.city.run('officer', compareStaff, { source, on: '2027-04-01' })).comparisonId
}

export const hrExamples: Examples = {
  'organisation.read-staff-file': {
    as: 'officer',
    input: async (world) => ({ fileId: await staffFile(world), kind: 'all', mapping }),
    refusedFor: 'applicant',
  },
  'organisation.compare-staff': {
    as: 'officer',
    input: async (world) => ({
      source: { from: 'file', fileId: await staffFile(world), mapping, coversSides: false },
      on: '2027-04-01',
    }),
    refusedFor: 'applicant',
  },
  'organisation.staff-comparison': {
    as: 'officer',
    input: async (world) => ({
      comparisonId: await comparedFile(world),
      kind: 'move',
      q: '田辺',
      page: 1,
      size: 50,
    }),
    refusedFor: 'applicant',
  },
  'organisation.staff-comparisons': {
    as: 'officer',
    input: async (world) => {
      await comparedFile(world)
      return { page: 1, size: 20 }
    },
    refusedFor: 'applicant',
  },
  'organisation.choose-differences': {
    as: 'officer',
    input: async (world) => ({
      comparisonId: await comparedFile(world),
      chosen: false,
      which: { places: [0] },
    }),
    refusedFor: 'applicant',
  },
  'organisation.take-differences': {
    as: 'officer',
    input: async (world) => ({
      comparisonId: await comparedFile(world),
      plan: { title: '令和9年4月1日付け人事異動' },
    }),
    refusedFor: 'applicant',
  },
  'organisation.directory': { as: 'officer', input: () => ({}), refusedFor: 'applicant' },
  'organisation.save-directory': { as: 'officer', input: () => directory, refusedFor: 'applicant' },
  'organisation.test-directory': {
    as: 'officer',
    input: async ({ city }) => {
      await city.run('officer', saveDirectory, directory)
      return {}
    },
    refusedFor: 'applicant',
  },
}
