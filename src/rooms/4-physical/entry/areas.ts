import { holds, readScopeOf, reachOf } from '#engine/register/access.ts'
import type { Scope } from '#engine/register/list.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { isId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import type { EntryPorts } from './ports.ts'

/** A controlled area with a door that is kept. */
export type Area = {
  readonly areaId: string
  readonly unitId: string
  readonly name: string
  readonly building: string
}

export type Doors = {
  /** The areas whose log the actor reads, and those whose door he keeps: his own section's. */
  readonly readable: readonly Area[]
  readonly kept: readonly Area[]
}

/** The areas of the city as the actor meets them. Two queries beside those of his standings. */
export async function doorsOf(act: Act, { organisation }: EntryPorts): Promise<Doors> {
  const reach = await reachOf(act, organisation)
  const rows = await act.tx
    .selectFrom('register_entry')
    .select(['entry_id', 'unit_id', 'label', 'values'])
    .where('register', '=', 'area')
    .where('state', '=', 'current')
    .orderBy('number')
    .limit(1_000)
    .execute()
  const areas = rows.map((row): Area => ({
    areaId: row.entry_id,
    unitId: row.unit_id,
    name: row.label,
    building: typeof row.values['building'] === 'string' ? row.values['building'] : '',
  }))
  const read = readScopeOf(reach, 'own-unit-and-policy-office')
  const keeps: Scope = act.actor.kind === 'person' ? reach.own : read
  return {
    readable: areas.filter((area) => holds(read, area.unitId)),
    kept: areas.filter((area) => holds(keeps, area.unitId)),
  }
}

/** One of the areas. @throws Refusal 'not-found', the same for one that is not there and one of others. */
export function requireArea(areas: readonly Area[], areaId: string): Area {
  const found = isId(areaId) ? areas.find((area) => area.areaId === areaId.toLowerCase()) : undefined
  return (
    found ??
    refuse(
      'not-found',
      'その管理区域は見つからないか、あなたの課のものではありません。一覧から選び直してください。',
      {
        problems: [{ at: 'areaId', message: '管理区域を選び直してください。' }],
      },
    )
  )
}
