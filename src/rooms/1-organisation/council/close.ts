import type { z } from 'zod'
import { formatDate } from '#ground/clock/wareki.ts'
import { closeTasks, openTasks } from '#engine/task/tasks.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { noteReported } from '#policy/editions/amendments.ts'
import { sittingOf } from './attend.ts'
import { contentsOf } from './content.ts'
import type { closeMeeting } from './contract.ts'
import { requireCouncil, requireRules } from './council.ts'
import { excludedFrom } from './hold.ts'
import {
  ballotsOf,
  cites,
  filesOf,
  itemsOf,
  lockMeeting,
  memberRows,
  nowOf,
  saveNext,
  subjectOf,
  type ItemRow,
  type MeetingRow,
} from './meeting.ts'
import { presidingOf, writtenOutcome, type CouncilRules } from './rules.ts'
import { REPORT } from './owed.ts'

type In<T extends { input: z.ZodType }> = z.output<T['input']>

/**
 * Ends the meeting: every item has an outcome, resolutions get their numbers, reports that were owed are noted as
 * made, and whoever presided is asked to look through the minutes. A written meeting is counted here.
 */
export async function close(act: Act, input: In<typeof closeMeeting>) {
  const meeting = await lockMeeting(act, input, 'close')
  const council = await requireCouncil(act.tx, meeting.unit_id, meeting.held_on)
  const { rules } = await requireRules(act.tx, meeting.unit_id, meeting.held_on)
  const found = await itemsOf(act.tx, meeting.meeting_id)
  const items = meeting.way === 'written' ? await countAnswers(act, meeting, rules, found) : found
  const open = items.filter((item) => item.outcome === null)
  if (open.length > 0) {
    refuse(
      'conflict',
      `結果を記録していない議題が${open.length}件あります(${open[0]?.title ?? ''})。記録してから閉会してください。`,
    )
  }
  const heldOn = meeting.way === 'written' && act.today < meeting.held_on ? act.today : meeting.held_on
  const numbered = await number(act, meeting, items)
  await act.recorder.saveAll('council_item', numbered)
  const chairId = meeting.chair_id ?? (await keeperOf(act, meeting, rules))
  const saved = await saveNext(act, meeting, {
    state: 'closed',
    closed_at: act.at,
    held_on: heldOn,
    chair_id: chairId,
  })
  const subject = subjectOf(saved, council.name)
  for (const item of numbered) {
    if (item.subject_kind !== 'amendment-report' || item.subject_id === null || item.outcome !== '了承')
      continue
    const reported = await noteReported(act, {
      editionId: item.subject_id,
      reportedOn: heldOn,
      meeting: subject.label.slice(0, 200),
      note: '',
    })
    if (!reported) continue
    await closeTasks(
      act,
      { subject: { kind: 'policy-edition', id: item.subject_id }, kind: REPORT },
      { state: 'done', outcome: `${subject.label}で報告` },
    )
  }
  if (chairId !== null) {
    await openTasks(act, [
      {
        kind: 'council.minutes',
        title: `${subject.label}の議事録を確認する`,
        owner: { personId: chairId },
        subject: { kind: 'council-meeting', id: meeting.meeting_id },
        href: `/council/${meeting.meeting_id}`,
        cites,
        closesThere: true,
        dueOn: null,
        once: `council.minutes:${meeting.meeting_id}`,
      },
    ])
  }
  const resolved = numbered.filter((item) => item.outcome === '可決' || item.outcome === '修正可決').length
  act.recorder.describe({
    act: meeting.way === 'written' ? '書面議決の集計' : '閉会',
    subject,
    capacity: '会議議決',
    note: `可決${resolved}件、議題${numbered.length}件`,
  })
  return { ...nowOf(saved), resolved }
}

/** What passed gets the next number of the fiscal year, in the order of the agenda. One query. */
async function number(act: Act, meeting: MeetingRow, items: readonly ItemRow[]): Promise<ItemRow[]> {
  const last = await act.tx
    .selectFrom('council_item as i')
    .innerJoin('council_meeting as m', (join) =>
      join.onRef('m.tenant_id', '=', 'i.tenant_id').onRef('m.meeting_id', '=', 'i.meeting_id'),
    )
    .where('m.unit_id', '=', meeting.unit_id)
    .where('m.fiscal_year', '=', meeting.fiscal_year)
    .select((eb) => eb.fn.max('i.number').as('number'))
    .executeTakeFirst()
  let next = Number(last?.number ?? 0)
  return items.map((item) =>
    item.outcome === '可決' || item.outcome === '修正可決' ? { ...item, number: (next += 1) } : item,
  )
}

/** In a written meeting nobody presides; the chair, or who stands for him, looks through the record. */
async function keeperOf(act: Act, meeting: MeetingRow, rules: CouncilRules): Promise<string | null> {
  const members = (await memberRows(act.tx, meeting.meeting_id)).map(sittingOf)
  return presidingOf(
    rules,
    members.map((member) => ({ ...member, attendance: 'present' as const })),
  )
}

/** Counts the answers once the last day is over, or everybody has answered everything before it. */
async function countAnswers(
  act: Act,
  meeting: MeetingRow,
  rules: CouncilRules,
  items: readonly ItemRow[],
): Promise<ItemRow[]> {
  const members = await memberRows(act.tx, meeting.meeting_id)
  const contents = await contentsOf(act.tx, items, await filesOf(act.tx, meeting.meeting_id))
  const changed = items.find((item) => contents.get(item.item_id)?.contentHash !== item.content_hash)
  if (changed !== undefined) {
    refuse(
      'conflict',
      `回付した後に「${changed.title}」の本文又は資料が変わりました。議決にできません。取りやめて、回し直してください。`,
    )
  }
  const ballots = (await ballotsOf(act.tx, meeting.meeting_id)).filter((ballot) =>
    items.some((item) => item.item_id === ballot.item_id && item.content_hash === ballot.content_hash),
  )
  const questions = items.filter((item) => item.kind === '議決')
  const answersOf = (item: ItemRow) => ballots.filter((ballot) => ballot.item_id === item.item_id)
  const missing = questions.some((item) => {
    const excluded = excludedFrom(rules, item)
    const answered = new Set(answersOf(item).map((ballot) => ballot.person_id))
    return members.some((row) => !excluded.has(row.person_id) && !answered.has(row.person_id))
  })
  if (missing && act.today <= meeting.held_on) {
    refuse(
      'conflict',
      `まだ回答していない人がいます。回答期限の${formatDate(meeting.held_on)}を過ぎてから集計してください。`,
    )
  }
  const counted = items.map((item): ItemRow => {
    if (item.kind !== '議決')
      return { ...item, outcome: '了承', outcome_reason: '書面により報告', decided_at: act.at }
    const answers = answersOf(item).map(({ person_id: personId, choice }) => ({ personId, choice }))
    const { outcome, tally, reason } = writtenOutcome(
      rules,
      members.map(sittingOf),
      answers,
      excludedFrom(rules, item),
    )
    return {
      ...item,
      votes_for: tally.for,
      votes_against: tally.against,
      votes_abstain: tally.abstain,
      outcome,
      outcome_reason: reason,
      decided_at: act.at,
    }
  })
  await act.recorder.saveAll(
    'council_member',
    members.map((row) => ({
      ...row,
      attendance: ballots.some((ballot) => ballot.person_id === row.person_id)
        ? ('written' as const)
        : ('absent' as const),
    })),
  )
  for (const row of members) {
    await closeTasks(
      act,
      { subject: { kind: 'council-answer', id: `${meeting.meeting_id}:${row.person_id}` } },
      { state: 'dropped', outcome: '回答期限までに回答なし' },
    )
  }
  return counted
}
