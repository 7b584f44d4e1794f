import { sql } from 'kysely'
import type { z } from 'zod'
import { personName } from '#authority/reads.ts'
import { unitsUnder } from '#authority/units.ts'
import { addDays } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { wrong } from '../appointing.ts'
import type { absenceCalendar } from './contract.ts'

const LONGEST_DAYS = 62

type Row = {
  personId: string
  family: string
  given: string
  unitName: string | null
  title: string | null
  absences: { id: string; from: string; to: string | null; reason: string }[]
  total: number
}

/**
 * Who is away when, person by person. Why somebody is away concerns him and the policy office only. At most three
 * queries.
 */
export async function readCalendar(
  act: Act,
  input: z.output<typeof absenceCalendar.input>,
): Promise<z.input<typeof absenceCalendar.output>> {
  const { from, to } = input
  if (to <= from) wrong('to', '終わりの日は、始まりの日より後にしてください。', to)
  if (to > addDays(from, LONGEST_DAYS)) {
    wrong('to', `一度に見られるのは${LONGEST_DAYS}日までです。期間を短くしてください。`, to)
  }
  let units: string[] | null = null
  if (input.unitId !== undefined) {
    const known = await act.tx
      .selectFrom('unit_at')
      .select('id')
      .where('id', '=', input.unitId)
      .limit(1)
      .executeTakeFirst()
    if (known === undefined) refuse('not-found', 'この組織は登録されていません。')
    units = await unitsUnder(act.tx, [input.unitId], from)
  }
  const { rows } = await sql<Row>`
    with away as (
      select b.person_id, jsonb_agg(jsonb_build_object('id', b.id, 'from', b.valid_from, 'to', b.valid_to,
               'reason', b.reason) order by b.valid_from) as absences
        from absence b
       where b.valid_from < ${to}::date and (b.valid_to is null or b.valid_to > ${from}::date)
         and b.valid_to is distinct from b.valid_from
       group by b.person_id)
    select n.id as "personId", n.family, n.given, at.unit_name as "unitName", at.title, w.absences,
           (count(*) over ())::int as total
      from away w
      join person n on n.id = w.person_id
       and n.valid_from < ${to}::date and (n.valid_to is null or n.valid_to > ${from}::date)
      left join lateral (
        select p.title, p.unit_id, u.name as unit_name
          from appointment a
          join post p on p.id = a.post_id
          left join unit_at u on u.id = p.unit_id
           and u.valid_from <= ${from}::date and (u.valid_to is null or u.valid_to > ${from}::date)
         where a.person_id = n.id and a.valid_from < ${to}::date
           and (a.valid_to is null or a.valid_to > ${from}::date)
         order by a.kind <> '本務', a.valid_from, a.id limit 1) at on true
     where ${units}::uuid[] is null or at.unit_id = any(${units}::uuid[])
     order by at.unit_name nulls first, n.number
     limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(act.tx)
  const { actor } = act
  const seesAll =
    actor.kind === 'operator' || (actor.kind === 'person' && actor.rights.has('organisation.manage'))
  const me = actor.kind === 'person' ? actor.personId : null
  return {
    from,
    to,
    total: rows[0]?.total ?? 0,
    people: rows.map((row) => ({
      personId: row.personId,
      name: personName(row),
      unitName: row.unitName,
      title: row.title,
      absences: row.absences.map((each) => ({
        ...each,
        reason: seesAll || row.personId === me ? each.reason : null,
      })),
    })),
  }
}
