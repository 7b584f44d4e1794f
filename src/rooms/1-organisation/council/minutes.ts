import type { z } from 'zod'
import { closeTasks } from '#engine/task/tasks.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { canonical } from '#ledger/canonical.ts'
import { sha256 } from '#ledger/merkle.ts'
import type { approveMinutes, writeMinutes } from './contract.ts'
import { findRules, requireCouncil } from './council.ts'
import {
  findMeeting,
  itemsOf,
  lockMeeting,
  memberRows,
  nowOf,
  saveNext,
  subjectOf,
  type ItemRow,
  type MeetingRow,
  type MemberRow,
} from './meeting.ts'
import { membersOn } from './members.ts'

type In<T extends { input: z.ZodType }> = z.output<T['input']>

/** What the chair puts his name to: the text, who attended, and what became of every item. */
export function minutesHash(
  meeting: MeetingRow,
  items: readonly ItemRow[],
  members: readonly MemberRow[],
): string {
  return sha256(
    canonical({
      meeting: meeting.meeting_id,
      heldOn: meeting.held_on,
      chair: meeting.chair_id,
      minutes: meeting.minutes,
      members: members.map((row) => [row.person_id, row.role, row.attendance, row.deputy_id]),
      items: items.map((item) => [
        item.item_id,
        item.title,
        item.outcome,
        item.outcome_reason,
        item.amendment,
        item.number,
        item.content_hash,
        item.votes_for,
        item.votes_against,
        item.votes_abstain,
      ]),
    }),
  ).toString('hex')
}

/** The minutes, from the opening until the chair has approved them. */
export async function write(act: Act, input: In<typeof writeMinutes>) {
  const meeting = await lockMeeting(act, input, 'write')
  const council = await requireCouncil(act.tx, meeting.unit_id, meeting.held_on)
  const saved = await saveNext(act, meeting, { minutes: input.minutes })
  act.recorder.describe({
    act: '議事録の記載',
    subject: subjectOf(saved, council.name),
    note: `${input.minutes.length}文字`,
  })
  return nowOf(saved)
}

/** Who may approve: whoever presided, or who is chair on the day where he has left. */
export async function mayApprove(act: Act, meeting: MeetingRow): Promise<boolean> {
  if (act.actor.kind !== 'person') return false
  if (meeting.chair_id === act.actor.personId) return true
  const { personId } = act.actor
  const rules = await findRules(act.tx, meeting.unit_id, act.today)
  if (rules === undefined) return false
  const { members } = await membersOn(act.tx, rules.seats, act.today)
  return members.some((member) => member.personId === personId && member.role === 'chair')
}

/** The chair approves the minutes he has read; from then on nothing of the meeting changes. */
export async function approve(act: Act, input: In<typeof approveMinutes>) {
  const { personId } = personOf(act)
  await findMeeting(act, input.meetingId)
  const meeting = await lockMeeting(act, input, 'approve')
  const council = await requireCouncil(act.tx, meeting.unit_id, meeting.held_on)
  if (!(await mayApprove(act, meeting))) {
    refuse('forbidden', '議事録を確認できるのは、この会議の議長を務めた人か、いまの議長です。')
  }
  if (meeting.minutes === '') refuse('conflict', '議事録が空です。事務局が書いてから確認してください。')
  const hash = minutesHash(
    meeting,
    await itemsOf(act.tx, meeting.meeting_id),
    await memberRows(act.tx, meeting.meeting_id),
  )
  if (hash !== input.minutesHash) {
    refuse('conflict', '読んだ後に議事録が変わりました。画面を開き直して、読んでから確認してください。')
  }
  const saved = await saveNext(act, meeting, {
    state: 'approved',
    approved_at: act.at,
    approved_by: personId,
    minutes_hash: hash,
  })
  await closeTasks(
    act,
    { subject: { kind: 'council-meeting', id: meeting.meeting_id }, kind: 'council.minutes' },
    { state: 'done', outcome: '議長が確認' },
  )
  act.recorder.describe({
    act: '議事録の確認',
    subject: subjectOf(saved, council.name),
    capacity: '本人',
    note: `照合値 ${hash}`,
  })
  return nowOf(saved)
}
