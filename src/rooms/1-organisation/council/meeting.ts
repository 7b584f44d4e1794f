import type { Selectable } from 'kysely'
import { fiscalYearLabel } from '#ground/clock/fiscal-year.ts'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { councilSlots, mayManage } from './council.ts'
import { after, type MeetingAct } from './states.ts'
import type {
  CouncilBallotTable,
  CouncilFileTable,
  CouncilItemTable,
  CouncilMeetingTable,
  CouncilMemberTable,
} from './tables.ts'

export type MeetingRow = Selectable<CouncilMeetingTable>
export type ItemRow = Selectable<CouncilItemTable>
export type MemberRow = Selectable<CouncilMemberTable>
export type BallotRow = Selectable<CouncilBallotTable>
export type FileRow = Selectable<CouncilFileTable>

const gone = (): never => refuse('not-found', 'その会議はありません。会議の一覧から選び直してください。')

/** 「令和8年度第2回」, or null before it was called. */
export const labelOf = (meeting: Pick<MeetingRow, 'fiscal_year' | 'number'>): string | null =>
  meeting.number === null ? null : `${fiscalYearLabel(meeting.fiscal_year)}第${meeting.number}回`

/** 議決番号 「令和8年度議決第3号」. */
export const resolutionNumber = (
  meeting: Pick<MeetingRow, 'fiscal_year'>,
  number: number | null,
): string | null => (number === null ? null : `${fiscalYearLabel(meeting.fiscal_year)}議決第${number}号`)

/**
 * The meeting, locked until the end of this command, in the state that was on the screen.
 * @throws Refusal 'not-found'; 'conflict' where somebody was quicker or the act is not possible in its state.
 */
export async function lockMeeting(
  act: Act,
  asked: { readonly meetingId: string; readonly revision: number | undefined },
  what: MeetingAct,
): Promise<MeetingRow> {
  const meeting = await act.tx
    .selectFrom('council_meeting')
    .selectAll()
    .where('meeting_id', '=', asked.meetingId)
    .forUpdate()
    .executeTakeFirst()
  if (meeting === undefined) return gone()
  if (after(meeting.state, what) === null) refuse('conflict', impossible[what](stateWords[meeting.state]))
  if (asked.revision !== undefined && asked.revision !== meeting.revision) {
    refuse(
      'conflict',
      '画面を開いた後に、ほかの人がこの会議を改めました。画面を開き直して、内容を確かめてください。',
    )
  }
  return meeting
}

const stateWords = {
  draft: '計画中',
  called: '招集済み',
  opened: '開会中',
  closed: '閉会後',
  approved: '議事録の確認後',
  cancelled: '取りやめ後',
} as const

const impossible: Readonly<Record<MeetingAct, (state: string) => string>> = {
  plan: (state) => `この会議は${state}のため、日時や議題を変えられません。次の会議の議題にしてください。`,
  call: (state) => `この会議は${state}のため、招集できません。`,
  attend: (state) => `この会議は${state}のため、出欠を変えられません。`,
  open: (state) => `この会議は${state}のため、開会できません。招集の済んだ会議を開いてください。`,
  decide: (state) => `この会議は${state}のため、議決を記録できません。開会中に記録してください。`,
  close: (state) => `この会議は${state}のため、閉じられません。`,
  write: (state) => `この会議は${state}のため、議事録を変えられません。`,
  approve: (state) => `この会議は${state}のため、議事録を確認できません。閉会してから確認してください。`,
  cancel: (state) => `この会議は${state}のため、取りやめられません。`,
}

/** Items in their order. One query. */
export function itemsOf(tx: Tx, meetingId: string): Promise<ItemRow[]> {
  return tx
    .selectFrom('council_item')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('place')
    .execute()
}

/** The members as they stand in the meeting's own list: from the call on. One query. */
export function memberRows(tx: Tx, meetingId: string): Promise<MemberRow[]> {
  return tx
    .selectFrom('council_member')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('sort')
    .execute()
}

export function ballotsOf(tx: Tx, meetingId: string): Promise<BallotRow[]> {
  return tx
    .selectFrom('council_ballot')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('cast_at')
    .orderBy('person_id')
    .execute()
}

export function filesOf(tx: Tx, meetingId: string): Promise<FileRow[]> {
  return tx
    .selectFrom('council_file')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('place')
    .execute()
}

/** Saves the meeting with its next revision. */
export async function saveNext(
  act: Act,
  meeting: MeetingRow,
  changes: Partial<MeetingRow>,
): Promise<MeetingRow> {
  return act.recorder.save('council_meeting', { ...meeting, ...changes, revision: meeting.revision + 1 })
}

/** What a command answers with, so that the screen can go on without asking again. */
export const nowOf = (meeting: MeetingRow) => ({
  meetingId: meeting.meeting_id,
  revision: meeting.revision,
  state: meeting.state,
})

/** The ledger's subject of everything that is done to a meeting. */
export const subjectOf = (meeting: MeetingRow, councilName: string) => ({
  kind: 'council-meeting',
  id: meeting.meeting_id,
  label: `${councilName} ${labelOf(meeting) ?? '(計画中)'}`,
})

/** What tasks of a meeting rest on. */
export const cites = { mechanism: 'council', slot: councilSlots.decides } as const

/** Members of the meeting, those who stand in for one, the secretariat and the auditors. One query at most. */
export async function maySeeMeeting(act: Act, meetingId: string): Promise<boolean> {
  if (mayManage(act)) return true
  const { actor } = act
  if (actor.kind !== 'person') return false
  if (actor.rights.has('audit.read')) return true
  const found = await act.tx
    .selectFrom('council_member')
    .select('person_id')
    .where('meeting_id', '=', meetingId)
    .where((eb) => eb.or([eb('person_id', '=', actor.personId), eb('deputy_id', '=', actor.personId)]))
    .executeTakeFirst()
  return found !== undefined
}

/** One meeting that the actor may see. @throws Refusal 'not-found', also where it is not his to see. */
export async function findMeeting(act: Act, meetingId: string): Promise<MeetingRow> {
  const meeting = await act.tx
    .selectFrom('council_meeting')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst()
  if (meeting === undefined || !(await maySeeMeeting(act, meetingId))) return gone()
  return meeting
}
