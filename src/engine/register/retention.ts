import { fiscalYear, fiscalYearLabel } from '#ground/clock/fiscal-year.ts'
import { jstDate } from '#ground/clock/clock.ts'
import { startOfDay } from '#ground/clock/date.ts'
import type { Tx } from '#ground/database/database.ts'
import type { RegisterDefinition } from './definition.ts'
import './tables.ts'

/*
 * How long closed lines are kept: whole 年度, counted from the one after a line was closed, as offices count.
 */

export type Retention = { readonly years: number; readonly why?: string }

/** What the city has set, by register. One query. */
export async function retentions(tx: Tx, register?: string): Promise<Map<string, Retention>> {
  let query = tx.selectFrom('register_retention').select(['register', 'years', 'why'])
  if (register !== undefined) query = query.where('register', '=', register)
  const rows = await query.execute()
  return new Map(rows.map(({ register: key, years, why }) => [key, { years, why }]))
}

/** The years of one register: the city's number, or the definition's. One query. */
export async function retentionOf(tx: Tx, definition: RegisterDefinition): Promise<Retention> {
  return (await retentions(tx, definition.key)).get(definition.key) ?? { years: definition.retentionYears }
}

/** 保存期限 (the last day) and 廃棄予定年度 of a line closed on a day. Pure. */
export function keptUntil(closedOn: string, years: number): { until: string; disposalYear: number } {
  const last = fiscalYear(closedOn) + 1 + years
  return { until: `${String(last).padStart(4, '0')}-03-31`, disposalYear: last }
}

/** Lines closed before this instant may be disposed of on the day. Pure. */
export function disposableBefore(today: string, years: number): string {
  return startOfDay(`${String(fiscalYear(today) - years).padStart(4, '0')}-04-01`)
}

/** The same as a screen says it; null for a line in force. */
export function keptWords(entry: { state: string; updatedAt: string }, years: number) {
  if (entry.state === 'current') return null
  const { until, disposalYear } = keptUntil(jstDate(entry.updatedAt), years)
  return { until, disposalYear: fiscalYearLabel(disposalYear) }
}
