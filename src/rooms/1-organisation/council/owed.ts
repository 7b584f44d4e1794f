import { closeTasks, openTasks } from '#engine/task/tasks.ts'
import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { editionContents } from '#policy/editions/content-hash.ts'
import type { CouncilPort } from '#policy/ports.ts'
import { COUNCIL, councilSlots, stateOn } from './council.ts'
import { labelOf, resolutionNumber } from './meeting.ts'
import type { SubjectKind } from './states.ts'

/** Kind of the task: a report that is owed to the council. */
export const REPORT = 'council.report'

export type Resolution = {
  readonly itemId: string
  readonly meetingId: string
  /** 「情報化推進会議 令和8年度第2回」 */
  readonly meeting: string
  readonly resolvedOn: string
  readonly number: string | null
  readonly outcome: '可決' | '修正可決'
  /** Everything that was resolved: item, papers, and the text of an edition. */
  readonly contentHash: string
  /** The text of the edition alone; null where the subject is none. */
  readonly subjectHash: string | null
}

/**
 * The latest resolution on a thing, of a meeting that has ended, by the unit that was the city's council on that day.
 * Null: none, or voted down since. Any gate of the house may ask. One query.
 */
export async function resolutionFor(
  tx: Tx,
  subject: { readonly kind: SubjectKind; readonly id: string },
): Promise<Resolution | null> {
  const { rows } = await sql<{
    item_id: string
    meeting_id: string
    name: string
    held_on: string
    fiscal_year: number
    meeting_number: number | null
    number: number | null
    outcome: '可決' | '修正可決' | '否決'
    content_hash: string
    subject_hash: string | null
  }>`
    select i.item_id, i.meeting_id, u.name, m.held_on, m.fiscal_year, m.number as meeting_number, i.number, i.outcome,
           i.content_hash, i.subject_hash
      from council_item i
      join council_meeting m on m.tenant_id = i.tenant_id and m.meeting_id = i.meeting_id
      join lateral (select u.name from unit_at u where u.tenant_id = m.tenant_id and u.id = m.unit_id
                     order by ${stateOn(sql.ref('m.held_on'))} limit 1) u on true
     where i.subject_kind = ${subject.kind} and i.subject_id = ${subject.id}
       and i.outcome in ('可決', '修正可決', '否決') and m.state in ('closed', 'approved')
       and exists (select 1 from office_rule o where o.office = 'council' and o.rule ->> 'by' = 'members'
                      and (o.rule ->> 'unitId')::uuid = m.unit_id and o.valid_from <= m.held_on
                      and (o.valid_to is null or o.valid_to > m.held_on))
     order by m.closed_at desc, m.held_on desc, m.number desc, i.place desc
     limit 1`.execute(tx)
  const row = rows[0]
  // what was voted down later stands no more
  if (row === undefined || row.outcome === '否決') return null
  const meeting = { fiscal_year: row.fiscal_year, number: row.meeting_number }
  return {
    itemId: row.item_id,
    meetingId: row.meeting_id,
    meeting: `${row.name} ${labelOf(meeting) ?? ''}`.trim(),
    resolvedOn: row.held_on,
    number: resolutionNumber(meeting, row.number),
    outcome: row.outcome,
    contentHash: row.content_hash,
    subjectHash: row.subject_hash,
  }
}

/** The resolution that passed a case, with the hash of what was filed: plugged in by the house. */
export async function caseResolution(tx: Tx, applicationId: string) {
  const found = await resolutionFor(tx, { kind: 'application', id: applicationId })
  if (found === null) return null
  const { meeting, number, outcome, subjectHash } = found
  return { meeting, number, outcome, contentHash: subjectHash }
}

/** What the policy room asks of the council and tells it: plugged in by the house. */
export const councilPort: CouncilPort = {
  resolution: async (tx, editionId) => {
    const found = await resolutionFor(tx, { kind: 'policy-edition', id: editionId })
    if (found === null) return null
    const { itemId, meetingId, meeting, resolvedOn, number } = found
    const now = (await editionContents(tx, [editionId])).get(editionId)?.hash
    const state =
      found.outcome === '修正可決'
        ? 'amended'
        : now !== undefined && now === found.subjectHash
          ? 'holds'
          : 'changed'
    return { itemId, meetingId, meeting, resolvedOn, number, state }
  },
  reportOwed: async (act, owed) => {
    await openTasks(act, [
      {
        kind: REPORT,
        title: `${owed.label}の改正を会議に報告する`.slice(0, 200),
        detail: owed.reason.slice(0, 2000),
        owner: { office: 'policy-office', unitId: null },
        subject: { kind: 'policy-edition', id: owed.editionId },
        href: '/council',
        cites: { mechanism: COUNCIL, slot: councilSlots.reports },
        closesThere: true,
        dueOn: owed.dueOn,
        once: `${REPORT}:${owed.editionId}`,
      },
    ])
  },
  reportMade: async (act, made) => {
    await closeTasks(
      act,
      { subject: { kind: 'policy-edition', id: made.editionId }, kind: REPORT },
      { state: 'done', outcome: `${made.meeting}に報告`.slice(0, 500) },
    )
  },
}
