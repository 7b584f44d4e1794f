import { sql } from 'kysely'
import { addMonths } from '#ground/clock/date.ts'
import type { Tx } from '#ground/database/database.ts'
import type { InForcePlot, RegisterDefinition } from './definition.ts'
import type { Scope } from './list.ts'

/** Lines that began in a month and ended in one: `ended` is the month of the first day they were no longer in force. */
export type Span = { readonly began: string; readonly ended: string | null; readonly lines: number }

/** How many lines were in force at the end of each month. Pure. */
export function countInForce(
  spans: readonly Span[],
  months: readonly string[],
): { month: string; value: number }[] {
  return months.map((month) => ({
    month,
    value: spans.reduce(
      (sum, { began, ended, lines }) =>
        began <= month && (ended === null || ended > month) ? sum + lines : sum,
      0,
    ),
  }))
}

/**
 * Lines in force at the end of each month: begun by then, their last day not before it. What was struck off without a
 * last day ended on the day it was struck off. One query, which answers with a row for each pair of months at most.
 */
export async function inForceAtMonthEnds(
  tx: Tx,
  definition: RegisterDefinition,
  plot: InForcePlot,
  scope: Scope,
  asked: { /** 2024-12 */ readonly first: string; readonly months: number },
): Promise<{ month: string; value: number }[]> {
  const slotOf = (key: string) => {
    const slot = definition.columns.find((column) => column.key === key)?.slot
    if (slot === undefined) throw new TypeError(`"${key}" of "${definition.key}" has no slot`)
    return sql.ref(slot)
  }
  const firstDay = `${asked.first}-01`
  const after = addMonths(firstDay, asked.months)
  const { rows } = await sql<Span>`
    select to_char(began, 'YYYY-MM') as began, to_char(ended, 'YYYY-MM') as ended, sum(lines)::float8 as lines
      from (
        select date_trunc('month', greatest(began, ${firstDay}::date)) as began,
               case when ended < ${after}::date then date_trunc('month', ended) end as ended, count(*) as lines
          from (
            select ${slotOf(plot.from)} as began,
                   least(${slotOf(plot.until)} + 1,
                         case when state = 'closed' then (updated_at at time zone 'Asia/Tokyo')::date end) as ended
              from register_entry
             where register = ${definition.key} and ${slotOf(plot.from)} < ${after}::date
               ${scope === 'all' ? sql`` : sql`and unit_id = any(${[...scope]}::uuid[])`}) as spans
         where ended is null or ended >= ${firstDay}::date
         group by 1, 2) as months
     group by 1, 2`.execute(tx)
  const months = Array.from({ length: asked.months }, (_, at) => addMonths(firstDay, at).slice(0, 7))
  return countInForce(rows, months)
}
