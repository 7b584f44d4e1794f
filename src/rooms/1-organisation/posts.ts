import { sql } from 'kysely'
import type { z } from 'zod'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { personName } from '#authority/reads.ts'
import type { posts } from './contract.ts'

type Row = {
  id: string
  title: string
  rank: string
  unitId: string | null
  total: number
  holderCount: number
  holders: { personId: string; family: string; given: string; kind: string }[]
}

/** The posts of a unit, or of the bodies, in force on the date, with who holds them. Two queries. */
export async function readPosts(
  act: Act,
  input: z.output<typeof posts.input>,
): Promise<z.input<typeof posts.output>> {
  const on = input.on ?? act.today
  const unitId = input.unitId ?? null
  if (unitId !== null) {
    const unit = await act.tx.selectFrom('unit_at').select('id').where('id', '=', unitId).executeTakeFirst()
    if (unit === undefined) refuse('not-found', 'この組織は登録されていません。')
  }
  const { rows } = await sql<Row>`
    select p.id, p.title, p.rank, p.unit_id as "unitId", (count(*) over ())::int as total,
           h.count::int as "holderCount", h.holders
      from post p
      cross join lateral (
        select count(*) as count,
               coalesce(jsonb_agg(jsonb_build_object('personId', g.id, 'family', g.family, 'given', g.given,
                 'kind', g.kind) order by g.place) filter (where g.place <= 20), '[]') as holders
          from (
            select n.id, n.family, n.given, a.kind,
                   row_number() over (order by a.kind <> '本務', a.valid_from, n.number) as place
              from appointment a join person n on n.id = a.person_id
             where a.post_id = p.id
               and a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to > ${on}::date)
               and n.valid_from <= ${on}::date and (n.valid_to is null or n.valid_to > ${on}::date)) g) h
     where p.unit_id is not distinct from ${unitId}::uuid
       and p.valid_from <= ${on}::date and (p.valid_to is null or p.valid_to > ${on}::date)
     order by array_position(array['vice-mayor', 'head', 'deputy-head', 'section-chief', 'leader', 'staff'], p.rank),
              p.sort, p.title
     limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(act.tx)
  return {
    total: rows[0]?.total ?? 0,
    posts: rows.map((row) => ({
      ...row,
      holders: row.holders.map(({ personId, kind, ...name }) => ({ personId, kind, name: personName(name) })),
    })),
  }
}
