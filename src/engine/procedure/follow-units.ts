import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import { addEvent } from './case.ts'
import { openStates } from './states.ts'

/**
 * Cases that are not over, and permissions that still hold, go with the unit they were filed from. The number they
 * have stays, and so does the seat that decides: that is found anew when cases are routed. Three queries, and the
 * history of each case.
 */
export async function casesFollowUnits(
  act: Act,
  heirs: ReadonlyMap<string, string>,
  note: (from: string, to: string) => string,
): Promise<number> {
  const from = [...heirs.keys()]
  if (from.length === 0) return 0
  const rows = await act.tx
    .selectFrom('application')
    .selectAll()
    .where('unit_id', 'in', from)
    .where('state', 'in', [...openStates])
    .orderBy('application_id')
    .forUpdate()
    .execute()
  if (rows.length === 0) return 0
  const bodies = await act.tx
    .selectFrom('unit_at')
    .select(['id', 'body_id'])
    .where('id', 'in', [...heirs.values()])
    .where('valid_from', '<=', act.today)
    .orderBy('valid_from')
    .execute()
  const bodyOf = new Map(bodies.map((row) => [row.id, row.body_id]))
  await act.recorder.saveAll(
    'application',
    rows.map((row) => {
      const unitId = heirs.get(row.unit_id) ?? row.unit_id
      return {
        ...row,
        unit_id: unitId,
        filed_unit_id: row.filed_at === null ? null : (row.filed_unit_id ?? row.unit_id),
        body_id: bodyOf.get(unitId) ?? row.body_id,
        version: row.version + 1,
      }
    }),
  )
  for (const { application_id: applicationId, unit_id: unitId } of rows) {
    const text = note(unitId, heirs.get(unitId) ?? unitId)
    await addEvent(act, { applicationId }, { act: '組織改正', actorId: null, note: text })
  }
  return rows.length
}

/** Cases of the units that are not over. One query. */
export async function openCasesOfUnits(tx: Tx, unitIds: readonly string[]): Promise<number> {
  if (unitIds.length === 0) return 0
  const { count } = await tx
    .selectFrom('application')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('unit_id', 'in', [...unitIds])
    .where('state', 'in', [...openStates])
    .executeTakeFirstOrThrow()
  return count
}
