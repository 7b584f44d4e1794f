import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { sideKinds } from './one-person.ts'
import type { Held, Organisation, PersonFact, UnitFact } from './organisation.ts'

type PersonRow = Omit<PersonFact, 'held' | 'away'> & { gone: string | null }
type HeldRow = Held & { personId: string; from: string }

/**
 * The organisation as of a day, with what is confirmed for it already; 任期 that lapse just on the day are there
 * too, so that a file can prolong them. Four queries, whatever the size (20,000 people: some 30 MB for the moment).
 */
export async function loadOrganisation(tx: Tx, on: string): Promise<Organisation> {
  const units = await sql<UnitFact>`
    select u.id, u.code, u.name, u.kind, u.parent_id as "parentId" from unit_at u
     where u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to > ${on}::date)
     order by u.sort, u.code`.execute(tx)
  const people = await sql<PersonRow>`
    select n.id, n.number, coalesce(m.family, n.family) as family, coalesce(m.given, n.given) as given,
           coalesce(m.family_kana, n.family_kana) as "familyKana", coalesce(m.given_kana, n.given_kana) as "givenKana",
           n.mail, n.extension, n.valid_to as gone,
           n.valid_from <= ${on}::date and (n.valid_to is null or n.valid_to > ${on}::date) as serving
      from person n
      -- a name that is confirmed for the day already
      left join lateral (
        select p.family, p.given, p.family_kana, p.given_kana from person_name p
         where p.tenant_id = n.tenant_id and p.person_id = n.id and p.state = 'planned'
           and p.valid_from <= ${on}::date
         order by p.valid_from desc limit 1) m on true
     order by n.number`.execute(tx)
  const held = await sql<HeldRow>`
    select a.person_id as "personId", p.unit_id as "unitId", p.title, p.rank, a.kind, a.valid_from as "from",
           a.valid_to as until
      from appointment a join post p on p.id = a.post_id
     where a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to >= ${on}::date)
     order by a.kind <> '本務', a.valid_from, a.id`.execute(tx)
  const away = await sql<{ personId: string; reason: string }>`
    select b.person_id as "personId", b.reason from absence b
     where b.valid_from <= ${on}::date and (b.valid_to is null or b.valid_to > ${on}::date)`.execute(tx)
  const heldBy = Map.groupBy(held.rows, (row) => row.personId)
  const awayBy = Map.groupBy(away.rows, (row) => row.personId)
  return {
    units: units.rows,
    people: people.rows.map(({ gone, ...row }) => ({
      ...row,
      serving: row.serving || returns(heldBy.get(row.id) ?? [], gone, on),
      held: heldOn(heldBy.get(row.id) ?? [], on),
      away: (awayBy.get(row.id) ?? []).map((each) => each.reason),
    })),
  }
}

/** Somebody who left and is confirmed to come back: his validity opens on the day, his appointment stands already. */
function returns(rows: readonly HeldRow[], gone: string | null, on: string): boolean {
  return gone !== null && rows.some((row) => row.from >= gone && row.until !== on && !sideKinds.has(row.kind))
}

/** A main appointment that lapses on the day counts only while nothing has taken its place; sides just end. */
function heldOn(rows: readonly HeldRow[], on: string): Held[] {
  const running = rows.filter((row) => row.until !== on)
  const main = running.some((row) => !sideKinds.has(row.kind))
  const lapsing = main ? [] : rows.filter((row) => row.until === on && !sideKinds.has(row.kind))
  return [...running, ...lapsing].map(({ personId: _personId, from: _from, ...each }) => each)
}
