import { sql } from 'kysely'
import type { Act } from '#ground/operation/act.ts'
import type { CheckDefinition } from './definition.ts'
import { evaluate, findLines } from './evaluate.ts'
import { parametersOf } from './parameters.ts'
import { requestRun } from './request-run.ts'
import { batchSize } from './run.ts'
import { settleTasks, type SectionsPort } from './settle-tasks.ts'
import { openOf, storeFound } from './store.ts'

/** More lines than these are judged in the background. */
const mostAtOnce = 1_000

/**
 * What a change of register lines means for the checks: lines of the register itself, and lines that point at them,
 * are judged again in the same transaction; where these are many, a run of the check is queued instead.
 */
export async function recheckAfter(
  act: Act,
  checks: readonly CheckDefinition[],
  change: { readonly register: string; readonly lineIds: readonly string[] },
  ports: { readonly sectionsOn: SectionsPort },
): Promise<void> {
  for (const definition of checks) {
    const ids = await touched(act, definition, change)
    if (ids.length === 0) continue
    if (ids.length > mostAtOnce) await requestRun(act, definition.key, 'change')
    else await recheckLines(act, definition, ids, ports)
  }
}

/** The lines a check looks at that a change concerns; at most one more than are judged at once. */
async function touched(
  act: Act,
  { of, refers = [], counts = [] }: CheckDefinition,
  change: { readonly register: string; readonly lineIds: readonly string[] },
): Promise<readonly string[]> {
  if ('kind' in of) return of.key === change.register ? change.lineIds : []
  const pointing = [...refers, ...counts]
  const columns = of.columns.filter(
    (each) => pointing.includes(each.key) && each.register === change.register,
  )
  const own = of.key === change.register ? change.lineIds : []
  if (columns.length === 0 || own.length > mostAtOnce) return own
  const ids = [...change.lineIds].slice(0, mostAtOnce)
  const { rows } = await sql<{ entry_id: string }>`
    select entry_id from register_entry
     where register = ${of.key} and state = 'current' and (${sql.join(
       columns.map((column) =>
         column.slot === undefined
           ? sql`jsonb_exists_any(values -> ${column.key}, ${ids}::text[])`
           : sql`${sql.ref(column.slot)} = any(${ids}::text[])`,
       ),
       sql` or `,
     )})
     limit ${mostAtOnce + 1}`.execute(act.tx)
  return [...new Set([...own, ...rows.map((row) => row.entry_id)])]
}

/**
 * Judges some lines again at once, so that the list is right as soon as something was mended: the lines themselves,
 * and what a change elsewhere made wrong or right. A fixed number of queries for each batch.
 */
export async function recheckLines(
  act: Act,
  definition: CheckDefinition,
  lineIds: readonly string[],
  ports: { readonly sectionsOn: SectionsPort },
): Promise<void> {
  const parameters = (await parametersOf(act.tx, [definition])).get(definition.key) ?? {}
  let changed = 0
  for (let at = 0; at < lineIds.length; at += batchSize) {
    const ids = lineIds.slice(at, at + batchSize)
    const lines = await findLines(act.tx, definition, ids, act.today)
    const found = await evaluate(act.tx, definition, lines, { on: act.today, parameters })
    const known = await openOf(act, definition.key, ids)
    const { fresh, mended } = await storeFound(act, definition, lines, found, known)
    changed += fresh + mended
  }
  if (changed > 0) await settleTasks(act, definition, ports.sectionsOn)
}
