import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import type { HeldThing } from '#rooms/2-assets/thing/definition.ts'

/** The devices these people work with. One query. */
export async function devicesOf(tx: Tx, personIds: readonly string[]): Promise<HeldThing[]> {
  if (personIds.length === 0) return []
  const { rows } = await sql<HeldThing>`
    select text_6 as "personId", entry_id as "entryId", number, label, null::date as due
      from register_entry
     where register = 'device' and state = 'current' and text_6 = any(${[...new Set(personIds)]}::text[])
       
     order by number`.execute(tx)
  return rows
}
