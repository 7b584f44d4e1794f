import { sql } from 'kysely'
import { fiscalYear } from '#ground/clock/calendar.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import { numberText, standardNumbering, type Numbering } from './contract-numbering.ts'
import './tables.ts'

/** The unit under which the whole city is counted: none. */
const WHOLE_CITY = '00000000-0000-0000-0000-000000000000'

/** A number that was given, and the counter it is of. */
export type GivenNumber = {
  readonly number: string
  readonly number_unit_id: string | null
  readonly fiscal_year: number
  readonly running: number
}

/** How the city writes and counts numbers now; version 0: the standard. One query. */
export async function numberingNow(tx: Tx): Promise<{ version: number; numbering: Numbering }> {
  const row = await tx
    .selectFrom('paper_numbering')
    .select(['version', 'numbering'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? { version: 0, numbering: standardNumbering }
}

/**
 * 「長寿第426号」: the next number of the fiscal year in the nearest unit, upwards from the one given, that has a document
 * symbol (文書記号); a 係 numbers with its 課. Where the city counts as a whole, of the city's own counter. A number is never
 * given twice, whatever the city changes in between: each counter begins above what the other kind has given.
 * Null when the unit does not stand today. Two queries.
 */
export async function nextNumber(act: Act, unitId: string): Promise<GivenNumber | null> {
  const { numbering } = await numberingNow(act.tx)
  const year = fiscalYear(act.today)
  const whole = numbering.counts === 'city'
  // What may not be given again: the city's own numbers of the year; for the city those of every unit too.
  const above = whole
    ? sql`select max(running) from application_counter c
           where c.tenant_id = ${act.tenantId} and (c.fiscal_year = ${year} or ${!numbering.resets})`
    : sql`select max(running) from application_counter c
           where c.tenant_id = ${act.tenantId}
             and ((c.unit_id = ${WHOLE_CITY} and c.fiscal_year = ${year})
                  or (c.unit_id = numbering.id and ${!numbering.resets}))`
  const { rows } = await sql<{ unit_id: string; running: number; symbol: string }>`
    with recursive up as (
      select u.id, u.parent_id, u.symbol, u.name, 0 as step from unit_at u
       where u.tenant_id = ${act.tenantId} and u.id = ${unitId}
         and u.valid_from <= ${act.today}::date and (u.valid_to is null or u.valid_to > ${act.today}::date)
      union all
      select u.id, u.parent_id, u.symbol, u.name, up.step + 1
        from up join unit_at u on u.tenant_id = ${act.tenantId} and u.id = up.parent_id
         and u.valid_from <= ${act.today}::date and (u.valid_to is null or u.valid_to > ${act.today}::date)
       where up.step < 40),
    numbering as (select id, coalesce(symbol, name) as symbol from up order by symbol is null, step limit 1),
    next as (
      insert into application_counter (tenant_id, unit_id, fiscal_year, running)
      select ${act.tenantId}::uuid, ${whole ? sql`${WHOLE_CITY}::uuid` : sql`id`}, ${year}::int,
             coalesce((${above}), 0) + 1
        from numbering
      on conflict (tenant_id, unit_id, fiscal_year)
        do update set running = greatest(application_counter.running + 1, excluded.running)
      returning running)
    select numbering.id as unit_id, next.running, numbering.symbol from next, numbering`.execute(act.tx)
  const [row] = rows
  if (row === undefined) return null
  return {
    number: numberText(numbering, { symbol: row.symbol, year, running: row.running }),
    number_unit_id: whole ? null : row.unit_id,
    fiscal_year: year,
    running: row.running,
  }
}
