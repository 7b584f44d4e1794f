import type { z } from 'zod'
import { personNames } from '#authority/reads.ts'
import type { Act } from '#ground/operation/act.ts'
import { citationsOf } from '#policy/reads.ts'
import { answeringFor, answersTaken } from './answer.ts'
import { sittingOf } from './attend.ts'
import { contentsOf, type Content } from './content.ts'
import type { showMeeting } from './contract.ts'
import { COUNCIL, mayManage, requireCouncil, requireRules, type RulesRow } from './council.ts'
import { excludedFrom } from './hold.ts'
import { membersOn } from './members.ts'
import {
  ballotsOf,
  filesOf,
  findMeeting,
  itemsOf,
  labelOf,
  memberRows,
  resolutionNumber,
  type BallotRow,
  type ItemRow,
  type MeetingRow,
  type MemberRow,
} from './meeting.ts'
import { mayApprove, minutesHash } from './minutes.ts'
import { ruleSentences } from './rule-words.ts'
import { presidingOf, quorumOf, votersOf } from './rules.ts'
import { after, meetingActs } from './states.ts'

type View = z.input<(typeof showMeeting)['output']>

/** Everything about one meeting: what is read out in the room and what is printed. About fifteen queries. */
export async function viewMeeting(act: Act, meetingId: string): Promise<View> {
  const meeting = await findMeeting(act, meetingId)
  const council = await requireCouncil(act.tx, meeting.unit_id, meeting.held_on)
  const rules = await requireRules(act.tx, meeting.unit_id, meeting.held_on)
  const items = await itemsOf(act.tx, meetingId)
  const files = await filesOf(act.tx, meetingId)
  const stored = await memberRows(act.tx, meetingId)
  const ballots = await ballotsOf(act.tx, meetingId)
  const contents = await contentsOf(act.tx, items, files)
  const derived = await membersOn(act.tx, rules.seats, meeting.held_on)
  // until the call nobody stands in the list: it follows from posts and rules
  const rows = meeting.state === 'draft' ? fromSeats(act, meeting, derived.members) : stored
  const names = await personNames(act.tx, [
    ...rows.flatMap((row) => [row.person_id, ...(row.deputy_id === null ? [] : [row.deputy_id])]),
    ...items.flatMap((item) => [...item.concerned]),
    ...ballots.map((ballot) => ballot.person_id),
    ...[meeting.chair_id, meeting.approved_by].flatMap((id) => id ?? []),
  ])
  const nameOf = (id: string): string => names.get(id) ?? '職員'
  const manage = mayManage(act)
  const me = act.actor.kind === 'person' ? act.actor.personId : null
  const whose =
    me !== null && answersTaken(meeting, rules.rules) && !late(meeting, act.today)
      ? answeringFor(rows, rules.rules, me)
      : null
  const secret = { manage, me, names: rules.rules.namesVotes }
  const sitting = rows.map(sittingOf)
  const approver = await mayApprove(act, meeting)
  return {
    meetingId,
    unitId: meeting.unit_id,
    councilName: council.name,
    label: labelOf(meeting),
    way: meeting.way,
    state: meeting.state,
    heldOn: meeting.held_on,
    beginsAt: meeting.begins_at,
    place: meeting.place,
    answerBy: meeting.answer_by,
    resolved: items.filter((item) => item.number !== null).length,
    revision: meeting.revision,
    items: items.map((item) =>
      viewItem(
        {
          meeting,
          rules,
          rows,
          ballots,
          content: contents.get(item.item_id),
          nameOf,
          secret,
          whose: whose?.row ?? null,
        },
        item,
      ),
    ),
    members: rows.map((row) => ({
      personId: row.person_id,
      name: nameOf(row.person_id),
      role: row.role,
      seat: row.seat,
      attendance: row.attendance,
      deputy: row.deputy_id === null ? null : { personId: row.deputy_id, name: nameOf(row.deputy_id) },
      invited: row.invited_at !== null,
      answered: ballots.filter((ballot) => ballot.person_id === row.person_id && ballot.way === 'screen')
        .length,
      mayPreside: row.attendance === 'present',
    })),
    vacant: [...derived.vacant],
    rules: {
      sentences: ruleSentences(rules.rules),
      basis: rules.basis,
      deputies: rules.rules.deputies,
      written: rules.rules.written,
      writtenCounts: rules.rules.writtenCounts,
      namesVotes: rules.rules.namesVotes,
      castingVote: rules.rules.castingVote,
      chairAbsent: rules.rules.chairAbsent,
    },
    quorum: quorumOf(rules.rules, sitting),
    chair: chairOf(meeting, rules, rows, nameOf),
    files: files.map((file) => ({
      fileId: file.file_id,
      itemId: file.item_id,
      name: file.name,
      sha256: file.sha256,
    })),
    // before the chair has approved them the minutes are the secretariat's and the chair's
    minutes: meeting.state === 'approved' || manage || approver ? meeting.minutes : '',
    minutesHash: minutesHash(meeting, items, stored),
    approvedAt: meeting.approved_at,
    approvedBy: meeting.approved_by === null ? null : nameOf(meeting.approved_by),
    reason: meeting.reason,
    may: meetingActs.filter(
      (what) => after(meeting.state, what) !== null && (what === 'approve' ? approver : manage),
    ),
    answersFor: whose === null ? null : nameOf(whose.row.person_id),
    mayManage: manage,
    cites: [...(await citationsOf(act.tx, COUNCIL, act.today))],
  }
}

const late = (meeting: MeetingRow, today: string): boolean =>
  meeting.answer_by !== null && today > meeting.answer_by

function fromSeats(
  act: Act,
  meeting: MeetingRow,
  members: Awaited<ReturnType<typeof membersOn>>['members'],
): MemberRow[] {
  return members.map((member, sort) => ({
    tenant_id: act.tenantId,
    meeting_id: meeting.meeting_id,
    person_id: member.personId,
    role: member.role,
    seat: member.seat,
    sort,
    attendance: null,
    deputy_id: null,
    invited_at: null,
  }))
}

/** Who presides, or would preside as attendance stands now. */
function chairOf(
  meeting: MeetingRow,
  rules: RulesRow,
  rows: readonly MemberRow[],
  nameOf: (id: string) => string,
): { personId: string; name: string } | null {
  const id =
    meeting.chair_id ?? (meeting.way === 'room' ? presidingOf(rules.rules, rows.map(sittingOf)) : null)
  return id === null ? null : { personId: id, name: nameOf(id) }
}

type Seen = {
  readonly meeting: MeetingRow
  readonly rules: RulesRow
  readonly rows: readonly MemberRow[]
  readonly ballots: readonly BallotRow[]
  readonly content: Content | undefined
  readonly nameOf: (id: string) => string
  readonly secret: { readonly manage: boolean; readonly me: string | null; readonly names: boolean }
  readonly whose: MemberRow | null
}

function viewItem(seen: Seen, item: ItemRow): View['items'][number] {
  const { meeting, rules, rows, content, nameOf, secret, whose } = seen
  const excluded = excludedFrom(rules.rules, item)
  const sitting = rows.map(sittingOf)
  const contentHash = content?.contentHash ?? ''
  const order = new Map(rows.map((row) => [row.person_id, row.sort]))
  const own = seen.ballots
    .filter((ballot) => ballot.item_id === item.item_id)
    .toSorted((a, b) => (order.get(a.person_id) ?? 0) - (order.get(b.person_id) ?? 0))
  const member = whose?.person_id ?? secret.me
  const mine = own.find((ballot) => ballot.person_id === member && ballot.content_hash === contentHash)
  // while answers come in, only the secretariat sees them; afterwards members where the city names votes
  const ended = meeting.state === 'closed' || meeting.state === 'approved'
  const shown =
    secret.manage || (secret.names && ended) ? own : own.filter((ballot) => ballot.person_id === member)
  const counted = item.votes_for !== null && item.votes_against !== null && item.votes_abstain !== null
  return {
    itemId: item.item_id,
    place: item.place,
    kind: item.kind,
    title: item.title,
    detail: item.detail,
    subject:
      item.subject_kind === null || item.subject_id === null
        ? null
        : {
            kind: item.subject_kind,
            id: item.subject_id,
            label: item.subject_label ?? '',
            href: item.subject_href,
          },
    concerned: item.concerned.map((personId) => ({ personId, name: nameOf(personId) })),
    changedAfterCall: item.changed_after_call,
    contentHash,
    changedSinceOpening: item.content_hash !== null && item.content_hash !== contentHash,
    quorum: excluded.size > 0 ? quorumOf(rules.rules, sitting, excluded) : null,
    voters: votersOf(rules.rules, sitting, meeting.chair_id, excluded).filter(
      (one) => one.attendance !== 'written',
    ).length,
    tally: counted
      ? {
          for: item.votes_for ?? 0,
          against: item.votes_against ?? 0,
          abstain: item.votes_abstain ?? 0,
          casting: item.casting,
        }
      : null,
    outcome: item.outcome,
    outcomeReason: item.outcome_reason,
    amendment: item.amendment,
    number: resolutionNumber(meeting, item.number),
    ballots: shown.map((ballot) => ({
      personId: ballot.person_id,
      name: nameOf(ballot.person_id),
      choice: ballot.choice,
      way: ballot.way,
      capacity: ballot.capacity,
      castAt: ballot.cast_at,
      remark: ballot.remark,
      void: ballot.content_hash !== (item.content_hash ?? contentHash),
    })),
    mine: mine?.choice ?? null,
  }
}
