import { sql } from 'kysely'
import { offices, type OfficeCode, type OfficeRule } from '#authority/offices.ts'
import { personName } from '#authority/reads.ts'
import type { Tx } from '#ground/database/database.ts'
import type { SeatRole } from './states.ts'
import { stateOn } from './council.ts'
import type { SeatRule } from './seat-rule.ts'
import '#authority/tables.ts'

export type Member = {
  readonly personId: string
  readonly name: string
  readonly role: SeatRole
  /** The posts he sits by, joined; 指名 where he was named. */
  readonly seat: string
  readonly mail: string | null
}

export type Membership = {
  /** Each person once, in the order of the seats; the highest of his roles counts. */
  readonly members: readonly Member[]
  /** Seats that nobody holds. */
  readonly vacant: readonly { readonly role: SeatRole; readonly word: string }[]
}

type Asked = { readonly seat: number; readonly rule: OfficeRule }
type Found = {
  seat: number
  personId: string
  family: string
  given: string
  mail: string | null
  title: string | null
  unitName: string | null
}

const precedence: readonly SeatRole[] = ['chair', 'vice-chair', 'member']

/**
 * Who belongs to the council on a date, ex officio and named: derived from posts, never typed in. Three queries.
 */
export async function membersOn(tx: Tx, seats: readonly SeatRule[], on: string): Promise<Membership> {
  const officeRules = await rulesOfOffices(tx, on)
  const asked: Asked[] = seats.flatMap(({ holder }, seat) =>
    holder.by === 'office'
      ? (officeRules.get(holder.office) ?? []).map((rule) => ({ seat, rule }))
      : [{ seat, rule: holder.by === 'person' ? { ...holder, unitId: null } : holder }],
  )
  const found = await holdersOf(tx, asked, on)
  const words = await seatWords(tx, seats, on)
  const vacant = seats.flatMap((seat, at) =>
    found.some((row) => row.seat === at) ? [] : [{ role: seat.role, word: words[at] ?? '' }],
  )
  const members = new Map<string, Member>()
  for (const role of precedence) {
    for (const [at, seat] of seats.entries()) {
      if (seat.role !== role) continue
      for (const row of found) {
        if (row.seat !== at) continue
        const word = [row.unitName === row.title ? null : row.unitName, row.title]
          .filter((part) => part !== null && part !== '')
          .join(' ')
        const by = seat.holder.by === 'person' ? '指名' : word
        const known = members.get(row.personId)
        if (known === undefined) {
          const { personId, mail } = row
          members.set(personId, { personId, name: personName(row), role, seat: by, mail })
        } else if (by !== '' && !known.seat.split('、').includes(by)) {
          members.set(row.personId, { ...known, seat: `${known.seat}、${by}`.slice(0, 300) })
        }
      }
    }
  }
  return { members: [...members.values()], vacant }
}

/** The city's rules of its offices on a date. One query. */
async function rulesOfOffices(tx: Tx, on: string): Promise<Map<OfficeCode, OfficeRule[]>> {
  const rows = await tx
    .selectFrom('office_rule')
    .select(['office', 'rule'])
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', on)]))
    .orderBy('sort')
    .orderBy('id')
    .execute()
  const rules = new Map<OfficeCode, OfficeRule[]>()
  for (const { office, rule } of rows) rules.set(office, [...(rules.get(office) ?? []), rule])
  return rules
}

/** The people whom the rules name on the date, by seat, in the order of the chart. One query. */
async function holdersOf(tx: Tx, asked: readonly Asked[], on: string): Promise<Found[]> {
  if (asked.length === 0) return []
  const { rows } = await sql<Found>`
    with recursive asked as materialized (
      select (a ->> 'seat')::int as seat, a -> 'rule' as rule
        from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) a),
    tree as (
      select a.seat, u.id from asked a join unit_at u
          on (a.rule ->> 'by' = 'members' and u.id = (a.rule ->> 'unitId')::uuid)
          or (a.rule ->> 'by' = 'policy-office' and u.policy_office)
       where u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to > ${on}::date)
      union
      select t.seat, u.id from tree t join unit_at u on u.parent_id = t.id
       where u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to > ${on}::date)),
    posts as (
      select a.seat, p.id from asked a join post p on p.id = (a.rule ->> 'postId')::uuid where a.rule ->> 'by' = 'post'
      union
      select a.seat, p.id from asked a join post p on p.rank = a.rule ->> 'rank'
        join unit_at u on u.id = p.unit_id and a.rule -> 'kinds' ? u.kind
             and u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to > ${on}::date)
       where a.rule ->> 'by' = 'rank'
      union
      select t.seat, p.id from tree t join post p on p.unit_id = t.id),
    held as (
      select s.seat, c.person_id, p.title, u.name as unit_name, p.body_id, u.sort as unit_sort, u.code, p.sort, c.kind
        from posts s join post p on p.id = s.id
        join appointment c on c.post_id = p.id
             and c.valid_from <= ${on}::date and (c.valid_to is null or c.valid_to > ${on}::date)
        left join unit_at u on u.id = p.unit_id and u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to > ${on}::date)
       where p.valid_from <= ${on}::date and (p.valid_to is null or p.valid_to > ${on}::date)
      union all
      select a.seat, (a.rule ->> 'personId')::uuid, null, null, null, null, null, 0, null
        from asked a where a.rule ->> 'by' = 'person')
    select h.seat, n.id as "personId", n.family, n.given, n.mail, h.title, h.unit_name as "unitName"
      from held h join person n on n.id = h.person_id
       and n.valid_from <= ${on}::date and (n.valid_to is null or n.valid_to > ${on}::date)
      left join body b on b.id = h.body_id
     order by h.seat, b.sort, b.name, h.unit_sort nulls first, h.code, h.sort, h.kind <> '本務', n.number`.execute(
    tx,
  )
  return rows
}

/** What each seat is called, also while it is empty. Two queries. */
export async function seatWords(tx: Tx, seats: readonly SeatRule[], on: string): Promise<string[]> {
  const ids = seats.flatMap(({ holder }) =>
    holder.by === 'post' ? [holder.postId] : holder.by === 'members' ? [holder.unitId] : [],
  )
  const people = seats.flatMap(({ holder }) => (holder.by === 'person' ? [holder.personId] : []))
  const { rows } = await sql<{ id: string; word: string }>`
    select p.id, concat_ws(' ', s.name, p.title) as word from post p
      left join lateral (select u.name from unit_at u where u.id = p.unit_id order by ${stateOn(on)} limit 1) s on true
     where p.id = any(${ids}::uuid[])
    union all
    select l.id, (select u.name from unit_at u where u.id = l.id order by ${stateOn(on)} limit 1) || 'の構成員'
      from unit l where l.id = any(${ids}::uuid[])
    union all
    select n.id, concat_ws(' ', n.family, nullif(n.given, '')) from person n where n.id = any(${people}::uuid[])`.execute(
    tx,
  )
  const named = new Map(rows.map((row) => [row.id, row.word]))
  const words = await tx
    .selectFrom('office_rule')
    .select(['office', 'word'])
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', on)]))
    .execute()
  return seats.map(({ holder }) => {
    switch (holder.by) {
      case 'office':
        return words.find((row) => row.office === holder.office)?.word ?? offices[holder.office].word
      case 'post':
        return named.get(holder.postId) ?? '廃止された職'
      case 'members':
        return named.get(holder.unitId) ?? '廃止された組織の構成員'
      case 'person':
        return named.get(holder.personId) ?? '職員'
      case 'rank':
        return `${holder.kinds.join('・')}の${rankWord[holder.rank]}`
    }
  })
}

const rankWord = {
  'vice-mayor': '副市長',
  head: '長',
  'deputy-head': '次長・補佐',
  'section-chief': '係長',
  leader: '情報化推進リーダー',
  staff: '職員',
  member: '構成員',
} as const
