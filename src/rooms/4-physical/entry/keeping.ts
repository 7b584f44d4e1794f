import { sql, type RawBuilder } from 'kysely'
import { holds, keeperAccess, type Access } from '#engine/register/access.ts'
import { disposableBefore, retentions, type Retention } from '#engine/register/retention.ts'
import { jstDate } from '#ground/clock/clock.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import { areaRegister } from '../area/definition.ts'
import { ENTRY_BOOK, usualYears, type EntryPorts } from './ports.ts'
import { entryLogWords as words } from './words.ja.ts'

/*
 * How long the log is kept, and who may delete it afterwards: 年度 counted as for every register, from the one after the
 * day of a line.
 */

/** The years the city keeps the log, and why. One query. */
export async function yearsOfLog(tx: Tx): Promise<Retention> {
  return (await retentions(tx, ENTRY_BOOK)).get(ENTRY_BOOK) ?? { years: usualYears }
}

/** Lines of days before this one may go. Pure. */
export function expiredBefore(today: string, years: number): string {
  return jstDate(disposableBefore(today, years))
}

/** Whoever keeps the areas of a section keeps their logs. */
export async function logKeeper(act: Act, { organisation }: EntryPorts): Promise<Access> {
  return keeperAccess(act, organisation, { ...areaRegister, name: words.name })
}

/** Why the actor may not delete lines of an area of this unit; undefined when he may. Pure. */
export function disposalObstacle(keeper: Access, unitId: string): string | undefined {
  if (keeper.because !== undefined) return keeper.because
  return holds(keeper.write, unitId)
    ? undefined
    : 'この管理区域の記録を廃棄できるのは、その部・課の台帳を管理する人です。その部・課に依頼してください。'
}

/**
 * Lines of an area that may go now. A correction goes with what it puts right: whatever of the two is younger keeps the
 * other, so that no line is left to say what somebody had taken back.
 */
export const removable = (area: RawBuilder<unknown>, before: string): RawBuilder<unknown> => sql`
  l.area_id = ${area} and l.day < ${before}::date
  and not exists (select 1 from entry_line c where c.tenant_id = l.tenant_id and c.corrects = l.line_id)
  and (l.corrects is null or not exists (
    with recursive put_right as (
      select o.tenant_id, o.corrects, o.day from entry_line o
       where o.tenant_id = l.tenant_id and o.line_id = l.corrects
      union all
      select o.tenant_id, o.corrects, o.day from put_right p
        join entry_line o on o.tenant_id = p.tenant_id and o.line_id = p.corrects)
    select 1 from put_right where day >= ${before}::date))`
