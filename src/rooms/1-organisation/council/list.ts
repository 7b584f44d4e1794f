import type { z } from 'zod'
import { sql } from 'kysely'
import { daysBetween } from '#ground/clock/date.ts'
import { casesToResolve } from '#engine/procedure/council-cases.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import { citationsOf } from '#policy/reads.ts'
import '#policy/editions/edition-tables.ts'
import type { listMeetings } from './contract.ts'
import { COUNCIL, councilsOn, mayManage, stateOn } from './council.ts'
import { labelOf } from './meeting.ts'
import type { MeetingState } from './states.ts'

type Output = z.input<(typeof listMeetings)['output']>

type LineRow = {
  meeting_id: string
  unit_id: string
  name: string
  fiscal_year: number
  number: number | null
  way: 'room' | 'written'
  state: MeetingState
  held_on: string
  begins_at: string
  place: string
  answer_by: string | null
  items: number
  resolved: number
  to_answer: boolean
  total: number
}

/** Meetings one may see, those to come first; what may go on an agenda, for the secretariat. Six queries. */
export async function readMeetings(
  act: Act,
  input: z.output<(typeof listMeetings)['input']>,
): Promise<Output> {
  const manage = mayManage(act)
  const open = await lines(act, input, { ended: false, limit: 100, offset: 0 })
  const past = await lines(act, input, {
    ended: true,
    limit: input.size,
    offset: (input.page - 1) * input.size,
  })
  return {
    councils: await councilsOn(act.tx, act.today),
    open: open.map(lineOut),
    past: past.map(lineOut),
    total: past[0]?.total ?? 0,
    page: input.page,
    size: input.size,
    toAnswer: open.filter((row) => row.to_answer).map((row) => row.meeting_id),
    proposals: manage ? await proposals(act.tx, act.today) : [],
    mayManage: manage,
    cites: [...(await citationsOf(act.tx, COUNCIL, act.today))],
  }
}

const lineOut = (row: LineRow): Output['open'][number] => ({
  meetingId: row.meeting_id,
  unitId: row.unit_id,
  councilName: row.name,
  label: labelOf(row),
  way: row.way,
  state: row.state,
  heldOn: row.held_on,
  beginsAt: row.begins_at,
  place: row.place,
  answerBy: row.answer_by,
  items: row.items,
  resolved: row.resolved,
})

async function lines(
  act: Act,
  input: { readonly unitId?: string | undefined },
  which: { readonly ended: boolean; readonly limit: number; readonly offset: number },
): Promise<LineRow[]> {
  const { actor } = act
  const me = actor.kind === 'person' ? actor.personId : null
  const all = mayManage(act) || (actor.kind === 'person' && actor.rights.has('audit.read'))
  const order = which.ended ? sql`m.held_on desc, m.created_at desc` : sql`m.held_on, m.created_at`
  const { rows } = await sql<LineRow>`
    select m.meeting_id, m.unit_id, u.name, m.fiscal_year, m.number, m.way, m.state, m.held_on, m.begins_at, m.place,
           m.answer_by,
           (select count(*)::int from council_item i where i.tenant_id = m.tenant_id and i.meeting_id = m.meeting_id) as items,
           (select count(*)::int from council_item i where i.tenant_id = m.tenant_id and i.meeting_id = m.meeting_id
               and i.number is not null) as resolved,
           m.way = 'written' and m.state = 'opened' and m.answer_by >= ${act.today}::date
             and exists (select 1 from council_member c where c.tenant_id = m.tenant_id
                   and c.meeting_id = m.meeting_id and c.person_id = ${me}::uuid)
             and exists (select 1 from council_item i where i.tenant_id = m.tenant_id
                   and i.meeting_id = m.meeting_id and i.kind = '議決'
                   and not i.concerned ? coalesce(${me}::text, '')
                   and not exists (select 1 from council_ballot b where b.tenant_id = i.tenant_id
                         and b.item_id = i.item_id and b.person_id = ${me}::uuid)) as to_answer,
           count(*) over ()::int as total
      from council_meeting m
      join lateral (select u.name from unit_at u where u.tenant_id = m.tenant_id and u.id = m.unit_id
                     order by ${stateOn(sql.ref('m.held_on'))} limit 1) u on true
     where (m.state in ('closed', 'approved', 'cancelled')) = ${which.ended}
       and (${input.unitId ?? null}::uuid is null or m.unit_id = ${input.unitId ?? null}::uuid)
       and (${all} or exists (select 1 from council_member c where c.tenant_id = m.tenant_id
              and c.meeting_id = m.meeting_id and (c.person_id = ${me}::uuid or c.deputy_id = ${me}::uuid)))
     order by ${order}, m.meeting_id
     limit ${which.limit} offset ${which.offset}`.execute(act.tx)
  return rows
}

/** Editions and cases that wait for a resolution, and reports of minor and urgent amendments that are owed. Three queries. */
async function proposals(tx: Tx, on: string): Promise<Output['proposals']> {
  const { rows } = await sql<{
    id: string
    kind: 'policy-edition' | 'amendment-report'
    label: string
    due_on: string | null
    urgent: boolean
    tabled: boolean
  }>`
    with wanted as (
      select v.tenant_id, v.version_id, 'amendment-report' as kind, p.title || ' ' || v.label as label,
             a.report_due as due_on, a.kind = 'urgent' as urgent
        from edition_approval a
        join policy_version v on v.tenant_id = a.tenant_id and v.version_id = a.version_id
        join policy p on p.tenant_id = v.tenant_id and p.policy_id = v.policy_id
       where a.report_due is not null and a.reported_on is null
      union all
      select v.tenant_id, v.version_id, 'policy-edition', p.title || ' ' || v.label, null, false
        from policy_version v join policy p on p.tenant_id = v.tenant_id and p.policy_id = v.policy_id
       where v.state = 'draft' and p.kind in ('基本方針', '対策基準')
         and not exists (select 1 from council_item i join council_meeting m
               on m.tenant_id = i.tenant_id and m.meeting_id = i.meeting_id
              where i.tenant_id = v.tenant_id and i.subject_kind = 'policy-edition'
                and i.subject_id = v.version_id::text and i.outcome in ('可決', '修正可決')
                and m.state in ('closed', 'approved')))
    select w.version_id as id, w.kind, w.label, w.due_on, w.urgent,
           exists (select 1 from council_item i join council_meeting m
               on m.tenant_id = i.tenant_id and m.meeting_id = i.meeting_id
             where i.tenant_id = w.tenant_id and i.subject_kind = w.kind and i.subject_id = w.version_id::text
               and m.state in ('draft', 'called', 'opened')) as tabled
      from wanted w
     order by w.due_on nulls last, w.label
     limit 100`.execute(tx)
  const cases = await casesToResolve(tx)
  const onAgenda = await tabledCases(
    tx,
    cases.map((file) => file.applicationId),
  )
  const filed = cases.map((file) => ({
    kind: 'application' as const,
    itemKind: '議決' as const,
    id: file.applicationId,
    label: file.label,
    title: `${file.label}について`.slice(0, 200),
    href: `/cases/${file.applicationId}`,
    dueOn: null,
    daysLeft: null,
    tabled: onAgenda.has(file.applicationId),
  }))
  const owed = rows.map((row) => ({
    kind: row.kind,
    itemKind: row.kind === 'policy-edition' ? ('議決' as const) : ('報告' as const),
    id: row.id,
    label: row.label,
    title:
      row.kind === 'policy-edition'
        ? `${row.label}の改定について`
        : `${row.label}(${row.urgent ? '緊急の改正' : '軽微な改正'})の報告について`,
    href: `/policies/${row.id}`,
    dueOn: row.due_on,
    daysLeft: row.due_on === null ? null : daysBetween(on, row.due_on),
    tabled: row.tabled,
  }))
  return [...owed, ...filed]
}

/** Which of the cases are on the agenda of a meeting that has not ended. One query at most. */
async function tabledCases(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx
    .selectFrom('council_item as i')
    .innerJoin('council_meeting as m', (join) =>
      join.onRef('m.tenant_id', '=', 'i.tenant_id').onRef('m.meeting_id', '=', 'i.meeting_id'),
    )
    .select('i.subject_id')
    .where('i.subject_kind', '=', 'application')
    .where('i.subject_id', 'in', [...ids])
    .where('m.state', 'in', ['draft', 'called', 'opened'])
    .execute()
  return new Set(rows.flatMap((row) => row.subject_id ?? []))
}
