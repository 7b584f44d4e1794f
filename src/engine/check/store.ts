import { sql, type Selectable } from 'kysely'
import type { Act } from '#ground/operation/act.ts'
import type { CheckDefinition, CheckLine } from './definition.ts'
import type { CheckViolationTable } from './tables.ts'

export type Violation = Selectable<CheckViolationTable>

export type Changed = { readonly fresh: number; readonly mended: number }

/**
 * Writes what was found of some lines: new violations, those that read differently now, and those that are mended.
 * What stays as it is, is not written again. `known` are the stored open violations of the same lines.
 */
export async function storeFound(
  act: Act,
  definition: Pick<CheckDefinition, 'key'>,
  lines: readonly CheckLine[],
  found: ReadonlyMap<string, string>,
  known: readonly Violation[],
): Promise<Changed> {
  const before = new Map(known.map((row) => [row.line_id, row]))
  const rows: Violation[] = []
  let fresh = 0
  for (const line of lines) {
    const sentence = found.get(line.lineId)
    if (sentence === undefined) continue
    const old = before.get(line.lineId)
    before.delete(line.lineId)
    const row: Violation = {
      tenant_id: act.tenantId,
      check_key: definition.key,
      line_id: line.lineId,
      unit_id: line.unitId,
      number: line.number,
      label: line.label,
      sentence,
      first_seen: old?.first_seen ?? act.at,
      mended_at: null,
    }
    if (old === undefined) fresh++
    else if (reads(old) === reads(row)) continue
    rows.push(row)
  }
  // What is left was open before and is not found any more.
  const mended = [...before.values()].map((row) => ({ ...row, mended_at: act.at }))
  await act.recorder.saveAll('check_violation', [...rows, ...mended])
  return { fresh, mended: mended.length }
}

function reads({ unit_id, number, label, sentence }: Violation): string {
  return JSON.stringify([unit_id, number, label, sentence])
}

/** The open violations of a check among the numbers behind `after`, up to `to` (null = to the end). One query. */
export async function openBetween(
  act: Act,
  key: string,
  after: string | null,
  to: string | null,
): Promise<Violation[]> {
  return act.tx
    .selectFrom('check_violation')
    .selectAll()
    .where('check_key', '=', key)
    .where('mended_at', 'is', null)
    .$if(after !== null, (query) => query.where('number', '>', after ?? ''))
    .$if(to !== null, (query) => query.where('number', '<=', to ?? ''))
    .execute()
}

/** Those of the lines that a check has open. One query. */
export async function openOf(act: Act, key: string, lineIds: readonly string[]): Promise<Violation[]> {
  if (lineIds.length === 0) return []
  return act.tx
    .selectFrom('check_violation')
    .selectAll()
    .where('check_key', '=', key)
    .where('mended_at', 'is', null)
    .where('line_id', 'in', [...lineIds])
    .execute()
}

/** Counts the lines a part of a run saw, unit by unit. One query. */
export async function countUnits(act: Act, runId: string, lines: readonly CheckLine[]): Promise<void> {
  if (lines.length === 0) return
  const counts = new Map<string, number>()
  for (const { unitId } of lines) counts.set(unitId, (counts.get(unitId) ?? 0) + 1)
  await sql`
    insert into check_unit (tenant_id, run_id, unit_id, lines)
    select ${act.tenantId}::uuid, ${runId}::uuid, u, n
      from unnest(${[...counts.keys()]}::uuid[], ${[...counts.values()]}::int[]) as t (u, n)
    on conflict (tenant_id, run_id, unit_id) do update set lines = check_unit.lines + excluded.lines`.execute(
    act.tx,
  )
}

/** Only the latest run's counts are of use. One query. */
export async function forgetOlderCounts(act: Act, key: string, runId: string): Promise<void> {
  await sql`
    delete from check_unit u using check_run r
     where r.tenant_id = u.tenant_id and r.run_id = u.run_id
       and r.check_key = ${key} and r.run_id <> ${runId}::uuid`.execute(act.tx)
}
