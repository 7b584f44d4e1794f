import type { Act } from '#ground/operation/act.ts'
import type { Column, RegisterDefinition, Values } from './definition.ts'
import { withOwnColumns } from './own-columns.ts'
import { columnSchema, type RawValues } from './schema.ts'
import { applyChanges, lockEntries, type Change, type EventSource } from './store.ts'

export type Revision = { readonly entryId: string; readonly patch: RawValues }

/** Lines changed at a time: their values are held in memory. */
const atOnce = 1_000

/**
 * Writes columns that only events write (`byEvents`) into many lines in one act, and returns how many changed. A line
 * gets one version when something really changes and none otherwise; closed and unknown lines are left alone; `null`
 * empties a column. Only the columns named are checked: what else a line says is not this act's. The ledger entry is
 * the act's own, so the caller describes it.
 * @throws TypeError for a column that is not `byEvents`, ZodError for a value the column does not take, Refusal
 * 'invalid' for what points to nothing.
 */
export async function reviseMany(
  act: Act,
  declared: RegisterDefinition,
  revisions: readonly Revision[],
  writing: { readonly why: string; readonly source?: EventSource },
): Promise<number> {
  const definition = await withOwnColumns(act.tx, declared)
  const columns = new Map(definition.columns.map((column) => [column.key, column]))
  const patches = new Map<string, RawValues>()
  for (const { entryId, patch } of revisions) {
    const id = entryId.toLowerCase()
    patches.set(id, { ...patches.get(id), ...patch })
  }
  const ids = [...patches.keys()].toSorted()
  let changed = 0
  for (let at = 0; at < ids.length; at += atOnce) {
    const locked = await lockEntries(act.tx, definition, ids.slice(at, at + atOnce))
    const changes = [...locked.values()]
      .filter((current) => current.state === 'current')
      .map((current): Change => {
        const values = patched(definition, columns, current.values, patches.get(current.entryId) ?? {})
        return { current, values, unitId: current.unitId, state: current.state }
      })
    changed += (await applyChanges(act, definition, { ...writing, origin: 'event' }, changes)).length
  }
  return changed
}

function patched(
  definition: RegisterDefinition,
  columns: ReadonlyMap<string, Column>,
  values: Values,
  patch: RawValues,
): Values {
  const next = new Map(Object.entries(values))
  for (const [key, raw] of Object.entries(patch)) {
    const column = columns.get(key)
    if (column?.byEvents !== true)
      throw new TypeError(`"${key}" of "${definition.key}" is not written by events`)
    if (raw === null || raw === undefined) next.delete(key)
    else next.set(key, columnSchema(column).parse(raw))
  }
  return Object.fromEntries(next)
}
