import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { fold } from '#ground/words/fold.ts'

/** One line of the permit list, as the door asks it. */
export type Permitted = {
  readonly areaId: string
  readonly personId: string | null
  readonly company: string
  /** Names of the company's people, as written and as they are compared. */
  readonly written: readonly string[]
  readonly names: ReadonlySet<string>
  readonly from: string
  readonly to: string
  /** The day from which it held no more, although `to` had not come: lapsed or withdrawn. */
  readonly endedOn: string | null
}

/** A name as it is compared: width, kana, variant characters and blanks do not matter. */
export function nameKey(name: string): string {
  return fold(name).replaceAll(/\s+/gu, '')
}

/** The permissions for some areas that touch a span of days. One query. */
export async function permittedIn(
  tx: Tx,
  areaIds: readonly string[],
  span: { readonly from: string; readonly to: string },
): Promise<Permitted[]> {
  if (areaIds.length === 0) return []
  const { rows } = await sql<{
    area: string
    person: string | null
    company: string | null
    names: string | null
    from: string
    to: string
    ended: string | null
  }>`
    select e.text_2 as area, e.values ->> 'person' as person, e.values ->> 'company' as company,
           e.values ->> 'names' as names, e.date_1 as "from", e.date_2 as "to",
           (select (max(v.at) at time zone 'Asia/Tokyo')::date from application_event v
             where v.tenant_id = a.tenant_id and v.application_id = a.application_id
               and a.state in ('lapsed', 'withdrawn')) as ended
      from register_entry e
      left join application a on a.tenant_id = e.tenant_id
       and a.application_id = (e.values ->> 'application')::uuid
     where e.register = 'area-permit' and e.state = 'current'
       and e.text_2 = any(${[...new Set(areaIds)]}::text[])
       and e.date_1 <= ${span.to}::date and e.date_2 >= ${span.from}::date`.execute(tx)
  return rows.map((row) => {
    const written = (row.names ?? '')
      .split('\n')
      .map((name) => name.trim())
      .filter((name) => name !== '')
    return {
      areaId: row.area,
      personId: row.person,
      company: row.company ?? '',
      written,
      names: new Set(written.map(nameKey)),
      from: row.from,
      to: row.to,
      endedOn: row.ended,
    }
  })
}

/** Who stands at the door. */
export type Entrant = {
  readonly areaId: string
  readonly day: string
  readonly personId: string | null
  readonly name: string
  readonly company: string | null
}

/** Whether the list lets somebody in on that day: himself by his number, others by name and company. Pure. */
export function isPermitted(
  list: readonly Permitted[],
  { areaId, day, personId, name, company }: Entrant,
): boolean {
  return list.some(
    (each) =>
      each.areaId === areaId &&
      each.from <= day &&
      day <= each.to &&
      (each.endedOn === null || day < each.endedOn) &&
      (personId === null
        ? each.names.has(nameKey(name)) && nameKey(each.company) === nameKey(company ?? '')
        : each.personId === personId),
  )
}
