import { sql } from 'kysely'
import type { z } from 'zod'
import { refuse } from '#ground/errors/refusal.ts'
import { type Act, personOf } from '#ground/operation/act.ts'
import { foldTerms } from '#ground/words/fold.ts'
import { personName, personNames, placesOf, standingsOf } from '#authority/reads.ts'
import { foundByName, otherNames } from '#authority/names.ts'
import { unitNames } from '#authority/units.ts'
import { rightsFrom } from '#authority/rights.ts'
import type { Standing } from '#authority/standing.ts'
import type { myStanding, people, person } from './contract.ts'

type In<T extends { input: z.ZodType }> = z.output<T['input']>
type Out<T extends { output: z.ZodType }> = z.input<T['output']>

/** People found by name (also a former one), kana or number in any width, as they serve on the date. Two queries. */
export async function searchPeople(act: Act, input: In<typeof people>): Promise<Out<typeof people>> {
  const on = input.on ?? act.today
  const terms = foldTerms(input.q).map((term) => `%${term.replaceAll(/[\\%_]/gu, (mark) => `\\${mark}`)}%`)
  const within = input.unitId ?? null
  type Row = Out<typeof people>['people'][number] & { family: string; given: string; total: number }
  const { rows } = await sql<Row>`
    with recursive down as (
      select u.id from unit_at u where u.id = ${within}::uuid
      union
      select u.id from down join unit_at u on u.parent_id = down.id
         and u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to > ${on}::date)),
    found as (
      select n.id, n.number, n.family, n.given, n.family_kana, n.given_kana, n.extension
        from person n
       where ${foundByName(terms)}
         and n.valid_from <= ${on}::date and (n.valid_to is null or n.valid_to > ${on}::date)
         and (${within}::uuid is null or exists (
           select 1 from appointment a join post p on p.id = a.post_id
            where a.person_id = n.id and p.unit_id in (select id from down)
              and a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to > ${on}::date)))),
    page as (
      select *, (select count(*)::int from found) as total from found
       order by family_kana, given_kana, number
       limit ${input.size} offset ${(input.page - 1) * input.size})
    select g.id, g.number, g.family, g.given, trim(g.family_kana || ' ' || g.given_kana) as kana, g.extension,
           g.total, w.unit_id as "unitId", w.unit_name as "unitName", w.title
      from page g
      left join lateral (
        select p.unit_id, coalesce(u.name, b.name) as unit_name, p.title
          from appointment a
          join post p on p.id = a.post_id
          join body b on b.id = p.body_id
          left join unit_at u on u.id = p.unit_id
               and u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to > ${on}::date)
         where a.person_id = g.id
           and a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to > ${on}::date)
         order by a.kind <> '本務', a.valid_from limit 1) w on true
     order by g.family_kana, g.given_kana, g.number`.execute(act.tx)
  const [first] = rows
  const total = first?.total ?? (input.page > 1 ? await countPeople(act, { ...input, page: 1, size: 1 }) : 0)
  const others =
    terms.length === 0
      ? new Map()
      : await otherNames(
          act.tx,
          rows.map((row) => row.id),
        )
  return {
    total,
    people: rows.map((row) => ({
      ...row,
      name: personName(row),
      formerName: formerNameOf(others.get(row.id) ?? []),
    })),
  }
}

/** The name somebody bore last before the present one. */
function formerNameOf(names: readonly { state: string; family: string; given: string }[]): string | null {
  const last = names.findLast((name) => name.state === 'former')
  return last === undefined ? null : personName(last)
}

/** Behind the last page there is no row to carry the total. */
async function countPeople(act: Act, input: In<typeof people>): Promise<number> {
  return (await searchPeople(act, input)).total
}

/** One person: appointments, absences, and what he may act as on the date. Seven queries. */
export async function readPerson(act: Act, input: In<typeof person>): Promise<Out<typeof person>> {
  const on = input.on ?? act.today
  const found = await act.tx
    .selectFrom('person')
    .selectAll()
    .where('id', '=', input.personId)
    .executeTakeFirst()
  if (found === undefined) return refuse('not-found', 'この職員は登録されていません。')
  const { rows: appointments } = await sql<Out<typeof person>['appointments'][number]>`
    select a.id as "appointmentId", p.id as "postId", p.unit_id as "unitId", coalesce(u.name, b.name) as "unitName",
           p.title, a.kind, a.valid_from as "from", a.valid_to as "to"
      from appointment a
      join post p on p.id = a.post_id
      join body b on b.id = p.body_id
      left join lateral (
        -- each place under the name its unit had while the person was there, or has today
        select u.name from unit_at u
         where u.id = p.unit_id
         order by (u.valid_from <= least(coalesce(a.valid_to - 1, ${on}::date), greatest(${on}::date, a.valid_from))) desc,
                  abs(u.valid_from - least(coalesce(a.valid_to - 1, ${on}::date), greatest(${on}::date, a.valid_from)))
         limit 1) u on true
     where a.person_id = ${input.personId}::uuid
     order by a.valid_from desc, a.kind <> '本務', a.id limit 100`.execute(act.tx)
  const standings = await standingsOf(act.tx, input.personId, on)
  const names = (await otherNames(act.tx, [input.personId])).get(input.personId) ?? []
  return {
    id: found.id,
    number: found.number,
    family: found.family,
    given: found.given,
    kana: `${found.family_kana} ${found.given_kana}`.trim(),
    mail: found.mail,
    extension: found.extension,
    from: found.valid_from,
    to: found.valid_to,
    otherNames: names.map((name) => ({
      state: name.state,
      name: personName(name),
      from: name.valid_from,
      to: name.valid_to,
    })),
    appointments,
    absences: await absencesOf(act, input.personId),
    standings: await viewStandings(act, standings, on),
  }
}

/** What the signed-in person is today. Seven queries. */
export async function readMyStanding(act: Act): Promise<Out<typeof myStanding>> {
  const { personId } = personOf(act)
  const standings = await standingsOf(act.tx, personId, act.today)
  const names = await personNames(act.tx, [personId])
  return {
    on: act.today,
    personId,
    name: names.get(personId) ?? '',
    places: await placesOf(act.tx, personId, act.today),
    standings: await viewStandings(act, standings, act.today),
    rights: [...rightsFrom(standings)],
    absences: await absencesOf(act, personId),
  }
}

/** Absences that have not ended; why somebody is away concerns him and the policy office only. */
async function absencesOf(act: Act, personId: string): Promise<Out<typeof person>['absences']> {
  const rows = await act.tx
    .selectFrom('absence')
    .select(['id', 'reason', 'valid_from', 'valid_to'])
    .where('person_id', '=', personId)
    .where((at) => at.or([at('valid_to', 'is', null), at('valid_to', '>', act.today)]))
    .orderBy('valid_from')
    .limit(50)
    .execute()
  const { actor } = act
  const sees =
    actor.kind === 'operator' ||
    (actor.kind === 'person' && (actor.personId === personId || actor.rights.has('organisation.manage')))
  return rows
    .filter((row) => row.valid_to === null || row.valid_to > row.valid_from)
    .map((row) => ({ id: row.id, from: row.valid_from, to: row.valid_to, reason: sees ? row.reason : null }))
}

async function viewStandings(
  act: Act,
  standings: readonly Standing[],
  on: string,
): Promise<Out<typeof person>['standings']> {
  const units = await unitNames(
    act.tx,
    standings.flatMap((each) => each.unitId ?? []),
    on,
  )
  const names = await personNames(
    act.tx,
    standings.flatMap((each) => each.rightOf.personId ?? []),
  )
  return standings.map((each) => ({
    office: each.office,
    word: each.word,
    unitId: each.unitId,
    unitName: each.unitId === null ? null : (units.get(each.unitId) ?? null),
    capacity: each.capacity,
    rightOfName: each.rightOf.personId === null ? null : (names.get(each.rightOf.personId) ?? null),
    matters: each.matters === null ? null : [...each.matters],
    because: each.because.text,
    eid: each.because.eid,
  }))
}
