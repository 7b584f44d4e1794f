import { sql } from 'kysely'
import { unitNames } from '#authority/units.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import type { SignDefinition } from './definition.ts'
import { periodOf, type Period } from './periods.ts'
import type { Span } from './tables.ts'

/*
 * How much of each sign was found in which unit. A large city has 200,000 findings a year, its list is read every day:
 * the counts are written with the findings, by month, quarter and year.
 */

/** Counts anew what a part found, and what the quarter and the year of a month come to. */
export async function storeUnitCounts(
  { tx, tenantId }: Act,
  { span, startsOn }: { readonly span: Span; readonly startsOn: string },
): Promise<void> {
  await sql`
    delete from sign_unit_count where span = ${span} and starts_on = ${startsOn}::date and not summed`.execute(
    tx,
  )
  await sql`
    insert into sign_unit_count (tenant_id, span, starts_on, sign, unit_id, summed, found)
    select ${tenantId}::uuid, span, starts_on, sign, unit_id, false, count(*)::int from sign_finding
     where span = ${span} and starts_on = ${startsOn}::date
     group by span, starts_on, sign, unit_id`.execute(tx)
  if (span !== 'month') return
  // Of two months looked at side by side, the second sums what the first has found.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sign-units ${tenantId}`}, 0))`.execute(tx)
  for (const period of [periodOf('quarter', startsOn), periodOf('year', startsOn)]) {
    await sql`
      delete from sign_unit_count
       where span = ${period.span} and starts_on = ${period.from}::date and summed`.execute(tx)
    await sql`
      insert into sign_unit_count (tenant_id, span, starts_on, sign, unit_id, summed, found)
      select ${tenantId}::uuid, ${period.span}, ${period.from}::date, sign, unit_id, true, sum(found)::int
        from sign_unit_count
       where span = 'month' and starts_on >= ${period.from}::date and starts_on < ${period.to}::date
       group by sign, unit_id`.execute(tx)
  }
}

export type UnitCount = { sign: string; unitId: string; name: string; found: number }

/** How much of each sign was found in which unit, most first; of each sign the `most` units, or all. Two queries. */
export async function unitCounts(
  tx: Tx,
  period: Period,
  today: string,
  asked: { readonly sign?: Pick<SignDefinition, 'key'>; readonly most?: number },
): Promise<UnitCount[]> {
  const { rows } = await sql<{ sign: string; unit_id: string; found: number }>`
    select sign, unit_id, found from (
      select sign, unit_id, found, row_number() over (partition by sign order by found desc, unit_id) as place
        from sign_unit_count
       where span = ${period.span} and starts_on = ${period.from}::date
         ${asked.sign === undefined ? sql`` : sql`and sign = ${asked.sign.key}`}) as placed
     ${asked.most === undefined ? sql`` : sql`where place <= ${asked.most}`}
     order by found desc, unit_id`.execute(tx)
  const names = await unitNames(
    tx,
    rows.map((row) => row.unit_id),
    today,
  )
  return rows.map((row) => ({
    sign: row.sign,
    unitId: row.unit_id,
    name: names.get(row.unit_id) ?? '',
    found: row.found,
  }))
}
