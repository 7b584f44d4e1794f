import { sql } from 'kysely'
import type { z } from 'zod'
import type { ActingCondition, ActingGiver, ActingKind } from '#authority/acting-kinds.ts'
import { type OfficeCode, offices } from '#authority/offices.ts'
import { personName, personNames } from '#authority/reads.ts'
import { authoritySlots as slots } from '#authority/slots.ts'
import { unitNames } from '#authority/units.ts'
import type { Act } from '#ground/operation/act.ts'
import { mayEnd, ownPosts } from './acting.ts'
import { citesOf } from './cites.ts'
import type { actingRights, ActingRightView } from './contract.ts'

type Holder = { id: string; family: string; given: string; away: boolean }
type Row = {
  id: string
  kind: ActingKind
  given: ActingGiver | null
  giverId: string | null
  postId: string
  postTitle: string
  postThere: boolean
  owners: Holder[]
  holderPostId: string | null
  holderTitle: string | null
  holderPersonId: string | null
  holders: Holder[]
  when: ActingCondition
  scope: { offices: OfficeCode[] | null; matters: string[] | null; units?: string[] | null }
  basis: string
  eid: string | null
  from: string
  to: string | null
  total: number
}

/** Rights to act as of a day with what each is worth; those that have ended only when asked for. At most five queries. */
export async function readActingRights(
  act: Act,
  input: z.output<typeof actingRights.input>,
): Promise<z.input<typeof actingRights.output>> {
  const on = input.on ?? act.today
  const held = (post: string) => sql`
    select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'family', n.family, 'given', n.given,
             'away', exists (select 1 from absence b where b.person_id = n.id
               and b.valid_from <= ${on}::date and (b.valid_to is null or b.valid_to > ${on}::date)))
             order by a.kind <> '本務', a.valid_from, n.number), '[]') as list
      from appointment a join person n on n.id = a.person_id
     where a.post_id = ${sql.ref(post)}
       and a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to > ${on}::date)
       and n.valid_from <= ${on}::date and (n.valid_to is null or n.valid_to > ${on}::date)`
  const { rows } = await sql<Row>`
    select r.id, r.kind, r.given_by as "given", r.giver_person_id as "giverId", r.post_id as "postId",
           coalesce(u.name, '') || p.title as "postTitle",
           (p.valid_from <= ${on}::date and (p.valid_to is null or p.valid_to > ${on}::date)
            and (p.unit_id is null or exists (select 1 from unit_at x where x.id = p.unit_id
                 and x.valid_from <= ${on}::date and (x.valid_to is null or x.valid_to > ${on}::date))))
             as "postThere",
           o.list as owners, r.holder_post_id as "holderPostId", coalesce(v.name, '') || q.title as "holderTitle",
           r.holder_person_id as "holderPersonId", h.list as holders, r.applies_when as "when", r.scope, r.basis,
           r.eid, r.valid_from as "from", r.valid_to as "to", (count(*) over ())::int as total
      from acting_right r
      join post p on p.id = r.post_id
      left join lateral (select x.name from unit_at x where x.id = p.unit_id
                          order by x.valid_from <= ${on}::date desc, x.valid_from desc limit 1) u on true
      left join post q on q.id = r.holder_post_id
      left join lateral (select x.name from unit_at x where x.id = q.unit_id
                          order by x.valid_from <= ${on}::date desc, x.valid_from desc limit 1) v on true
      cross join lateral (${held('r.post_id')}) o
      cross join lateral (${held('r.holder_post_id')}) h
     where (${input.ended} or r.valid_to is null or r.valid_to > ${on}::date)
       and (${input.postId ?? null}::uuid is null or r.post_id = ${input.postId ?? null}::uuid)
     order by r.valid_to is not null and r.valid_to <= ${on}::date, r.valid_from, r.id
     limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(act.tx)
  const names = await personNames(
    act.tx,
    rows.flatMap((row) => [row.giverId ?? [], row.holderPersonId ?? []].flat()),
  )
  const serving = await servingOn(
    act,
    rows.flatMap((row) => row.holderPersonId ?? []),
    on,
  )
  const units = await unitNames(
    act.tx,
    rows.flatMap((row) => row.scope.units ?? []),
    on,
  )
  const words = await wordsOn(act, on)
  const me = act.actor.kind === 'person' ? act.actor.personId : null
  return {
    on,
    total: rows[0]?.total ?? 0,
    cites: await citesOf(act.tx, [slots.acting, slots.delegation], on),
    rights: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      given: row.given ?? '規程',
      giverName: row.giverId === null ? null : (names.get(row.giverId) ?? null),
      post: { id: row.postId, title: row.postTitle, names: row.owners.map(personName) },
      holder: {
        postId: row.holderPostId,
        title: row.holderTitle,
        names:
          row.holderPersonId === null
            ? row.holders.map(personName)
            : [names.get(row.holderPersonId) ?? ''].filter((name) => name !== ''),
      },
      when: row.when,
      offices:
        row.scope.offices === null
          ? null
          : row.scope.offices.map((office) => ({ office, word: words.get(office) ?? offices[office].word })),
      matters: row.scope.matters,
      units: row.scope.units?.map((id) => units.get(id) ?? '') ?? null,
      basis: row.basis,
      eid: row.eid,
      from: row.from,
      to: row.to,
      state: stateOf(row, on, serving),
      mine: row.giverId !== null && row.giverId === me,
      mayEnd: mayEnd(act, row.giverId) && (row.to === null || row.to > act.today),
    })),
    own: me === null ? [] : await ownPosts(act, me),
  }
}

/** What a right is worth on the day, from the least to the most that stands in its way. */
function stateOf(row: Row, on: string, serving: ReadonlySet<string>): ActingRightView['state'] {
  if (row.to !== null && row.to <= on) return 'ended'
  if (row.from > on) return 'coming'
  if (!row.postThere) return 'post-gone'
  if (row.giverId !== null && !row.owners.some((owner) => owner.id === row.giverId)) return 'giver-gone'
  const hands = row.holderPersonId === null ? row.holders.length > 0 : serving.has(row.holderPersonId)
  if (!hands) return 'nobody'
  const vacant = row.owners.length === 0
  const absent = !vacant && row.owners.every((owner) => owner.away)
  const met =
    row.when === '常時' ||
    (row.when === '不在' && absent) ||
    (row.when === '欠員' && vacant) ||
    (row.when === '不在・欠員' && (absent || vacant))
  return met ? 'active' : 'waiting'
}

async function servingOn(act: Act, ids: readonly string[], on: string): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await act.tx
    .selectFrom('person')
    .select('id')
    .where('id', 'in', [...new Set(ids)])
    .where('valid_from', '<=', on)
    .where((at) => at.or([at('valid_to', 'is', null), at('valid_to', '>', on)]))
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** The city's words for the offices on the day. One query. */
export async function wordsOn(act: Act, on: string): Promise<Map<OfficeCode, string>> {
  const rows = await act.tx
    .selectFrom('office_rule')
    .select(['office', 'word'])
    .where('valid_from', '<=', on)
    .where((at) => at.or([at('valid_to', 'is', null), at('valid_to', '>', on)]))
    .orderBy('sort', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.office, row.word]))
}
