import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import './tables.ts'

/*
 * Units and those above or below them on a date. A unit that ended keeps its last place, and beside it stands under
 * the unit that took over from it (unit_succession.heir): whoever answers for the heir answers for what is left.
 */

/** The units and everything below them on the date. Ids that are not the tenant's are absent. One query. */
export async function unitsUnder(tx: Tx, unitIds: readonly string[], on: string): Promise<string[]> {
  if (unitIds.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    with recursive below as (
      select u.id from unit_at u where u.id = any(${[...unitIds]}::uuid[])
      union
      select n.id from below b join lateral (
        select u.id from unit_at u
         where u.parent_id = b.id and u.valid_from <= ${on}::date
           and not exists (select 1 from unit_at later
                            where later.id = u.id and later.valid_from > u.valid_from
                              and later.valid_from <= ${on}::date)
        union all
        select s.from_unit_id from unit_succession s
         where s.to_unit_id = b.id and s.heir and s.effective_on <= ${on}::date) n on true)
    select id from below`.execute(tx)
  return rows.map((row) => row.id)
}

/** The units with everything above them on the date. Ids that are not the tenant's are absent. One query. */
export async function unitsAbove(tx: Tx, unitIds: readonly string[], on: string): Promise<string[]> {
  if (unitIds.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    with recursive up as (
      select u.id from unit_at u where u.id = any(${[...unitIds]}::uuid[])
      union
      select n.id from up join lateral (
        (select u.parent_id as id from unit_at u
          where u.id = up.id and u.valid_from <= ${on}::date order by u.valid_from desc limit 1)
        union all
        select s.to_unit_id from unit_succession s
         where s.from_unit_id = up.id and s.heir and s.effective_on <= ${on}::date) n on n.id is not null)
    select id from up`.execute(tx)
  return rows.map((row) => row.id)
}

/**
 * The units a person works in, with the section (課・室・機関・施設) each of them belongs to on the date: somebody in a
 * 係 uses the registers of his 課. One query.
 */
export async function sectionsOf(tx: Tx, unitIds: readonly string[], on: string): Promise<string[]> {
  if (unitIds.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    with recursive up as (
      select u.id, u.parent_id, u.kind, true as own from unit_at u
       where u.id = any(${[...unitIds]}::uuid[])
         and u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to > ${on}::date)
      union
      select u.id, u.parent_id, u.kind, false from up join unit_at u on u.id = up.parent_id
       where u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to > ${on}::date))
    select distinct id from up where own or kind in ('課', '室', '機関', '施設')`.execute(tx)
  return rows.map((row) => row.id)
}

/**
 * Names of units by id as of the date: of a unit that has ended the last, of one that is still to come the first.
 * Ids that are not the tenant's are absent. One query.
 */
export async function unitNames(tx: Tx, ids: readonly string[], on: string): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct on (u.id) u.id, u.name from unit_at u
     where u.id = any(${[...new Set(ids)]}::uuid[])
     order by u.id, (u.valid_from <= ${on}::date) desc,
              abs(u.valid_from - ${on}::date)`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.name]))
}
