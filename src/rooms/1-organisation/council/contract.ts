import { z } from 'zod'
import { citation } from '#engine/citation.ts'
import { dateText, fileOutput, idText, operation, pageInput } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import {
  attendances,
  choices,
  itemKinds,
  meetingActs,
  meetingStates,
  outcomes,
  seatRoles,
  subjectKinds,
} from './states.ts'

export { saveCouncilRules, showCouncilRules } from './contract-settings.ts'

const manage = { right: 'organisation.manage' } as const
const nullableText = z.string().nullable()

/** Which state of the meeting was on the screen; another one means that somebody was quicker. */
const ofMeeting = { meetingId: idText, revision: z.int().min(0) }
const meetingNow = z.object({ meetingId: z.string(), revision: z.int(), state: z.enum(meetingStates) })

const subject = z.object({
  kind: z.enum(subjectKinds),
  id: z.string().min(1).max(100),
  label: boundedText(300),
  href: z
    .string()
    .max(300)
    .regex(/^\/[^/\\]/, 'この家の中のアドレスを入れてください。')
    .nullable()
    .default(null),
})

const meetingLine = z.object({
  meetingId: z.string(),
  unitId: z.string(),
  councilName: z.string(),
  /** 「令和8年度第2回」; null before it is called. */
  label: nullableText,
  way: z.enum(['room', 'written']),
  state: z.enum(meetingStates),
  heldOn: z.string(),
  beginsAt: z.string(),
  place: z.string(),
  answerBy: nullableText,
  items: z.int(),
  resolved: z.int(),
})

const proposal = z.object({
  kind: z.enum(subjectKinds),
  itemKind: z.enum(itemKinds),
  id: z.string(),
  label: z.string(),
  title: z.string(),
  href: nullableText,
  /** Last day of a report; null where nothing is due. */
  dueOn: nullableText,
  /** Negative when late. */
  daysLeft: z.int().nullable(),
  /** Already on the agenda of a meeting that has not ended. */
  tabled: z.boolean(),
})

/** 会議の一覧: what comes next, what waits to be reported or resolved, what was. */
export const listMeetings = operation({
  name: 'council.list',
  kind: 'query',
  summary: '会議の一覧を見る',
  who: 'signed-in',
  input: z.object({ unitId: idText.optional(), ...pageInput }),
  output: z.object({
    councils: z.array(
      z.object({ unitId: z.string(), name: z.string(), hasRules: z.boolean(), resolvesPolicy: z.boolean() }),
    ),
    /** Not ended, the nearest first. */
    open: z.array(meetingLine),
    past: z.array(meetingLine),
    total: z.int(),
    page: z.int(),
    size: z.int(),
    /** Meetings whose questions wait for one's own answer in writing. */
    toAnswer: z.array(z.string()),
    /** What may go on an agenda: editions that need a resolution, reports that are due. For the secretariat. */
    proposals: z.array(proposal),
    mayManage: z.boolean(),
    cites: z.array(citation),
  }),
})

const ballot = z.object({
  personId: z.string(),
  name: z.string(),
  choice: z.enum(choices),
  way: z.enum(['screen', 'room']),
  capacity: z.string(),
  castAt: z.string(),
  remark: z.string(),
  /** Given on a text that was changed afterwards: not counted. */
  void: z.boolean(),
})

const quorum = z.object({
  entitled: z.int(),
  attending: z.int(),
  needed: z.int(),
  met: z.boolean(),
  reason: z.string(),
})

const file = z.object({
  fileId: z.string(),
  itemId: nullableText,
  name: z.string(),
  sha256: z.string(),
})

const item = z.object({
  itemId: z.string(),
  place: z.int(),
  kind: z.enum(itemKinds),
  title: z.string(),
  detail: z.string(),
  subject: subject.extend({ label: z.string(), href: nullableText }).nullable(),
  /** People who take no part in the vote, by name where they are members. */
  concerned: z.array(z.object({ personId: z.string(), name: z.string() })),
  changedAfterCall: z.boolean(),
  /** What would be resolved now: an answer or a vote names it. */
  contentHash: z.string(),
  /** The text has changed since the meeting was opened: nothing can be resolved on it. */
  changedSinceOpening: z.boolean(),
  quorum: quorum.nullable(),
  /** Who has a vote on it in the room. */
  voters: z.int(),
  tally: z
    .object({
      for: z.int(),
      against: z.int(),
      abstain: z.int(),
      casting: z.enum(['for', 'against']).nullable(),
    })
    .nullable(),
  outcome: z.enum(outcomes).nullable(),
  outcomeReason: nullableText,
  amendment: nullableText,
  /** 議決番号. */
  number: nullableText,
  ballots: z.array(ballot),
  /** One's own answer in writing. */
  mine: z.enum(choices).nullable(),
})

/** 一つの会議: agenda, members and attendance, quorum with its reason, votes, minutes. */
export const showMeeting = operation({
  name: 'council.meeting',
  kind: 'query',
  summary: '会議の議題・出欠・議決・議事録を見る',
  who: 'signed-in',
  input: z.object({ meetingId: idText }),
  output: meetingLine.extend({
    revision: z.int(),
    items: z.array(item),
    resolved: z.int(),
    members: z.array(
      z.object({
        personId: z.string(),
        name: z.string(),
        role: z.enum(seatRoles),
        seat: z.string(),
        attendance: z.enum(attendances).nullable(),
        deputy: z.object({ personId: z.string(), name: z.string() }).nullable(),
        invited: z.boolean(),
        answered: z.int(),
        mayPreside: z.boolean(),
      }),
    ),
    vacant: z.array(z.object({ role: z.enum(seatRoles), word: z.string() })),
    rules: z.object({
      sentences: z.array(z.string()),
      basis: z.string(),
      deputies: z.enum(['none', 'attend', 'count']),
      written: z.enum(['none', 'all', 'majority']),
      writtenCounts: z.boolean(),
      namesVotes: z.boolean(),
      castingVote: z.boolean(),
      chairAbsent: z.enum(['vice-chair', 'elected']),
    }),
    quorum,
    chair: z.object({ personId: z.string(), name: z.string() }).nullable(),
    files: z.array(file),
    minutes: z.string(),
    minutesHash: z.string(),
    approvedAt: nullableText,
    approvedBy: nullableText,
    reason: nullableText,
    /** What may be done now; a button that is missing here says why it is closed. */
    may: z.array(z.enum(meetingActs)),
    /** The member for whom one may answer in writing now: oneself, or whom one deputises. */
    answersFor: z.string().nullable(),
    mayManage: z.boolean(),
    cites: z.array(citation),
  }),
  positional: ['meetingId'],
})

/** 会議を計画する, or change the plan until it is opened. */
export const saveMeeting = operation({
  name: 'council.save-meeting',
  kind: 'command',
  summary: '会議の日時と場所を定める',
  who: manage,
  input: z.object({
    meetingId: idText.optional(),
    revision: z.int().min(0).optional(),
    unitId: idText,
    way: z.enum(['room', 'written']).default('room'),
    /** The day of the meeting; of a written one the last day to answer. */
    heldOn: dateText,
    beginsAt: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '時刻は 13:30 の形で入れてください。')
      .default('00:00'),
    place: boundedText(200, { min: 0 }).default(''),
  }),
  output: meetingNow,
})

/** 議題を定める: the whole agenda in its order. After the call each change is marked. */
export const saveAgenda = operation({
  name: 'council.save-agenda',
  kind: 'command',
  summary: '会議の議題を定める',
  who: manage,
  input: z.object({
    ...ofMeeting,
    items: z
      .array(
        z.object({
          itemId: idText.optional(),
          kind: z.enum(itemKinds),
          title: boundedText(200),
          detail: boundedText(4000, { min: 0, lines: true }).default(''),
          subject: subject.nullable().default(null),
          concerned: z.array(idText).max(50).default([]),
        }),
      )
      .max(50, '議題は50件までです。'),
  }),
  output: meetingNow,
})

/** 資料を添える, or take one off (`itemId` and place do not matter then). */
export const attachPaper = operation({
  name: 'council.attach',
  kind: 'command',
  summary: '会議の資料を添える・外す',
  who: manage,
  input: z.object({
    ...ofMeeting,
    fileId: idText,
    itemId: idText.nullable().default(null),
    remove: z.boolean().default(false),
  }),
  output: meetingNow,
})

/** 資料を読む. */
export const readPaper = operation({
  name: 'council.paper',
  kind: 'query',
  summary: '会議の資料を受け取る',
  who: 'signed-in',
  input: z.object({ meetingId: idText, fileId: idText }),
  output: fileOutput,
})

/** 招集する: number, members, invitations by mail. */
export const callMeeting = operation({
  name: 'council.call',
  kind: 'command',
  summary: '会議を招集する',
  who: manage,
  input: z.object({
    ...ofMeeting,
    /** Members are told by mail; otherwise the city tells them on paper. */
    mail: z.boolean().default(true),
  }),
  output: meetingNow.extend({
    invited: z.int(),
    /** Members without an address, to be told otherwise. */
    unreachable: z.array(z.string()),
  }),
})

/** 取りやめる. */
export const cancelMeeting = operation({
  name: 'council.cancel',
  kind: 'command',
  summary: '会議を取りやめる',
  who: manage,
  input: z.object({ ...ofMeeting, reason: boundedText(500) }),
  output: meetingNow,
})

/** 出欠を記録する. */
export const recordAttendance = operation({
  name: 'council.attendance',
  kind: 'command',
  summary: '会議の出欠を記録する',
  who: manage,
  input: z.object({
    ...ofMeeting,
    members: z
      .array(
        z.object({
          personId: idText,
          attendance: z.enum(attendances).nullable(),
          deputyId: idText.nullable().default(null),
        }),
      )
      .min(1)
      .max(200),
  }),
  output: meetingNow.extend({ quorum }),
})

/** 開会する; a written meeting is sent round to its members. */
export const openMeeting = operation({
  name: 'council.open',
  kind: 'command',
  summary: '会議を開く(書面議決では、構成員に回す)',
  who: manage,
  input: z.object({
    ...ofMeeting,
    /** 互選: who presides where neither chair nor vice-chair attends. */
    electedChairId: idText.nullable().default(null),
  }),
  output: meetingNow,
})

/** 議題の結果を記録する: a vote that is counted under the rules, 継続審議, or 了承 of a report. */
export const decideItem = operation({
  name: 'council.decide',
  kind: 'command',
  summary: '議題の表決と結果を記録する',
  who: manage,
  input: z.object({
    ...ofMeeting,
    itemId: idText,
    contentHash: z.string().length(64),
    result: z.discriminatedUnion('by', [
      z.object({
        by: z.literal('vote'),
        for: z.int().min(0).max(200),
        against: z.int().min(0).max(200),
        abstain: z.int().min(0).max(200),
        casting: z.enum(['for', 'against']).nullable().default(null),
        /** 修正可決: how what was resolved differs from what was tabled. */
        amendment: boundedText(2000, { min: 0, lines: true }).default(''),
        /** Who voted how, where the city names it; then the numbers must be theirs. */
        named: z
          .array(z.object({ personId: idText, choice: z.enum(choices) }))
          .max(200)
          .default([]),
      }),
      z.object({ by: z.literal('continue'), why: boundedText(400, { min: 0 }).default('') }),
      z.object({ by: z.literal('noted'), why: boundedText(400, { min: 0 }).default('') }),
    ]),
  }),
  output: meetingNow.extend({ outcome: z.enum(outcomes), reason: z.string() }),
})

/** 閉会する; a written meeting is counted. */
export const closeMeeting = operation({
  name: 'council.close',
  kind: 'command',
  summary: '会議を閉じる(書面議決では、集計する)',
  who: manage,
  input: z.object(ofMeeting),
  output: meetingNow.extend({ resolved: z.int() }),
})

/** 議事録を書く. */
export const writeMinutes = operation({
  name: 'council.minutes',
  kind: 'command',
  summary: '会議の議事録を書く',
  who: manage,
  input: z.object({ ...ofMeeting, minutes: boundedText(40_000, { min: 0, lines: true }) }),
  output: meetingNow,
})

/** 議長が議事録を確認する. From then on it stands. */
export const approveMinutes = operation({
  name: 'council.approve-minutes',
  kind: 'command',
  summary: '議長として議事録を確認する',
  who: 'signed-in',
  input: z.object({ ...ofMeeting, minutesHash: z.string().length(64) }),
  output: meetingNow,
})

/** 書面で答える, as a member or for the member one deputises. */
export const answerInWriting = operation({
  name: 'council.answer',
  kind: 'command',
  summary: '会議の議題に書面で賛否を答える',
  who: 'signed-in',
  input: z.object({
    meetingId: idText,
    answers: z
      .array(
        z.object({
          itemId: idText,
          contentHash: z.string().length(64),
          choice: z.enum(choices),
          remark: boundedText(500, { min: 0 }).default(''),
        }),
      )
      .min(1, '賛否を一つ以上選んでください。')
      .max(50),
  }),
  output: z.object({ answered: z.int(), capacity: z.string() }),
})

/** 次第・議事録をPDFで. */
export const printMeeting = operation({
  name: 'council.print',
  kind: 'query',
  summary: '会議の次第・議事録をPDFにする',
  who: 'signed-in',
  input: z.object({ meetingId: idText, what: z.enum(['agenda', 'minutes']) }),
  output: fileOutput,
  positional: ['meetingId', 'what'],
})
