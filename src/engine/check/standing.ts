import { sql, type RawBuilder, type Selectable } from 'kysely'
import type { Scope } from '#engine/register/list.ts'
import { addDays } from '#ground/clock/date.ts'
import type { Tx } from '#ground/database/database.ts'
import type { CheckState } from './contract.ts'
import type { CheckRunTable } from './tables.ts'

export type Run = Selectable<CheckRunTable>

/** A result older than this says nothing about today: the daily work has stood still. */
const staleAfterDays = 3

/** The last finished run of each check, by key. One query. */
export async function latestRuns(tx: Tx): Promise<Map<string, Run>> {
  const { rows } = await sql<Run>`
    select distinct on (check_key) * from check_run where state = 'finished'
     order by check_key, started_at desc, run_id desc`.execute(tx)
  return new Map(rows.map((row) => [row.check_key, row]))
}

/** A condition on the unit of a row. */
export function within(scope: Scope, column = 'unit_id'): RawBuilder<boolean> {
  return scope === 'all' ? sql`true` : sql`${sql.ref(column)} = any(${[...scope]}::uuid[])`
}

type Counted = { key: string; unit_id: string; count: number }

/** Open violations of all checks, unit by unit. One query. */
export async function openCounts(tx: Tx): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select check_key as key, unit_id, count(*)::int as count from check_violation
     where mended_at is null group by check_key, unit_id`.execute(tx)
  return rows
}

/** Lines that the runs saw, unit by unit. One query. */
export async function seenCounts(tx: Tx, runs: readonly Run[]): Promise<Counted[]> {
  if (runs.length === 0) return []
  const { rows } = await sql<Counted>`
    select r.check_key as key, u.unit_id, u.lines as count from check_unit u
      join check_run r on r.tenant_id = u.tenant_id and r.run_id = u.run_id
     where u.run_id = any(${runs.map((run) => run.run_id)}::uuid[])`.execute(tx)
  return rows
}

/** The sum of the counts of one check in a scope. */
export function sumOf(counts: readonly Counted[], key: string, scope: Scope): number {
  const units = scope === 'all' ? undefined : new Set(scope)
  let sum = 0
  for (const each of counts) {
    if (each.key === key && (units === undefined || units.has(each.unit_id))) sum += each.count
  }
  return sum
}

/**
 * How a check stands. What is known to be wrong is shown whatever the runs say; "nothing wrong" needs a finished run
 * of these days that saw a line. Pure.
 */
export function stateOf(
  found: { readonly violations: number; readonly lines: number; readonly ranOn: string | null },
  on: string,
): CheckState {
  if (found.violations > 0) return 'violations'
  if (found.ranOn === null || addDays(found.ranOn, staleAfterDays) < on) return 'unknown'
  return found.lines === 0 ? 'nothing' : 'none'
}
