import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import type { RegisterDefinition } from './definition.ts'
import { withOwnColumns } from './own-columns.ts'
import { applyChanges, lockEntries } from './store.ts'

/** Lines changed at a time: their values are held in memory. */
const AT_ONCE = 1000

/**
 * Lines that are kept go with the unit that keeps them, and so do those that name it in a column; each gets a further
 * version that says why, so that its history still tells whose it was. Two queries a register, and the writes.
 */
export async function entriesFollowUnits(
  act: Act,
  definitions: readonly RegisterDefinition[],
  heirs: ReadonlyMap<string, string>,
  why: string,
): Promise<number> {
  let moved = 0
  const from = [...heirs.keys()]
  for (const declared of definitions) {
    const definition = await withOwnColumns(act.tx, declared)
    const ids = await entriesOf(act.tx, definition, from)
    const pointing = definition.columns.filter((column) => column.type === 'unit').map((column) => column.key)
    for (let start = 0; start < ids.length; start += AT_ONCE) {
      const entries = await lockEntries(act.tx, definition, ids.slice(start, start + AT_ONCE))
      const changes = [...entries.values()].map((current) => {
        const values = { ...current.values }
        for (const key of pointing) {
          const value = values[key]
          if (typeof value === 'string') values[key] = heirs.get(value) ?? value
        }
        return { current, values, unitId: heirs.get(current.unitId) ?? current.unitId, state: current.state }
      })
      const source = { kind: 'organisation', id: act.tenantId }
      moved += (await applyChanges(act, definition, { origin: 'event', why, source }, changes)).length
    }
  }
  return moved
}

/** Lines in force that the units keep, by name of the register. One query a register. */
export async function entriesOfUnits(
  tx: Tx,
  definitions: readonly RegisterDefinition[],
  unitIds: readonly string[],
): Promise<{ label: string; count: number }[]> {
  const found: { label: string; count: number }[] = []
  for (const definition of definitions) {
    const { length: count } = await entriesOf(tx, definition, unitIds)
    if (count > 0) found.push({ label: definition.name, count })
  }
  return found
}

async function entriesOf(
  tx: Tx,
  definition: RegisterDefinition,
  unitIds: readonly string[],
): Promise<string[]> {
  if (unitIds.length === 0) return []
  const ids = [...unitIds]
  const pointing = definition.columns
    .filter((column) => column.type === 'unit')
    .map((column) => sql` or values ->> ${column.key} = any(${ids}::text[])`)
  const { rows } = await sql<{ entry_id: string }>`
    select entry_id from register_entry
     where register = ${definition.key} and state = 'current'
       and (unit_id = any(${ids}::uuid[])${sql.join(pointing, sql``)})
     order by entry_id`.execute(tx)
  return rows.map((row) => row.entry_id)
}
