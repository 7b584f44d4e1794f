import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import '#authority/tables.ts'
import type { Person } from './reconcile.ts'
import type { Sections } from '#authority/sections.ts'

type Row = {
  id: string
  number: string
  mail: string | null
  from: string
  to: string | null
  unitId: string | null
}

export type PersonOn = Person & { readonly number: string; readonly mail: string | null }

/**
 * Everybody HR knows, with the section he works in on the date (本務 first). People who left long ago are among them:
 * their IDs may still live. One query.
 */
export async function peopleOn(tx: Tx, on: string, sections: Sections): Promise<Map<string, PersonOn>> {
  const { rows } = await sql<Row>`
    select n.id, n.number, n.mail, n.valid_from as "from", n.valid_to as "to", w.unit_id as "unitId"
      from person n
      left join (
        select distinct on (a.person_id) a.person_id, p.unit_id
          from appointment a join post p on p.id = a.post_id
         where a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to > ${on}::date)
         order by a.person_id, a.kind <> '本務', a.valid_from, a.id) w on w.person_id = n.id`.execute(tx)
  return new Map(
    rows.map(({ id, number, mail, from, to, unitId }) => [
      id,
      {
        number,
        mail,
        from,
        to,
        sectionId: unitId === null ? null : (sections.of(unitId)?.unitId ?? unitId),
      },
    ]),
  )
}
