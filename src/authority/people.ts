import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { personName } from './reads.ts'
import './tables.ts'

/** A person as screens and papers name him: 姓 名, 職, 所属 on a date. */
export type Described = {
  readonly personId: string
  readonly name: string
  readonly postTitle: string
  readonly unitId: string | null
  readonly unitName: string
  readonly mail: string | null
}

/**
 * Names, main post and unit of many people on a date; somebody without a post that day keeps his name.
 * Ids that are not the tenant's are absent. One query.
 */
export async function describePeople(
  tx: Tx,
  ids: readonly string[],
  on: string,
): Promise<Map<string, Described>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{
    id: string
    family: string
    given: string
    mail: string | null
    title: string | null
    unit_id: string | null
    unit_name: string | null
  }>`
    select n.id, n.family, n.given, n.mail, at.title, at.unit_id, at.unit_name
      from person n
      left join lateral (
        select p.title, p.unit_id, coalesce(u.name, b.name) as unit_name
          from appointment a
          join post p on p.tenant_id = a.tenant_id and p.id = a.post_id
          join body b on b.tenant_id = p.tenant_id and b.id = p.body_id
          left join unit_at u on u.tenant_id = p.tenant_id and u.id = p.unit_id
           and u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to > ${on}::date)
         where a.tenant_id = n.tenant_id and a.person_id = n.id
           and a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to > ${on}::date)
         order by a.kind <> '本務', a.valid_from, a.id
         limit 1) at on true
     where n.id = any(${wanted}::uuid[])`.execute(tx)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        personId: row.id,
        name: personName(row),
        postTitle: row.title ?? '',
        unitId: row.unit_id,
        unitName: row.unit_name ?? '',
        mail: row.mail,
      },
    ]),
  )
}
