import { publishOwnProcedure, saveOwnProcedure } from '#engine/own-procedure/contract.ts'
import { ownExample } from '#engine/own-procedure/own-example.ts'
import type { City } from '#test/world.ts'
import type { Examples } from './examples.ts'

const drafted = (city: City) => city.run('officer', saveOwnProcedure, { version: 0, declaration: ownExample })

/** Procedures the city designs itself. */
export const ownProcedureExamples: Examples = {
  'own-procedure.list': { as: 'officer', input: () => ({}) },
  'own-procedure.show': {
    as: 'officer',
    input: async ({ city }) => ({ key: (await drafted(city)).key }),
    refusedFor: 'stranger',
  },
  'own-procedure.save': {
    as: 'officer',
    input: async ({ city }) => {
      const { key, version } = await drafted(city)
      return { key, version, declaration: { ...ownExample, name: '機材の庁外利用' } }
    },
    refusedFor: 'stranger',
  },
  'own-procedure.try': {
    as: 'officer',
    input: ({ city }) => ({
      declaration: ownExample,
      applicantId: city.ids.person.applicant,
      form: { f1: '映写機', f2: 'c1', f4: '2026-11-25', f5: '2026-11-26' },
    }),
    refusedFor: 'stranger',
  },
  'own-procedure.publish': {
    as: 'officer',
    input: async ({ city }) => {
      const { key, version } = await drafted(city)
      return { key, version }
    },
    refusedFor: 'stranger',
  },
  'own-procedure.discard': {
    as: 'officer',
    input: async ({ city }) => {
      const { key, version } = await drafted(city)
      return { key, version }
    },
    refusedFor: 'stranger',
  },
  'own-procedure.retire': {
    as: 'officer',
    input: async ({ city }) => {
      const { key, version } = await drafted(city)
      await city.run('officer', publishOwnProcedure, { key, version })
      return { key }
    },
    refusedFor: 'stranger',
  },
}
