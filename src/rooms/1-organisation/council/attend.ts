import type { z } from 'zod'
import { personNames } from '#authority/reads.ts'
import { refuse, type Problem } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { recordAttendance } from './contract.ts'
import { requireCouncil, requireRules } from './council.ts'
import { lockMeeting, memberRows, nowOf, saveNext, subjectOf, type MemberRow } from './meeting.ts'
import { quorumOf, type CouncilRules, type Sitting } from './rules.ts'

type In<T extends { input: z.ZodType }> = z.output<T['input']>

export const sittingOf = (row: MemberRow): Sitting => ({
  personId: row.person_id,
  role: row.role,
  attendance: row.attendance,
})

/** Notes who attends and how. While the meeting is open it can still change: people come late and leave early. */
export async function attend(act: Act, input: In<typeof recordAttendance>) {
  const meeting = await lockMeeting(act, input, 'attend')
  const council = await requireCouncil(act.tx, meeting.unit_id, meeting.held_on)
  const { rules } = await requireRules(act.tx, meeting.unit_id, meeting.held_on)
  if (meeting.way === 'written') {
    refuse('conflict', '書面議決の会議に出欠はありません。回答が出席に当たります。')
  }
  const rows = await memberRows(act.tx, meeting.meeting_id)
  const members = new Map(rows.map((row) => [row.person_id, row]))
  const names = await personNames(act.tx, [
    ...rows.map((row) => row.person_id),
    ...input.members.flatMap((one) => one.deputyId ?? []),
  ])
  refuseWrong(input.members, members, names, rules)
  const given = new Map(input.members.map((one) => [one.personId, one]))
  const changed = rows.flatMap((row) => {
    const now = given.get(row.person_id)
    if (now === undefined) return []
    return [
      { ...row, attendance: now.attendance, deputy_id: now.attendance === 'deputy' ? now.deputyId : null },
    ]
  })
  // A deputy who moves from one member to another must leave the first before he stands for the second.
  const freed = changed.filter((row) => members.get(row.person_id)?.deputy_id !== row.deputy_id)
  if (freed.length > 0) {
    await act.recorder.saveAll(
      'council_member',
      freed.map((row) => ({ ...row, deputy_id: null })),
    )
  }
  await act.recorder.saveAll('council_member', changed)
  if (meeting.chair_id !== null) {
    const chair = given.get(meeting.chair_id)
    if (chair !== undefined && chair.attendance !== 'present') {
      refuse('conflict', '会議を主宰している人を、出席のほかにすることはできません。')
    }
  }
  const saved = await saveNext(act, meeting, {})
  const quorum = quorumOf(rules, (await memberRows(act.tx, meeting.meeting_id)).map(sittingOf))
  act.recorder.describe({ act: '出欠の記録', subject: subjectOf(saved, council.name), note: quorum.reason })
  return { ...nowOf(saved), quorum }
}

/** Every wrong line with its reason, so that all can be mended at once. @throws Refusal 'invalid'. */
function refuseWrong(
  given: In<typeof recordAttendance>['members'],
  members: ReadonlyMap<string, MemberRow>,
  names: ReadonlyMap<string, string>,
  rules: CouncilRules,
): void {
  const problems: Problem[] = []
  const seen = new Set<string>()
  const deputies = new Map<string, string>()
  for (const row of members.values()) {
    if (row.deputy_id !== null && !given.some((one) => one.personId === row.person_id)) {
      deputies.set(row.deputy_id, row.person_id)
    }
  }
  for (const [index, one] of given.entries()) {
    const at = `members.${index}`
    const say = (message: string): unknown => problems.push({ at, message })
    if (!members.has(one.personId)) say('この会議の構成員ではない人です。')
    if (seen.has(one.personId))
      say(`${names.get(one.personId) ?? '同じ人'}さんが2度あります。一人は一度だけ数えます。`)
    seen.add(one.personId)
    if (one.attendance === 'written' && !rules.writtenCounts)
      say('この会議の決まりでは、欠席者の書面表決を認めません。')
    if (one.attendance !== 'deputy') continue
    if (rules.deputies === 'none') say('この会議の決まりでは、代理出席を認めません。')
    const deputy = one.deputyId
    if (deputy === null) {
      say('代理で出席する人を選んでください。')
      continue
    }
    const name = names.get(deputy)
    if (name === undefined) say('代理の人が登録されていません。')
    else if (members.has(deputy)) say(`${name}さんは自身が構成員のため、ほかの構成員の代理になれません。`)
    else if (deputies.has(deputy)) say(`${name}さんは、ほかの構成員の代理になっています。`)
    deputies.set(deputy, one.personId)
  }
  if (problems.length > 0) refuse('invalid', '出欠に誤りがあります。示した行を直してください。', { problems })
}
