import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'

/** A live ID of somebody, as other rooms see it. */
export type HeldAccount = {
  readonly entryId: string
  readonly personId: string
  readonly systemId: string
  readonly systemName: string
  readonly login: string
  readonly kind: string
  /** 'holder': it is his; 'user': a shared ID he may use, whose password he knows. */
  readonly as: 'holder' | 'user'
}

/**
 * The IDs of these people that are in use on the day, by system and login: their own, and the shared ones they may use.
 * Of a day to come it is what is known now. One query.
 */
export async function accountsOf(tx: Tx, personIds: readonly string[], on: string): Promise<HeldAccount[]> {
  if (personIds.length === 0) return []
  const ids = [...new Set(personIds)]
  const { rows } = await sql<HeldAccount>`
    select e.entry_id as "entryId", h.person as "personId", s.entry_id as "systemId", s.label as "systemName",
           e.values ->> 'login' as login, e.text_3 as kind, h.as
      from (
        select entry_id, text_4 as person, 'holder' as as from register_entry
         where register = 'account' and state = 'current' and text_4 = any(${ids}::text[])
        union
        select r.entry_id, u.person, 'user' from register_entry r
          cross join lateral jsonb_array_elements_text(r.values -> 'users') as u(person)
         where r.register = 'account' and r.state = 'current' and r.text_3 = 'shared'
           and u.person = any(${ids}::text[])) h
      join register_entry e on e.entry_id = h.entry_id
      join register_entry s on s.register = 'system' and s.entry_id::text = e.text_2
     where e.text_5 = 'live' or (e.date_3 is not null and e.date_3 > ${on}::date)
     order by s.label, login, h.person`.execute(tx)
  return rows
}
