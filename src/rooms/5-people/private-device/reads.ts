import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import type { HeldThing } from '#rooms/2-assets/thing/definition.ts'

/** Their own devices that are connected, or may still be. One query. */
export async function privateDevicesOf(tx: Tx, personIds: readonly string[]): Promise<HeldThing[]> {
  if (personIds.length === 0) return []
  const { rows } = await sql<HeldThing>`
    select text_3 as "personId", entry_id as "entryId", number, label, date_2 as due
      from register_entry
     where register = 'private-device' and state = 'current' and text_3 = any(${[...new Set(personIds)]}::text[])
       and text_4 in ('permitted', 'in-use')
     order by number`.execute(tx)
  return rows
}
