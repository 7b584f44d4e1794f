import { sql } from 'kysely'
import type { Act } from '#ground/operation/act.ts'
import { mayManage, stateOn } from './council.ts'
import { labelOf } from './meeting.ts'
import type { MeetingState } from './states.ts'

type Row = {
  meeting_id: string
  name: string
  fiscal_year: number
  number: number | null
  state: MeetingState
  held_on: string
  titles: string
  total: number
}

/** Meetings of whose council or agenda all words are part, of those the actor may see. One query. */
export async function searchMeetings(
  act: Act,
  query: string,
  size: number,
): Promise<{ meetings: { id: string; label: string; heldOn: string; titles: string }[]; total: number }> {
  const { actor } = act
  const me = actor.kind === 'person' ? actor.personId : null
  const all = mayManage(act) || (actor.kind === 'person' && actor.rights.has('audit.read'))
  const patterns = query
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/u)
    .filter(Boolean)
    .map((word) => `%${word.replaceAll(/[\\%_]/g, (mark) => `\\${mark}`)}%`)
  const { rows } = await sql<Row>`
    select m.meeting_id, u.name, m.fiscal_year, m.number, m.state, m.held_on, i.titles, count(*) over ()::int as total
      from council_meeting m
      join lateral (select u.name from unit_at u where u.tenant_id = m.tenant_id and u.id = m.unit_id
                     order by ${stateOn(sql.ref('m.held_on'))} limit 1) u on true
      join lateral (select coalesce(string_agg(c.title, '、' order by c.item_id), '') as titles from council_item c
                     where c.tenant_id = m.tenant_id and c.meeting_id = m.meeting_id) i on true
     where lower(u.name || ' ' || i.titles) like all (${patterns}::text[])
       and (${all} or exists (select 1 from council_member c where c.tenant_id = m.tenant_id
              and c.meeting_id = m.meeting_id and (c.person_id = ${me}::uuid or c.deputy_id = ${me}::uuid)))
     order by m.held_on desc, m.meeting_id limit ${size}`.execute(act.tx)
  return {
    meetings: rows.map((row) => ({
      id: row.meeting_id,
      label: `${row.name} ${labelOf(row)}`,
      heldOn: row.held_on,
      titles: row.titles,
    })),
    total: rows[0]?.total ?? 0,
  }
}
