import type { z } from 'zod'
import { formatDate } from '#ground/clock/wareki.ts'
import { closeTasks } from '#engine/task/tasks.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { contentsOf } from './content.ts'
import type { answerInWriting } from './contract.ts'
import { requireCouncil, requireRules } from './council.ts'
import { excludedFrom } from './hold.ts'
import {
  ballotsOf,
  filesOf,
  itemsOf,
  memberRows,
  subjectOf,
  type MeetingRow,
  type MemberRow,
} from './meeting.ts'
import type { CouncilRules } from './rules.ts'

type In<T extends { input: z.ZodType }> = z.output<T['input']>

/** Whether members can answer in writing now: a written meeting that goes round, or beforehand for who will be away. */
export function answersTaken(meeting: MeetingRow, rules: CouncilRules): boolean {
  if (meeting.way === 'written') return meeting.state === 'opened' && rules.written !== 'none'
  return meeting.state === 'called' && rules.writtenCounts
}

/** For whom the person answers: himself, or the member whose deputy he is where deputies vote. */
export function answeringFor(
  rows: readonly MemberRow[],
  rules: CouncilRules,
  personId: string,
): { readonly row: MemberRow; readonly capacity: '本人' | '代理' } | null {
  const own = rows.find((row) => row.person_id === personId)
  if (own !== undefined) return { row: own, capacity: '本人' }
  const stood = rules.deputies === 'count' ? rows.find((row) => row.deputy_id === personId) : undefined
  return stood === undefined ? null : { row: stood, capacity: '代理' }
}

/** One's answers in writing, until the end of the last day; they can be given anew until then. */
export async function answer(act: Act, input: In<typeof answerInWriting>) {
  const { personId } = personOf(act)
  const meeting = await act.tx
    .selectFrom('council_meeting')
    .selectAll()
    .where('meeting_id', '=', input.meetingId)
    .forUpdate()
    .executeTakeFirst()
  const rows = meeting === undefined ? [] : await memberRows(act.tx, meeting.meeting_id)
  if (
    meeting === undefined ||
    !rows.some((row) => row.person_id === personId || row.deputy_id === personId)
  ) {
    return refuse('not-found', 'あなたが構成員である会議ではありません。会議の一覧から選び直してください。')
  }
  const council = await requireCouncil(act.tx, meeting.unit_id, meeting.held_on)
  const { rules } = await requireRules(act.tx, meeting.unit_id, meeting.held_on)
  const whose = answeringFor(rows, rules, personId)
  if (whose === null) refuse('forbidden', 'この会議の決まりでは、代理の人は表決に加わりません。')
  if (!answersTaken(meeting, rules)) {
    refuse('conflict', 'この会議では、いま書面での回答を受け付けていません。会議の状態を確かめてください。')
  }
  if (meeting.answer_by !== null && act.today > meeting.answer_by) {
    refuse(
      'conflict',
      `回答期限の${formatDate(meeting.answer_by)}を過ぎたため、回答できません。事務局に連絡してください。`,
    )
  }
  const items = await itemsOf(act.tx, meeting.meeting_id)
  const contents = await contentsOf(act.tx, items, await filesOf(act.tx, meeting.meeting_id))
  for (const [index, given] of input.answers.entries()) {
    const item = items.find((each) => each.item_id === given.itemId)
    const at = `answers.${index}`
    const wrong = (message: string): never => refuse('invalid', message, { problems: [{ at, message }] })
    if (item === undefined) return refuse('not-found', 'この会議にない議題です。画面を開き直してください。')
    if (item.kind !== '議決') wrong(`「${item.title}」は議決事項ではないため、賛否は要りません。`)
    if (excludedFrom(rules, item).has(whose.row.person_id)) {
      refuse('forbidden', `「${item.title}」はあなたに関わる議題のため、表決に加われません。`)
    }
    if (contents.get(item.item_id)?.contentHash !== given.contentHash) {
      refuse(
        'conflict',
        `読んだ後に「${item.title}」の内容が変わりました。画面を開き直して、読んでから答えてください。`,
      )
    }
    if (input.answers.findIndex((each) => each.itemId === given.itemId) !== index) {
      wrong(`「${item.title}」への回答が2つあります。`)
    }
  }
  await act.recorder.saveAll(
    'council_ballot',
    input.answers.map((given) => ({
      tenant_id: act.tenantId,
      item_id: given.itemId,
      person_id: whose.row.person_id,
      meeting_id: meeting.meeting_id,
      choice: given.choice,
      way: 'screen' as const,
      content_hash: given.contentHash,
      remark: given.remark,
      cast_by: personId,
      capacity: whose.capacity,
      cast_at: act.at,
    })),
  )
  const mine = (await ballotsOf(act.tx, meeting.meeting_id)).filter(
    (one) => one.person_id === whose.row.person_id,
  )
  const open = items.filter(
    (item) =>
      item.kind === '議決' &&
      !excludedFrom(rules, item).has(whose.row.person_id) &&
      !mine.some((ballot) => ballot.item_id === item.item_id),
  )
  if (open.length === 0) {
    await closeTasks(
      act,
      { subject: { kind: 'council-answer', id: `${meeting.meeting_id}:${whose.row.person_id}` } },
      { state: 'done', outcome: '回答済み' },
    )
  }
  act.recorder.describe({
    act: '書面による表決',
    subject: subjectOf(meeting, council.name),
    capacity: whose.capacity,
    note: `${input.answers.length}件`,
  })
  return { answered: input.answers.length, capacity: whose.capacity }
}
