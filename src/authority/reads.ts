import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { type Deciders, decidersIn } from './deciders.ts'
import { frameOfPerson, frameOfUnits } from './load.ts'
import { type OfficeCode, offices } from './offices.ts'
import { type Right, rightsFrom } from './rights.ts'
import { type Gap, routeStep, type Step, wordOf } from './route.ts'
import { type AskedSeat, deriveFallbacks, deriveStandings, type Fallback, type Standing } from './standing.ts'
import './tables.ts'

export { unitNames, unitsAbove } from './units.ts'

/**
 * Everything a person may act as on the date: his own offices (also by 事務取扱), 代決 while the holder is away,
 * 職務代理, 専決 and 事務委任. One query, whatever the size of the city.
 */
export async function standingsOf(
  tx: Tx,
  personId: string,
  on: string,
  /** In a case of this applicant, a deputy steps over the applicant who is deputy before him. */
  applicantId: string | null = null,
): Promise<Standing[]> {
  return deriveStandings(await frameOfPerson(tx, personId, on), personId, applicantId)
}

/** The same with what comes about in the cases of certain applicants only; for lists of cases. One query. */
export async function standingsWithFallbacks(
  tx: Tx,
  personId: string,
  on: string,
): Promise<{ standings: Standing[]; fallbacks: Fallback[] }> {
  const frame = await frameOfPerson(tx, personId, on)
  return { standings: deriveStandings(frame, personId), fallbacks: deriveFallbacks(frame, personId) }
}

/** The rights to run Kijun that a person's offices bring on the date. One query. */
export async function rightsOf(tx: Tx, personId: string, on: string): Promise<Set<Right>> {
  return rightsFrom(await standingsOf(tx, personId, on))
}

/**
 * Which office decides a case of this applicant, found upwards from his unit (null: he belongs to a body, not
 * to a unit). `word` is the city's name for that office. One query. A gap is an answer: nobody may decide
 * until the organisation is mended.
 */
export async function stepFor(
  tx: Tx,
  ask: { office: OfficeCode; unitId: string | null; applicantId: string; on: string; matter?: string },
): Promise<(Step & { readonly word: string }) | Gap> {
  const frame = await frameOfUnits(tx, ask.unitId === null ? [] : [ask.unitId], ask.on, chainFrom(ask.office))
  const step = routeStep(frame, ask)
  return step.kind === 'gap' ? step : { ...step, word: wordOf(frame, step.office) }
}

function chainFrom(office: OfficeCode): OfficeCode[] {
  const { up } = offices[office]
  return up === null ? [office] : [office, ...chainFrom(up)]
}

/**
 * Who can decide a step on the date, in order, and which holders are away until when. The applicant is left
 * out, and so is whoever could only use the applicant's right. One query.
 */
export async function decidersOf(
  tx: Tx,
  step: AskedSeat & { applicantId?: string },
  on: string,
): Promise<Deciders> {
  const frame = await frameOfUnits(tx, step.unitId === null ? [] : [step.unitId], on, [step.office])
  return decidersIn(frame, step, step.applicantId ?? null)
}

export type Place = {
  readonly unitId: string | null
  readonly unitName: string
  readonly bodyName: string
  readonly postId: string
  readonly title: string
  readonly kind: string
}

/**
 * Where a person works on the date, 本務 first: the units he may file from. `unitId` is null for a post of the
 * body itself. One query.
 */
export async function placesOf(tx: Tx, personId: string, on: string): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select u.id as "unitId", coalesce(u.name, b.name) as "unitName", b.name as "bodyName", p.id as "postId",
           p.title, a.kind
      from appointment a
      join person n on n.id = a.person_id
      join post p on p.id = a.post_id
      join body b on b.id = p.body_id
      left join unit_at u on u.id = p.unit_id
       and u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to > ${on}::date)
     where a.person_id = ${personId}::uuid
       and a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to > ${on}::date)
       and n.valid_from <= ${on}::date and (n.valid_to is null or n.valid_to > ${on}::date)
       and p.valid_from <= ${on}::date and (p.valid_to is null or p.valid_to > ${on}::date)
       and (p.unit_id is null or u.id is not null)
     order by a.kind <> '本務', a.valid_from, p.id`.execute(tx)
  return rows
}

/** Display names 「山田 花子」 by id; ids that are not the tenant's are absent. One query. */
export async function personNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('person')
    .select(['id', 'family', 'given'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, personName(row)]))
}

/** 「山田 花子」; a person with one name only has no gap behind it. */
export function personName(person: { family: string; given: string }): string {
  return person.given === '' ? person.family : `${person.family} ${person.given}`
}

/**
 * The offices that posts carry by themselves on the date, by rank or by name, as 「役割の決め方」 says; posts that carry
 * none, and posts or units that are no more, are absent. One query.
 */
export async function officesOfPosts(
  tx: Tx,
  postIds: readonly string[],
  on: string,
): Promise<Map<string, { office: OfficeCode; word: string }[]>> {
  const { rows } = await sql<{ postId: string; office: OfficeCode; word: string }>`
    select distinct on (p.id, r.sort, r.office) p.id as "postId", r.office, r.word
      from post p
      left join unit_at u on u.id = p.unit_id
       and u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to > ${on}::date)
      join office_rule r
        on (r.rule ->> 'by' = 'post' and (r.rule ->> 'postId')::uuid = p.id)
        or (r.rule ->> 'by' = 'rank' and r.rule ->> 'rank' = p.rank and r.rule -> 'kinds' ? u.kind)
     where p.id = any(${[...postIds]}::uuid[])
       and p.valid_from <= ${on}::date and (p.valid_to is null or p.valid_to > ${on}::date)
       and (p.unit_id is null or u.id is not null)
       and r.valid_from <= ${on}::date and (r.valid_to is null or r.valid_to > ${on}::date)
     order by p.id, r.sort, r.office`.execute(tx)
  const found = new Map<string, { office: OfficeCode; word: string }[]>()
  for (const { postId, office, word } of rows) {
    const known = found.get(postId) ?? []
    if (!known.some((each) => each.office === office)) known.push({ office, word })
    found.set(postId, known)
  }
  return found
}
