import { sql } from 'kysely'
import { holds } from '#engine/register/access.ts'
import type { Values } from '#engine/register/definition.ts'
import { displayText } from '#engine/register/display.ts'
import { findEntry } from '#engine/register/engine.ts'
import { noSuchEntry } from '#engine/register/reads.ts'
import type { Opener } from '#engine/register/service.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { similarEntries } from './contract.ts'
import { pairsOf, shareOf } from './likeness.ts'

/** The newest lines that are looked at: comparing is done line by line. */
const looked = 1_000
const shown = 5

/** Looks for what was like a line, in registers whose definition says what is compared. */
export function similarOperations(open: Opener): Implementation[] {
  return [
    implement(similarEntries, async (act, input) => {
      const { definition, access } = await open(act, input.register)
      const likeness = definition.similar
      if (likeness === undefined) {
        return refuse('not-found', `「${definition.name}」では、似たものを探せません。`)
      }
      const entry = await findEntry(act.tx, definition, input.entryId)
      if (entry === undefined || !holds(access.read, entry.unitId)) return noSuchEntry(definition)
      const pairs = pairsOf(definition, entry.values)
      const scope = access.read === 'all' ? sql`` : sql`and unit_id = any(${[...access.read]}::uuid[])`
      const { rows } = await sql<{
        entryId: string
        number: string
        label: string
        values: Values
        shared: number
        looked: number
      }>`
        with near as materialized (
          select entry_id, number, label, values, grams from register_entry
           where register = ${definition.key} and entry_id <> ${entry.entryId} ${scope}
           order by updated_at desc, number limit ${looked})
        select entry_id as "entryId", number, label, values,
               (select count(*)::int from unnest(grams) g where g = any(${pairs}::text[])) as shared,
               (select count(*)::int from near) as looked
          from near order by shared desc, number desc limit ${shown}`.execute(act.tx)
      const told = definition.columns.filter((column) => likeness.tells.includes(column.key))
      return {
        lines: rows.flatMap(({ entryId, number, label, values, shared }) => {
          const share = shareOf(shared, pairs.length)
          if (share === 0) return []
          const says = told.flatMap((column) => {
            const text = displayText(column, values[column.key])
            return text === '' ? [] : [{ label: column.label, text }]
          })
          return [{ entryId, number, label, share, told: says }]
        }),
        looked: rows[0]?.looked ?? 0,
      }
    }),
  ]
}
