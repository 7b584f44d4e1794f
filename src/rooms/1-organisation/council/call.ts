import type { z } from 'zod'
import { sql } from 'kysely'
import { formatDate } from '#ground/clock/wareki.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { mailJobName } from '#ground/mail/mail-job.ts'
import type { Act } from '#ground/operation/act.ts'
import { closeTasks } from '#engine/task/tasks.ts'
import type { callMeeting, cancelMeeting } from './contract.ts'
import { requireCouncil, requireRules, type RulesRow } from './council.ts'
import { membersOn, type Membership } from './members.ts'
import {
  ballotsOf,
  itemsOf,
  labelOf,
  lockMeeting,
  memberRows,
  nowOf,
  saveNext,
  subjectOf,
  type MeetingRow,
  type MemberRow,
} from './meeting.ts'

type In<T extends { input: z.ZodType }> = z.output<T['input']>

/**
 * Calls the meeting: it gets its number, its members as of its day, and each of them his invitation by mail. Members
 * without an address are named, so that somebody tells them.
 */
export async function call(act: Act, input: In<typeof callMeeting>) {
  const meeting = await lockMeeting(act, input, 'call')
  const council = await requireCouncil(act.tx, meeting.unit_id, meeting.held_on)
  const rules = await requireRules(act.tx, meeting.unit_id, meeting.held_on)
  const items = await itemsOf(act.tx, meeting.meeting_id)
  if (items.length === 0) refuse('conflict', '議題がありません。議題を定めてから招集してください。')
  if (meeting.way === 'room' && meeting.place === '') {
    refuse('conflict', '場所が決まっていません。場所を入れてから招集してください。')
  }
  const { membership, rows } = await refreshMembers(act, meeting, rules)
  if (rows.length === 0) {
    refuse('conflict', '開催日に構成員が一人もいません。会議の決まりと組織を確かめてください。')
  }
  await sql`select pg_advisory_xact_lock(hashtextextended(${`council ${act.tenantId} ${meeting.unit_id}`}, 0))`.execute(
    act.tx,
  )
  const last = await act.tx
    .selectFrom('council_meeting')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('unit_id', '=', meeting.unit_id)
    .where('fiscal_year', '=', meeting.fiscal_year)
    .executeTakeFirst()
  const saved = await saveNext(act, meeting, {
    state: 'called',
    number: Number(last?.number ?? 0) + 1,
    called_at: act.at,
  })
  // nobody is invited to what is over: a meeting of the past that is only put on record
  const invites = input.mail && meeting.held_on >= act.today
  const unreachable: string[] = []
  let invited = 0
  for (const member of membership.members) {
    if (!invites) break
    if (member.mail === null) {
      unreachable.push(member.name)
      continue
    }
    const agenda = items.map((item) => `${item.place} [${item.kind}] ${item.title}`).join('\n')
    await act.jobs.send(
      mailJobName,
      {
        to: member.mail,
        subject: `【招集】${council.name} ${labelOf(saved) ?? ''}`,
        text: letter(member.name, council.name, saved, agenda),
      },
      { once: `council:${meeting.meeting_id}:${member.personId}:call` },
    )
    invited += 1
  }
  if (invited > 0) {
    const reached = new Set(membership.members.flatMap((one) => (one.mail === null ? [] : [one.personId])))
    await act.recorder.saveAll(
      'council_member',
      rows.map((row) => (reached.has(row.person_id) ? { ...row, invited_at: act.at } : row)),
    )
  }
  act.recorder.describe({
    act: '招集',
    subject: subjectOf(saved, council.name),
    note: `${formatDate(saved.held_on)}。構成員${rows.length}人、議題${items.length}件、通知${invited}通`,
  })
  return { ...nowOf(saved), invited, unreachable }
}

function letter(name: string, council: string, meeting: MeetingRow, agenda: string): string {
  const when =
    meeting.way === 'written'
      ? `書面により議決します。${formatDate(meeting.held_on)}までに、画面でお答えください(回答は、事務局が議題を回した後にできます)。`
      : `日時: ${formatDate(meeting.held_on)} ${meeting.begins_at}\n場所: ${meeting.place}`
  return `${name} 様\n\n${council} ${labelOf(meeting) ?? ''}を、下記のとおり招集します。\n\n${when}\n\n議題\n${agenda}\n`
}

/**
 * Brings the meeting's list of members to what follows from posts and rules on its day: new ones come in, who is no
 * member goes (with what he answered), attendance of the others stays. Writes nothing where nothing changed.
 */
export async function refreshMembers(
  act: Act,
  meeting: MeetingRow,
  rules: RulesRow,
): Promise<{ membership: Membership; rows: MemberRow[] }> {
  const membership = await membersOn(act.tx, rules.seats, meeting.held_on)
  const before = await memberRows(act.tx, meeting.meeting_id)
  const still = new Set(membership.members.map((member) => member.personId))
  const gone = before.filter((row) => !still.has(row.person_id))
  if (gone.length > 0) {
    const lost = new Set(gone.map((row) => row.person_id))
    const ballots = (await ballotsOf(act.tx, meeting.meeting_id)).filter((ballot) =>
      lost.has(ballot.person_id),
    )
    await act.recorder.removeAll(
      'council_ballot',
      ballots.map(({ item_id, person_id }) => ({ item_id, person_id })),
    )
    await act.recorder.removeAll(
      'council_member',
      gone.map(({ meeting_id, person_id }) => ({ meeting_id, person_id })),
    )
  }
  const rows = membership.members.map((member, sort): MemberRow => {
    const old = before.find((row) => row.person_id === member.personId)
    return {
      tenant_id: act.tenantId,
      meeting_id: meeting.meeting_id,
      person_id: member.personId,
      role: member.role,
      seat: member.seat,
      sort,
      attendance: old?.attendance ?? null,
      deputy_id: old?.deputy_id ?? null,
      invited_at: old?.invited_at ?? null,
    }
  })
  if (rows.length > 0) await act.recorder.saveAll('council_member', rows)
  return { membership, rows }
}

/** A meeting that will not take place; what was asked of its members lapses. */
export async function cancel(act: Act, input: In<typeof cancelMeeting>) {
  const meeting = await lockMeeting(act, input, 'cancel')
  const council = await requireCouncil(act.tx, meeting.unit_id, meeting.held_on)
  const items = await itemsOf(act.tx, meeting.meeting_id)
  if (items.some((item) => item.outcome !== null)) {
    refuse('conflict', 'もう議決した議題があるため、取りやめられません。閉会してください。')
  }
  const saved = await saveNext(act, meeting, { state: 'cancelled', reason: input.reason })
  await closeTasks(
    act,
    { subject: { kind: 'council-meeting', id: meeting.meeting_id } },
    { state: 'dropped', outcome: '会議の取りやめ' },
  )
  for (const member of await memberRows(act.tx, meeting.meeting_id)) {
    await closeTasks(
      act,
      { subject: { kind: 'council-answer', id: `${meeting.meeting_id}:${member.person_id}` } },
      { state: 'dropped', outcome: '会議の取りやめ' },
    )
  }
  act.recorder.describe({
    act: '会議の取りやめ',
    subject: subjectOf(saved, council.name),
    note: input.reason,
  })
  return nowOf(saved)
}
