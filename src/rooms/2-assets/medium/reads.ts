import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import type { HeldThing } from '../thing/definition.ts'

export { loanBook } from './loan-book.ts'

/** The media these people have borrowed and not yet handed back. One query. */
export async function mediaOf(tx: Tx, personIds: readonly string[]): Promise<HeldThing[]> {
  if (personIds.length === 0) return []
  const { rows } = await sql<HeldThing>`
    select text_6 as "personId", entry_id as "entryId", number, label, date_1 as due
      from register_entry
     where register = 'medium' and state = 'current' and text_6 = any(${[...new Set(personIds)]}::text[])
       and text_5 in ('lent', 'carried-out')
     order by number`.execute(tx)
  return rows
}
