import type { ColumnType } from 'kysely'
import type { ApplicationState } from './states.ts'
import type { EntryFacts, FileFacts, Form } from './definition.ts'
import type { StepAct } from './route-definition.ts'
import type { SeatAct, SeatState } from './step-machine.ts'
import type { AtMost } from './tiers.ts'

/** jsonb: read parsed, written as the object itself. */
type Json<T> = ColumnType<T, T, T>

export type ApplicationTable = {
  tenant_id: string
  application_id: string
  procedure: string
  number: string | null
  /** The unit whose document symbol and counter the number is of; null where the whole city is counted. */
  number_unit_id: string | null
  fiscal_year: number | null
  running: number | null
  body_id: string
  unit_id: string
  /** The unit it was filed from, when a reorganisation has moved it since. */
  filed_unit_id: ColumnType<string | null, string | null | undefined, string | null>
  applicant_id: string
  edition_id: string
  state: ApplicationState
  round: number
  form: Json<Form>
  /** The assets as they stood when the case was filed. */
  facts: Json<{ entries: readonly EntryFacts[]; files?: readonly FileFacts[] }>
  content_hash: string
  title: string
  filed_at: string | null
  decided_at: string | null
  started_at: string | null
  finished_at: string | null
  period_from: string | null
  period_to: string | null
  valid_until: string | null
  reminders: number
  /** Of a renewal: the permission it goes on from. */
  renews_id: ColumnType<string | null, string | null | undefined, string | null>
  /** Who filed it for the applicant; null where he did so himself. */
  filed_by_id: ColumnType<string | null, string | null | undefined, string | null>
  /** Taken back, even while what it is about is still to come back. */
  revoked_at: ColumnType<string | null, string | null | undefined, string | null>
  version: number
  created_at: string
}

export type ApplicationCounterTable = {
  tenant_id: string
  unit_id: string
  fiscal_year: number
  running: number
}

export type ApplicationItemTable = {
  tenant_id: string
  application_id: string
  entry_id: string
  place: number
  book_entry_id: string | null
}

/** A seat on the way of a case, in one round of it. */
export type ApplicationStepTable = {
  tenant_id: string
  application_id: string
  round: number
  place: number
  seat: number
  /** Key of the declared step. */
  key: string
  act: StepAct
  word: string
  needs: 'all' | 'any'
  office: string
  unit_id: string | null
  /** The chair as one text. */
  step_key: string
  raised: boolean
  why: string
  state: SeatState
  opened_at: string | null
  closed_at: string | null
  decision_id: string | null
}

/** 専決区分: who decides cases up to a size. */
export type ProcedureTierTable = {
  tenant_id: string
  procedure: string
  place: number
  at_most: Json<AtMost>
  office: string
}

/** A question or an answer beside a case. */
export type ApplicationCommentTable = {
  tenant_id: string
  application_id: string
  comment_id: string
  author_id: string
  text: string
  at: string
}

/** Which office a role is that the text names and nowhere defines; of `*` for every procedure. */
export type ProcedureRoleTable = { tenant_id: string; procedure: string; role: string; office: string }

export type DecisionTable = {
  tenant_id: string
  decision_id: string
  application_id: string
  applicant_id: string
  round: number
  /** The seat it was done in; empty in decisions of before there were steps. */
  place: ColumnType<number | null, number | null | undefined, never>
  seat: ColumnType<number | null, number | null | undefined, never>
  act: SeatAct
  content_hash: string
  decider_id: string
  capacity: string
  right_of_person_id: string | null
  right_of_post_id: string | null
  /** The delegation used; null when the right was the decider's own or he stood in as deputy. */
  acting_right_id: string | null
  office: string
  unit_id: string | null
  because: string
  reason: string | null
  exception_reason: string | null
  decided_at: string
  /** Shared by the decisions made together; null where the case was decided by itself. */
  bundle_id: ColumnType<string | null, string | null | undefined, never>
}

/** When somebody who decides first opened a case in a round of it. */
export type ApplicationOpeningTable = {
  tenant_id: string
  application_id: string
  round: number
  person_id: string
  opened_at: string
}

export type AfterReadingTable = {
  tenant_id: string
  decision_id: string
  application_id: string
  holder_id: string
  requested_at: string
  read_at: string | null
}

export type ApplicationEventTable = {
  tenant_id: string
  application_id: string
  place: number
  act: string
  actor_id: string | null
  capacity: string | null
  note: string | null
  form: ColumnType<Form | null, Form | null, Form | null>
  content_hash: string | null
  at: string
}

export type ProcedureParameterTable = { tenant_id: string; procedure: string; key: string; value: number }

declare module '#ground/database/tables.ts' {
  interface Tables {
    application: ApplicationTable
    application_comment: ApplicationCommentTable
    application_counter: ApplicationCounterTable
    application_item: ApplicationItemTable
    application_opening: ApplicationOpeningTable
    application_step: ApplicationStepTable
    decision: DecisionTable
    after_reading: AfterReadingTable
    application_event: ApplicationEventTable
    procedure_parameter: ProcedureParameterTable
    procedure_role: ProcedureRoleTable
    procedure_tier: ProcedureTierTable
  }
}
