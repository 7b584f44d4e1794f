import { sql, type RawBuilder } from 'kysely'
import { jstDate } from '#ground/clock/clock.ts'
import { openStates, type ApplicationState } from './states.ts'

/**
 * The day whose names a case is shown under: today's while it is open, and for ever those of the day it was filed,
 * which its paper bears.
 */
export function nameDay(
  file: { readonly state: ApplicationState; readonly filed_at: string | null },
  today: string,
): string {
  return file.filed_at === null || openStates.includes(file.state) ? today : jstDate(file.filed_at)
}

/** The same for the rows of `a`, an alias of the table of cases. */
export function nameDayOf(today: string): RawBuilder<unknown> {
  return sql`(case when a.filed_at is null or a.state = any(${[...openStates]}::text[]) then ${today}::date
                   else (a.filed_at at time zone 'Asia/Tokyo')::date end)`
}

/** The unit a case is shown under: where it is dealt with while it is open, and then where it was filed. */
export function shownUnit(file: {
  readonly state: ApplicationState
  readonly unit_id: string
  readonly filed_unit_id: string | null
}): string {
  return openStates.includes(file.state) ? file.unit_id : (file.filed_unit_id ?? file.unit_id)
}

/** The same for the rows of `a`. */
export function shownUnitOf(): RawBuilder<unknown> {
  return sql`(case when a.state = any(${[...openStates]}::text[]) then a.unit_id
                   else coalesce(a.filed_unit_id, a.unit_id) end)`
}
