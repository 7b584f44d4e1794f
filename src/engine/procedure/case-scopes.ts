import { sql, type RawBuilder } from 'kysely'
import { standingsWithFallbacks } from '#authority/reads.ts'
import type { Fallback, Standing } from '#authority/standing.ts'
import { unitsUnder } from '#authority/units.ts'
import type { Tx } from '#ground/database/database.ts'
import { answering } from './case.ts'
import { chairKey } from './plan-route.ts'

/*
 * Which cases a list is about, as conditions on `application a`: those that wait for somebody, and those he may see.
 */

/**
 * Cases at a seat the viewer may decide in; his own stand there too, with the reason why not. A delegation that is
 * limited to procedures or units brings only their cases. One query for each unit-limited delegation.
 */
export async function waitingFor(
  tx: Tx,
  mine: { standings: readonly Standing[]; fallbacks: readonly Fallback[] },
  on: string,
): Promise<RawBuilder<unknown>> {
  const whole = mine.standings.filter((each) => each.matters === null && each.units === null)
  const keys = new Set(mine.standings.map(chairKey))
  const seats = [sql`s.step_key = any(${[...new Set(whole.map(chairKey))]}::text[])`]
  for (const standing of mine.standings) {
    if (standing.matters === null && standing.units === null) continue
    const limits = [sql`s.step_key = ${chairKey(standing)}`]
    if (standing.matters !== null) limits.push(sql`b.procedure = any(${[...standing.matters]}::text[])`)
    if (standing.units !== null) {
      limits.push(sql`b.unit_id = any(${await unitsUnder(tx, standing.units, on)}::uuid[])`)
    }
    seats.push(sql`(${sql.join(limits, sql` and `)})`)
  }
  for (const { applicantId, standing } of mine.fallbacks) {
    keys.add(chairKey(standing))
    seats.push(sql`(s.step_key = ${chairKey(standing)} and b.applicant_id = ${applicantId}::uuid)`)
  }
  const limited = seats.length > 1
  const file = limited
    ? sql`join application b on b.tenant_id = s.tenant_id and b.application_id = s.application_id`
    : sql``
  return sql`a.application_id in (
    select s.application_id from application_step s ${file}
     where s.state = 'open' and s.step_key = any(${[...keys]}::text[]) and (${sql.join(seats, sql` or `)}))`
}

/** Whose cases somebody sees beside his own: all, or those of the units he answers for and of all below them. */
async function officeReach(
  tx: Tx,
  standings: readonly Standing[],
  rights: ReadonlySet<string>,
  on: string,
): Promise<{ readonly all: boolean; readonly units: readonly string[] }> {
  const mine = standings.filter((each) => answering.has(each.office))
  if (rights.has('audit.read') || mine.some((each) => each.unitId === null)) return { all: true, units: [] }
  const heads = [...new Set(mine.flatMap((each) => each.unitId ?? []))]
  return { all: false, units: heads.length === 0 ? [] : await unitsUnder(tx, heads, on) }
}

/** The same for a search over cases. Two queries. */
export async function caseReach(
  tx: Tx,
  viewer: { personId: string; rights: ReadonlySet<string> },
  on: string,
): Promise<{ readonly all: boolean; readonly units: readonly string[] }> {
  const { standings } = await standingsWithFallbacks(tx, viewer.personId, on)
  return officeReach(tx, standings, viewer.rights, on)
}

/** Cases of the units the viewer answers for, and all units below them, and those at his seats; everything for city-wide offices and auditors. */
export async function officeScope(
  tx: Tx,
  standings: readonly Standing[],
  viewer: { personId: string; rights: ReadonlySet<string> },
  on: string,
): Promise<RawBuilder<unknown>> {
  const mine = standings.filter((each) => answering.has(each.office))
  if (viewer.rights.has('audit.read') || mine.some((each) => each.unitId === null)) return sql`true`
  const heads = [...new Set(mine.flatMap((each) => each.unitId ?? []))]
  const units = heads.length === 0 ? [] : await unitsUnder(tx, heads, on)
  const keys = [...new Set(standings.map(chairKey))]
  // Cases of other units that come to a seat of the viewer's: what his unit keeps is asked for there. As an array they
  // are one more index to look into; as a subquery they would make every list read all cases there are.
  return sql`(a.unit_id = any(${units}::uuid[]) or a.applicant_id = ${viewer.personId}::uuid
    or a.application_id = any(array(
      select s.application_id from application_step s
        join application b on b.tenant_id = s.tenant_id and b.application_id = s.application_id
       where s.step_key = any(${keys}::text[]) and b.applicant_id <> ${viewer.personId}::uuid
         and (b.unit_id is null or b.unit_id <> all(${units}::uuid[])))))`
}

/**
 * What a list of cases is narrowed to: one procedure, a unit with all below it, words of the title or the number. One
 * query where a unit is asked for.
 */
export async function narrowedTo(
  tx: Tx,
  asked: {
    readonly procedure?: string | undefined
    readonly unitId?: string | undefined
    readonly search?: string | undefined
  },
  on: string,
): Promise<RawBuilder<unknown>[]> {
  const { procedure, unitId, search = '' } = asked
  const filters: RawBuilder<unknown>[] = []
  if (procedure !== undefined) filters.push(sql`a.procedure = ${procedure}`)
  if (unitId !== undefined) {
    // a unit that is no more still has its cases
    const units = new Set([unitId, ...(await unitsUnder(tx, [unitId], on))])
    filters.push(sql`a.unit_id = any(${[...units]}::uuid[])`)
  }
  if (search !== '') {
    const like = `%${search.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    filters.push(sql`(a.title like ${like} or a.number like ${like})`)
  }
  return filters
}
