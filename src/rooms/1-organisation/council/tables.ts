import type { ColumnType } from 'kysely'
import type { CouncilRules } from './rules.ts'
import type { SeatRule } from './seat-rule.ts'
import type { Attendance, Choice, ItemKind, MeetingState, Outcome, SeatRole, SubjectKind } from './states.ts'

type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>
type Json<T> = ColumnType<T, T, T>

export type CouncilRuleTable = {
  tenant_id: string
  id: string
  unit_id: string
  seats: Json<readonly SeatRule[]>
  rules: Json<CouncilRules>
  basis: string
  valid_from: string
  valid_to: Nullable<string>
}

export type CouncilMeetingTable = {
  tenant_id: string
  meeting_id: string
  unit_id: string
  way: 'room' | 'written'
  fiscal_year: number
  number: Nullable<number>
  held_on: string
  begins_at: string
  place: string
  answer_by: Nullable<string>
  state: MeetingState
  chair_id: Nullable<string>
  minutes: string
  minutes_hash: Nullable<string>
  reason: Nullable<string>
  called_at: Nullable<string>
  opened_at: Nullable<string>
  closed_at: Nullable<string>
  approved_at: Nullable<string>
  approved_by: Nullable<string>
  revision: number
  created_at: string
}

export type CouncilItemTable = {
  tenant_id: string
  item_id: string
  meeting_id: string
  place: number
  kind: ItemKind
  title: string
  detail: string
  subject_kind: Nullable<SubjectKind>
  subject_id: Nullable<string>
  subject_label: Nullable<string>
  subject_href: Nullable<string>
  concerned: Json<readonly string[]>
  changed_after_call: boolean
  content_hash: Nullable<string>
  subject_hash: Nullable<string>
  votes_for: Nullable<number>
  votes_against: Nullable<number>
  votes_abstain: Nullable<number>
  casting: Nullable<'for' | 'against'>
  outcome: Nullable<Outcome>
  outcome_reason: Nullable<string>
  amendment: Nullable<string>
  number: Nullable<number>
  decided_at: Nullable<string>
}

export type CouncilMemberTable = {
  tenant_id: string
  meeting_id: string
  person_id: string
  role: SeatRole
  seat: string
  sort: number
  attendance: Nullable<Attendance>
  deputy_id: Nullable<string>
  invited_at: Nullable<string>
}

export type CouncilBallotTable = {
  tenant_id: string
  item_id: string
  person_id: string
  meeting_id: string
  choice: Choice
  way: 'screen' | 'room'
  content_hash: string
  remark: string
  cast_by: Nullable<string>
  capacity: string
  cast_at: string
}

export type CouncilFileTable = {
  tenant_id: string
  meeting_id: string
  file_id: string
  item_id: Nullable<string>
  name: string
  sha256: string
  place: number
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    council_rule: CouncilRuleTable
    council_meeting: CouncilMeetingTable
    council_item: CouncilItemTable
    council_member: CouncilMemberTable
    council_ballot: CouncilBallotTable
    council_file: CouncilFileTable
  }
}
