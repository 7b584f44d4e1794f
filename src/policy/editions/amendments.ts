import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import { daysBetween } from '#ground/clock/date.ts'
import { formatDate } from '#ground/clock/wareki.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { policyAmendments, policyReportAmendment } from '../contract-editions.ts'
import type { EditionApprovalTable } from './edition-tables.ts'
import { findEdition } from './editions.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import type { PolicyPorts } from '../ports.ts'

type Row = Selectable<EditionApprovalTable> & { policy_id: string; title: string; label: string }

const selectApprovals = (act: Act) =>
  act.tx
    .selectFrom('edition_approval as a')
    .innerJoin('policy_version as v', (join) =>
      join.onRef('v.tenant_id', '=', 'a.tenant_id').onRef('v.version_id', '=', 'a.version_id'),
    )
    .innerJoin('policy as p', (join) =>
      join.onRef('p.tenant_id', '=', 'v.tenant_id').onRef('p.policy_id', '=', 'v.policy_id'),
    )
    .where('a.tenant_id', '=', act.tenantId)
    .selectAll('a')
    .select(['v.policy_id', 'v.label', 'p.title'])

const amendmentOut = (row: Row, today: string) => {
  const owed = row.report_due !== null && row.reported_on === null
  return {
    editionId: row.version_id,
    policyId: row.policy_id,
    title: row.title,
    label: row.label,
    approval: row.kind,
    matter: row.matter,
    number: row.number,
    by: row.approved_by,
    approvedOn: row.approved_on,
    reportDue: row.report_due,
    daysLeft: owed && row.report_due !== null ? daysBetween(today, row.report_due) : null,
    state: row.report_due === null ? ('none' as const) : owed ? ('open' as const) : ('reported' as const),
    reportedOn: row.reported_on,
    reportedTo: row.reported_to,
    note: row.note,
  }
}

/** On what authority editions came into force, the reports still owed first. One query. */
export function amendmentsOperation(): Implementation {
  return implement(policyAmendments, async (act, input) => {
    let query = selectApprovals(act)
    if (input.policyId !== undefined) query = query.where('v.policy_id', '=', input.policyId)
    if (input.open) query = query.where('a.report_due', 'is not', null).where('a.reported_on', 'is', null)
    const rows = await query
      .select(sql<number>`count(*) over ()::int`.as('total'))
      .orderBy(sql`a.report_due is null or a.reported_on is not null`)
      .orderBy('a.report_due')
      .orderBy('a.approved_on', 'desc')
      .orderBy('a.version_id')
      .limit(input.size)
      .offset((input.page - 1) * input.size)
      .execute()
    return {
      amendments: rows.map((row) => amendmentOut(row, act.today)),
      total: rows[0]?.total ?? 0,
      page: input.page,
      size: input.size,
    }
  })
}

/**
 * Notes that an edition's report was made in a meeting the house itself recorded. False where none was owed or it was
 * made before. One query and one row.
 */
export async function noteReported(
  act: Act,
  made: { editionId: string; reportedOn: string; meeting: string; note: string },
): Promise<boolean> {
  const row = await selectApprovals(act).where('a.version_id', '=', made.editionId).executeTakeFirst()
  if (row === undefined || row.report_due === null || row.reported_on !== null) return false
  const { policy_id: _policy, title: _title, label: _label, ...approval } = row
  await act.recorder.save('edition_approval', {
    ...approval,
    // what was decided after the meeting began cannot have been told there
    reported_on: made.reportedOn < row.approved_on ? row.approved_on : made.reportedOn,
    reported_to: made.meeting,
    note: made.note === '' ? null : made.note,
  })
  return true
}

/** 軽微・緊急 was told to the council: the duty that the edition left is done. */
export function reportAmendmentOperation(ports: PolicyPorts): Implementation {
  return implement(policyReportAmendment, async (act, input) => {
    await oneAtATime(act, 'policy.force')
    const edition = await findEdition(act, input.editionId)
    const row = await selectApprovals(act).where('a.version_id', '=', edition.version_id).executeTakeFirst()
    if (row === undefined || row.report_due === null) {
      return refuse(
        'conflict',
        `「${edition.label}」は軽微・緊急の改正ではないため、事後報告はありません。改正の手続の一覧を確かめてください。`,
      )
    }
    if (row.reported_on !== null) {
      return refuse(
        'conflict',
        `「${edition.label}」は${formatDate(row.reported_on)}に報告済みです。改正の手続の一覧を確かめてください。`,
      )
    }
    const problem =
      input.reportedOn < row.approved_on
        ? '報告の日は決定の日より前にできません。'
        : input.reportedOn > act.today
          ? '報告の日に先の日は入れられません。報告してから記録してください。'
          : null
    if (problem !== null) {
      return refuse('invalid', problem, {
        problems: [{ at: 'reportedOn', message: problem, value: input.reportedOn }],
      })
    }
    const { policy_id: policyId, title, label, ...approval } = row
    const reported = {
      ...approval,
      reported_on: input.reportedOn,
      reported_to: input.meeting,
      note: input.note === '' ? null : input.note,
    }
    await act.recorder.save('edition_approval', reported)
    await ports.council.reportMade(act, { editionId: edition.version_id, meeting: input.meeting })
    act.recorder.describe({
      act: '改正の事後報告',
      subject: { kind: 'policy', id: policyId, label: `${title} ${label}` },
      editionId: edition.version_id,
      note: `${formatDate(input.reportedOn)} ${input.meeting}`,
    })
    return { amendment: amendmentOut({ ...reported, policy_id: policyId, title, label }, act.today) }
  })
}
