import { computeSigns } from '#rooms/9-evaluation/signs/contract.ts'
import type { City } from '#test/world.ts'
import type { Examples } from './examples.ts'

/** A case granted as soon as it was filed, looked for in its month. */
async function somethingFound(city: City): Promise<void> {
  const caseId = await city.file()
  await city.decide('manager', caseId)
  await city.run({ kind: 'system', job: 'test' }, computeSigns, { span: 'month', startsOn: '2026-11-01' })
}

/** 兆候: what auditors look for in decisions. */
export const signExamples: Examples = {
  'sign.list': {
    as: 'auditor',
    input: async ({ city }) => {
      await somethingFound(city)
      return { period: '2026Q3' }
    },
  },
  'sign.show': {
    as: 'auditor',
    input: async ({ city }) => {
      await somethingFound(city)
      return {
        sign: 'quick-decision',
        period: '2026Q3',
        unitId: city.ids.unit.longevity,
        page: 1,
        size: 50,
      }
    },
  },
  'sign.export': {
    as: 'auditor',
    input: async ({ city }) => {
      await somethingFound(city)
      return {
        sign: 'quick-decision',
        period: '2026Q3',
        unitId: city.ids.unit.longevity,
        format: 'csv' as const,
      }
    },
  },
  'sign.set': {
    as: 'auditor',
    input: () => ({ sign: 'quick-decision', parameter: 'seconds', value: 20, why: '短い申請が多いため' }),
  },
  'sign.ask': { as: 'auditor', input: () => ({}) },
  'sign.compute-part': { as: 'system', input: () => ({ span: 'month', startsOn: '2026-11-01' }) },
}
