import { writeEntry } from '#engine/register/engine.ts'
import { registerSave } from '#engine/register/contract.ts'
import type { City, Who } from '#test/world.ts'
import { areaPermitBook } from '../../permits/book.ts'

/** A server room of 長寿支援課, and permissions to enter it as a grant writes them. */
export async function doorOf(city: City, name = 'サーバ室') {
  const { entryId: areaId } = await city.run('manager', registerSave, {
    register: 'area',
    unitId: city.ids.unit.longevity,
    values: { name, building: '本庁舎', floor: 4 },
  })
  const permit = (values: Readonly<Record<string, string>>) =>
    city.perform(async (act) => {
      const line = await writeEntry(act, areaPermitBook, {
        by: 'event',
        why: '許可により',
        source: { kind: 'test', id: areaId },
        unitId: city.ids.unit.longevity,
        values: { number: '長寿第1号', area: areaId, from: '2026-04-01', to: '2027-03-31', ...values },
      })
      act.recorder.describe({ act: '許可', subject: { kind: 'test', id: line.entryId } })
    })
  return {
    areaId,
    permitStaff: (who: Who, values: Readonly<Record<string, string>> = {}) =>
      permit({ kind: 'staff', person: city.ids.person[who], ...values }),
    permitVendor: (company: string, names: string, values: Readonly<Record<string, string>> = {}) =>
      permit({ kind: 'vendor', company, names, ...values }),
  }
}
