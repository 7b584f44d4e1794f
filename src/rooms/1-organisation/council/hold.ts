import type { z } from 'zod'
import { addDays } from '#ground/clock/date.ts'
import { formatDate } from '#ground/clock/wareki.ts'
import { personNames } from '#authority/reads.ts'
import { openTasks } from '#engine/task/tasks.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { sittingOf } from './attend.ts'
import { refreshMembers } from './call.ts'
import { contentsOf } from './content.ts'
import type { decideItem, openMeeting } from './contract.ts'
import { requireCouncil, requireRules } from './council.ts'
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
  type BallotRow,
  type ItemRow,
  type MemberRow,
} from './meeting.ts'
import {
  outcomeOf,
  presidingOf,
  quorumOf,
  votersOf,
  type CouncilRules,
  type Quorum,
  type Tally,
} from './rules.ts'

type In<T extends { input: z.ZodType }> = z.output<T['input']>
type VoteInput = Extract<In<typeof decideItem>['result'], { by: 'vote' }>

/** The members whom an item concerns and who therefore do not vote on it. */
export const excludedFrom = (rules: CouncilRules, item: Pick<ItemRow, 'concerned'>): ReadonlySet<string> =>
  new Set(rules.excludeConcerned ? item.concerned : [])

/**
 * Opens the meeting: its members are fixed as of its day, everybody's attendance is known, somebody presides, and
 * what lies on the table is fixed by its hash. A written meeting is sent round instead, with a task for each member.
 */
export async function open(act: Act, input: In<typeof openMeeting>) {
  const meeting = await lockMeeting(act, input, 'open')
  const council = await requireCouncil(act.tx, meeting.unit_id, meeting.held_on)
  const rules = await requireRules(act.tx, meeting.unit_id, meeting.held_on)
  const { rows } = await refreshMembers(act, meeting, rules)
  if (rows.length === 0)
    refuse('conflict', '開催日に構成員が一人もいません。組織と会議の決まりを確かめてください。')
  const items = await itemsOf(act.tx, meeting.meeting_id)
  if (items.length === 0) refuse('conflict', '議題がありません。議題を定めてから開いてください。')
  const contents = await contentsOf(act.tx, items, await filesOf(act.tx, meeting.meeting_id))
  await act.recorder.saveAll(
    'council_item',
    items.map((item) => {
      const content = contents.get(item.item_id)
      return {
        ...item,
        content_hash: content?.contentHash ?? null,
        subject_hash: content?.subjectHash ?? null,
      }
    }),
  )
  if (meeting.way === 'written') {
    const earliest = addDays(act.today, rules.rules.writtenDays)
    if (meeting.held_on < earliest) {
      refuse(
        'conflict',
        `回答の期間は${rules.rules.writtenDays}日以上とされています。回答期限を${formatDate(earliest)}以後にしてから回してください。`,
      )
    }
    const saved = await saveNext(act, meeting, { state: 'opened', opened_at: act.at })
    const subject = subjectOf(saved, council.name)
    await openTasks(
      act,
      rows.map((row) => ({
        kind: 'council.answer',
        title: `${subject.label}の議題に書面で答える`,
        owner: { personId: row.person_id },
        subject: { kind: 'council-answer', id: `${meeting.meeting_id}:${row.person_id}` },
        href: `/council/${meeting.meeting_id}`,
        cites,
        closesThere: true as const,
        dueOn: meeting.held_on,
        once: `council.answer:${meeting.meeting_id}:${row.person_id}`,
      })),
    )
    act.recorder.describe({ act: '書面議決の回付', subject, note: `${formatDate(meeting.held_on)}まで` })
    return nowOf(saved)
  }
  if (act.today < meeting.held_on) {
    refuse(
      'conflict',
      `開催日は${formatDate(meeting.held_on)}です。その前には開会できません。日程を改めてから開いてください。`,
    )
  }
  const unknown = rows.filter((row) => row.attendance === null)
  if (unknown.length > 0) {
    const names = await personNames(
      act.tx,
      unknown.map((row) => row.person_id),
    )
    const list = [...names.values()].slice(0, 5).join('、')
    refuse(
      'conflict',
      `${unknown.length}人の出欠が記録されていません(${list}${unknown.length > 5 ? 'ほか' : ''})。記録してから開会してください。`,
    )
  }
  const { electedChairId: elected } = input
  if (elected !== null && !rows.some((row) => row.person_id === elected && row.attendance === 'present')) {
    refuse('invalid', '互選した人は、出席している構成員ではありません。選び直してください。', {
      problems: [{ at: 'electedChairId', message: '出席している構成員を選んでください。' }],
    })
  }
  const chairId = presidingOf(rules.rules, rows.map(sittingOf), elected)
  if (chairId === null) {
    refuse(
      'conflict',
      rules.rules.chairAbsent === 'elected'
        ? '議長も副議長も出席していません。出席者の互選で議長を務める人を選んでから開会してください。'
        : '議長も副議長も出席していないため、開会できません。日を改めるか、会議の決まりを確かめてください。',
      { problems: [{ at: 'electedChairId', message: '議長を務める人がいません。' }] },
    )
  }
  const saved = await saveNext(act, meeting, { state: 'opened', opened_at: act.at, chair_id: chairId })
  const quorum = quorumOf(rules.rules, rows.map(sittingOf))
  const chair = (await personNames(act.tx, [chairId])).get(chairId) ?? ''
  act.recorder.describe({
    act: '開会',
    subject: subjectOf(saved, council.name),
    note: `議長 ${chair}。${quorum.reason}`,
  })
  return nowOf(saved)
}

/**
 * Records what became of an item. A vote needs a quorum and the very text that lay on the table when the meeting was
 * opened; numbers beyond those who may vote are refused; the outcome follows from the city's rules.
 */
export async function decide(act: Act, input: In<typeof decideItem>) {
  const meeting = await lockMeeting(act, input, 'decide')
  const council = await requireCouncil(act.tx, meeting.unit_id, meeting.held_on)
  const { rules } = await requireRules(act.tx, meeting.unit_id, meeting.held_on)
  const items = await itemsOf(act.tx, meeting.meeting_id)
  const item = items.find((each) => each.item_id === input.itemId)
  if (item === undefined) return refuse('not-found', 'この会議にない議題です。画面を開き直してください。')
  if (meeting.way === 'written') {
    refuse('conflict', '書面議決の結果は、回答を集計して決まります。期限の後に集計してください。')
  }
  const contents = await contentsOf(act.tx, items, await filesOf(act.tx, meeting.meeting_id))
  const now = contents.get(item.item_id)
  const { result } = input
  const members = await memberRows(act.tx, meeting.meeting_id)
  const excluded = excludedFrom(rules, item)
  const quorum = quorumOf(rules, members.map(sittingOf), excluded)
  // what cannot be decided any more can still be put off, so that the meeting comes to its end
  if (!quorum.met && result.by !== 'continue')
    refuse('conflict', `定足数に足りないため、議決できません。${quorum.reason}`)
  const changed = now?.contentHash !== item.content_hash || input.contentHash !== item.content_hash
  if (changed && result.by === 'vote') {
    refuse(
      'conflict',
      '開会した後に、この議題の本文又は資料が変わりました。変わったものを議決することはできません。継続審議とし、次の会議の議題にしてください。',
    )
  }
  const earlier = (await ballotsOf(act.tx, meeting.meeting_id)).filter(
    (ballot) => ballot.item_id === item.item_id,
  )
  const decided =
    result.by === 'vote'
      ? await vote(
          act,
          { rules, item, members, chairId: meeting.chair_id, excluded, earlier, quorum },
          result,
        )
      : withoutVote(item, result)
  await act.recorder.save('council_item', { ...item, ...decided, decided_at: act.at })
  const saved = await saveNext(act, meeting, {})
  act.recorder.describe({
    act: item.kind === '議決' ? '議決' : '議題の結果',
    subject: subjectOf(saved, council.name),
    capacity: '会議議決',
    ...(item.subject_kind === 'policy-edition' && item.subject_id !== null
      ? { editionId: item.subject_id }
      : {}),
    note: `${item.title}: ${decided.outcome}。${decided.outcome_reason ?? ''}${decided.content_hash === null ? '' : ` 照合値 ${decided.content_hash}`}`,
  })
  return { ...nowOf(saved), outcome: decided.outcome, reason: decided.outcome_reason ?? decided.outcome }
}

const noVotes = {
  votes_for: null,
  votes_against: null,
  votes_abstain: null,
  casting: null,
  amendment: null,
} as const

function withoutVote(
  item: ItemRow,
  result: Exclude<In<typeof decideItem>['result'], VoteInput>,
): Pick<ItemRow, keyof typeof noVotes | 'outcome_reason' | 'content_hash'> & {
  outcome: '了承' | '継続審議'
} {
  if (result.by === 'noted' && item.kind === '議決') {
    refuse('invalid', '議決事項は、表決するか、継続審議にしてください。', {
      problems: [{ at: 'result', message: '議決事項を了承で終えることはできません。' }],
    })
  }
  return {
    ...noVotes,
    outcome: result.by === 'noted' ? '了承' : '継続審議',
    outcome_reason: result.why === '' ? null : result.why,
    content_hash: item.content_hash,
  }
}

type Ballots = {
  readonly rules: CouncilRules
  readonly item: ItemRow
  readonly members: readonly MemberRow[]
  readonly chairId: string | null
  readonly excluded: ReadonlySet<string>
  readonly earlier: readonly BallotRow[]
  readonly quorum: Quorum
}

async function vote(act: Act, on: Ballots, given: VoteInput) {
  const { rules, item, members, chairId, excluded, earlier, quorum } = on
  if (item.kind !== '議決') {
    refuse('invalid', `${item.kind}事項は表決しません。了承か継続審議にしてください。`, {
      problems: [{ at: 'result', message: '議決事項ではありません。' }],
    })
  }
  const sitting = members.map(sittingOf)
  const voters = votersOf(rules, sitting, chairId, excluded)
  const inRoom = new Set(voters.filter((one) => one.attendance !== 'written').map((one) => one.personId))
  // who is away has voted in writing beforehand, on the text that is on the table now
  const written = earlier.filter(
    (ballot) =>
      ballot.way === 'screen' &&
      ballot.content_hash === item.content_hash &&
      voters.some((one) => one.personId === ballot.person_id && one.attendance === 'written'),
  )
  demandFitting(given, inRoom)
  const add = (choice: 'for' | 'against' | 'abstain'): number =>
    given[choice] + written.filter((ballot) => ballot.choice === choice).length
  const tally: Tally = {
    for: add('for'),
    against: add('against'),
    abstain: add('abstain'),
    casting: given.casting,
  }
  if (given.casting !== null && (!rules.castingVote || tally.for !== tally.against)) {
    refuse('invalid', '議長の決は、決まりにあり、可否同数のときだけ入れられます。', {
      problems: [{ at: 'result.casting', message: '議長の決は要りません。' }],
    })
  }
  const counted = outcomeOf(rules, tally, voters.length)
  if (counted.kind === 'needs-casting') {
    return refuse('invalid', '可否同数です。議長の決(可とする・否とする)を入れてください。', {
      problems: [{ at: 'result.casting', message: '議長の決を入れてください。' }],
    })
  }
  await nameVotes(act, on, given)
  const amended = given.amendment !== '' && counted.outcome === '可決'
  const outcome: '可決' | '修正可決' | '否決' = amended ? '修正可決' : counted.outcome
  return {
    votes_for: tally.for,
    votes_against: tally.against,
    votes_abstain: tally.abstain,
    casting: given.casting,
    amendment: amended ? given.amendment : null,
    outcome,
    // people come and go: what was met when this was voted on is kept with it
    outcome_reason: `${counted.reason}${written.length === 0 ? '' : `(書面${written.length}人を含む)`}出席${quorum.attending}人、定足数${quorum.needed}人。`,
    content_hash: item.content_hash,
  }
}

/** Numbers within those who vote in the room; named votes of voters only, each once, adding up to the numbers. */
function demandFitting(given: VoteInput, inRoom: ReadonlySet<string>): void {
  const sum = given.for + given.against + given.abstain
  if (sum > inRoom.size) {
    refuse(
      'invalid',
      `表決の数(${sum})が、この場で表決に加わる人(${inRoom.size}人)を超えています。数を確かめてください。`,
      { problems: [{ at: 'result.for', message: `合わせて${inRoom.size}人までです。`, value: String(sum) }] },
    )
  }
  if (given.named.length === 0) return
  const seen = new Set<string>()
  for (const [index, { personId }] of given.named.entries()) {
    const wrong = !inRoom.has(personId)
      ? 'この議題の表決に加わらない人です。'
      : seen.has(personId)
        ? '同じ人が2度あります。'
        : null
    seen.add(personId)
    if (wrong !== null) {
      refuse('invalid', `表決した人に誤りがあります。${wrong}`, {
        problems: [{ at: `result.named.${index}`, message: wrong }],
      })
    }
  }
  const count = (choice: string): number => given.named.filter((one) => one.choice === choice).length
  if (
    count('for') !== given.for ||
    count('against') !== given.against ||
    count('abstain') !== given.abstain
  ) {
    refuse('invalid', '表決の数と、名を挙げた人の数が合いません。どちらかを直してください。', {
      problems: [{ at: 'result.named', message: '数が合いません。' }],
    })
  }
}

/** Replaces the named votes of the room; answers given on the screen stay as they were given. */
async function nameVotes(act: Act, { item, earlier }: Ballots, given: VoteInput): Promise<void> {
  const names = new Set(given.named.map((one) => one.personId))
  const old = earlier.filter((ballot) => ballot.way === 'room' || names.has(ballot.person_id))
  await act.recorder.removeAll(
    'council_ballot',
    old.map(({ item_id, person_id }) => ({ item_id, person_id })),
  )
  if (given.named.length === 0) return
  await act.recorder.saveAll(
    'council_ballot',
    given.named.map(({ personId, choice }) => ({
      tenant_id: act.tenantId,
      item_id: item.item_id,
      person_id: personId,
      meeting_id: item.meeting_id,
      choice,
      way: 'room' as const,
      content_hash: item.content_hash ?? '',
      remark: '',
      cast_by: act.actor.kind === 'person' ? act.actor.personId : null,
      capacity: '本人',
      cast_at: act.at,
    })),
  )
}
