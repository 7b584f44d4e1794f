import { registerSave } from '#engine/register/contract.ts'
import type { City } from '#test/world.ts'
import type { Examples } from './examples.ts'

/** A controlled area in the basement of 長寿支援課: something to be found. */
const inTheBasement = (city: City) =>
  city.run('manager', registerSave, {
    register: 'area',
    unitId: city.ids.unit.longevity,
    values: { name: '地下の書庫', building: '本庁舎', floor: -1 },
  })

/** 点検: what is verified by machine over the lines of the registers. */
export const checkExamples: Examples = {
  'check.list': { as: 'manager', input: () => ({}) },
  'check.show': {
    as: 'manager',
    input: async ({ city }) => {
      await inTheBasement(city)
      return {
        check: 'area-low-floor',
        unitId: city.ids.unit.longevity,
        state: 'open',
        page: 1,
        size: 50,
      }
    },
    refusedFor: 'stranger',
  },
  'check.export': {
    as: 'manager',
    input: async ({ city }) => {
      await inTheBasement(city)
      return { check: 'area-low-floor', unitId: city.ids.unit.longevity }
    },
    refusedFor: 'stranger',
  },
  'check.ask': { as: 'manager', input: () => ({ check: 'area-low-floor' }), refusedFor: 'stranger' },
  'check.set': {
    as: 'officer',
    input: () => ({ check: 'area-not-inspected', parameter: 'days', value: 180, why: '半年ごととするため' }),
  },
  'check.run-part': { as: 'system', input: () => ({ check: 'area-low-floor', by: 'daily' }) },
}
