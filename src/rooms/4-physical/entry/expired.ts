import { sql } from 'kysely'
import type { z } from 'zod'
import { personNames, unitNames } from '#authority/reads.ts'
import { reachOf, readScopeOf } from '#engine/register/access.ts'
import { mayConfigure } from '#engine/register/columns-service.ts'
import type { Act } from '#ground/operation/act.ts'
import type { expiredEntry } from './contract-keeping.ts'
import { disposalObstacle, expiredBefore, logKeeper, removable, yearsOfLog } from './keeping.ts'
import { ENTRY_LOG, type EntryPorts } from './ports.ts'

const countLimit = 10_000

export type AreaWithLog = {
  readonly areaId: string
  readonly unitId: string
  readonly name: string
  /** The first day of a line that may go; null where none may. */
  readonly firstDay: string | null
  /** Lines that may go, counted up to one more than 10,000. */
  readonly lines: number
  readonly running: boolean
}

/** The areas the actor reads, those struck off too, with what of their logs may go. One query beside his standings. */
export async function areasWithLog(act: Act, ports: EntryPorts, before: string): Promise<AreaWithLog[]> {
  const scope = readScopeOf(await reachOf(act, ports.organisation), 'own-unit-and-policy-office')
  const within = scope === 'all' ? sql`` : sql`and e.unit_id = any(${[...scope]}::uuid[])`
  const { rows } = await sql<AreaWithLog>`
    select e.entry_id as "areaId", e.unit_id as "unitId", e.label as name, n.first as "firstDay", n.lines,
           exists (select 1 from entry_disposal d
                    where d.tenant_id = e.tenant_id and d.area_id = e.entry_id and d.finished_at is null) as running
      from register_entry e
      cross join lateral (
        select min(day) as first, count(*)::int as lines from (
          select l.day from entry_line l where ${removable(sql`e.entry_id`, before)}
           order by l.day limit ${countLimit + 1}) as bounded) n
     where e.register = 'area' ${within}
     order by e.number limit 1000`.execute(act.tx)
  return rows
}

/** What of the log is past its years, area by area, and what was deleted before. A fixed number of queries. */
export async function readExpired(act: Act, ports: EntryPorts): Promise<z.input<typeof expiredEntry.output>> {
  const kept = await yearsOfLog(act.tx)
  const before = expiredBefore(act.today, kept.years)
  const areas = await areasWithLog(act, ports, before)
  const keeper = await logKeeper(act, ports)
  const names = await unitNames(
    act.tx,
    areas.map(({ unitId }) => unitId),
    act.today,
  )
  const done = await act.tx
    .selectFrom('entry_disposal')
    .selectAll()
    .where('area_id', 'in', areas.map(({ areaId }) => areaId).concat('00000000-0000-0000-0000-000000000000'))
    .where('finished_at', 'is not', null)
    .orderBy('asked_at', 'desc')
    .limit(20)
    .execute()
  const people = await personNames(
    act.tx,
    done.flatMap((each) => (each.asked_by === '' ? [] : [each.asked_by])),
  )
  const cites = (await ports.citations(act.tx, [ENTRY_LOG], act.today)).get(ENTRY_LOG) ?? []
  return {
    years: kept.years,
    yearsWhy: kept.why ?? null,
    mayConfigure: mayConfigure(act),
    before,
    areas: areas
      .filter((area) => area.lines > 0 || area.running)
      .map(({ areaId, unitId, name, firstDay, lines, running }) => {
        const because = disposalObstacle(keeper, unitId)
        return {
          areaId,
          name,
          unit: names.get(unitId) ?? '',
          firstDay: firstDay ?? before,
          lines: Math.min(lines, countLimit),
          more: lines > countLimit,
          running,
          mayDispose: because === undefined ? { allowed: true } : { allowed: false, because },
        }
      }),
    done: done.map((each) => ({
      name: areas.find(({ areaId }) => areaId === each.area_id)?.name ?? '',
      before: each.before,
      askedAt: each.asked_at,
      by: people.get(each.asked_by) ?? '',
      why: each.why,
      removed: each.removed,
    })),
    cites: cites.map(({ slot, documentMark, label, editionId, wid }) => ({
      slot,
      documentMark,
      label,
      editionId,
      wid,
    })),
  }
}
