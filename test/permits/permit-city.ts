import type { Values } from '#engine/register/definition.ts'
import { writeEntry } from '#engine/register/engine.ts'
import { newId } from '#ground/ids/ids.ts'
import type { City, UnitName } from '#test/world.ts'
import { mechanisms, procedures, registers } from '../../src/mechanisms.ts'

/** Binds the first clause of every procedure to a confirmed norm of the city's text, but for those left out. */
export async function bindEveryProcedure(city: City, leftOut: readonly string[] = []): Promise<void> {
  await city.perform(async (act) => {
    const clause = await act.tx
      .selectFrom('binding')
      .selectAll()
      .where('mechanism', '=', 'procedure:carry-out')
      .where('slot', '=', 'permit')
      .executeTakeFirstOrThrow()
    const keys = procedures.map((each) => `procedure:${each.key}`)
    await act.recorder.saveAll(
      'binding',
      mechanisms
        .filter(({ key }) => keys.includes(key) && key !== clause.mechanism && !leftOut.includes(key))
        .map(({ key, slots }) => ({
          ...clause,
          binding_id: newId(),
          mechanism: key,
          slot: slots[0]?.slot ?? '',
        })),
    )
    act.recorder.describe({ act: '対応付け', subject: { kind: 'binding', id: clause.binding_id } })
  })
}

/** A line of a register in a unit, with whatever it must have. */
export function addLine(city: City, key: string, unit: UnitName, values: Values): Promise<string> {
  const register = registers.find((each) => each.key === key)
  if (register === undefined) throw new Error(`no register ${key}`)
  return city.perform(async (act) => {
    const entry = await writeEntry(act, register, {
      by: 'event',
      why: '試験の登録',
      source: { kind: 'test', id: newId() },
      unitId: city.ids.unit[unit],
      values,
    })
    act.recorder.describe({ act: '台帳の登録', subject: { kind: 'entry', id: entry.entryId } })
    return entry.entryId
  })
}
