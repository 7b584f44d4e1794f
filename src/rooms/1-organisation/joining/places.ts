import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'

export type MainPlace = {
  readonly unitId: string | null
  readonly title: string
  readonly appointment: string
}

/** Where each of the people mainly works on a date; who works nowhere is absent. One query. */
export async function mainPlaces(
  tx: Tx,
  personIds: readonly string[],
  on: string,
): Promise<Map<string, MainPlace>> {
  if (personIds.length === 0) return new Map()
  const { rows } = await sql<{ person_id: string; unit_id: string | null; title: string; kind: string }>`
    select distinct on (a.person_id) a.person_id, p.unit_id, p.title, a.kind
      from appointment a
      join post p on p.tenant_id = a.tenant_id and p.id = a.post_id
     where a.person_id = any(${[...new Set(personIds)]}::uuid[])
       and a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to > ${on}::date)
     order by a.person_id, a.kind in ('兼務', '併任', '事務取扱', '心得', '委嘱'), a.valid_from, a.id`.execute(
    tx,
  )
  return new Map(
    rows.map((row) => [row.person_id, { unitId: row.unit_id, title: row.title, appointment: row.kind }]),
  )
}

/** Each of the units with everything below it on the date. One query. */
export async function unitsBelowEach(
  tx: Tx,
  unitIds: readonly string[],
  on: string,
): Promise<Map<string, Set<string>>> {
  const found = new Map(unitIds.map((id) => [id, new Set([id])]))
  if (unitIds.length === 0) return found
  const { rows } = await sql<{ root: string; id: string }>`
    with recursive below as (
      select u as root, u as id from unnest(${[...new Set(unitIds)]}::uuid[]) u
      union
      select b.root, u.id from below b join unit_at u on u.parent_id = b.id
       where u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to > ${on}::date))
    select root, id from below`.execute(tx)
  for (const row of rows) found.get(row.root)?.add(row.id)
  return found
}
