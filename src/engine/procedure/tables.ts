import type { ColumnType } from 'kysely'
import type { ApplicationState } from './states.ts'
import type { EntryFacts, Form } from './definition.ts'

/** jsonb: read parsed, written as the object itself. */
type Json<T> = ColumnType<T, T, T>

export type ApplicationTable = {
  tenant_id: string
  application_id: string
  procedure: string
  number: string | null
  /** The unit whose document symbol and counter the number is of. */
  number_unit_id: string | null
  fiscal_year: number | null
  running: number | null
  body_id: string
  unit_id: string
  applicant_id: string
  edition_id: string
  state: ApplicationState
  round: number
  form: Json<Form>
  /** The assets as they stood when the case was filed. */
  facts: Json<{ entries: readonly EntryFacts[] }>
  content_hash: string
  title: string
  step_key: string | null
  step_office: string | null
  step_unit_id: string | null
  step_raised: boolean
  step_why: string
  filed_at: string | null
  decided_at: string | null
  started_at: string | null
  finished_at: string | null
  period_from: string | null
  period_to: string | null
  valid_until: string | null
  reminders: number
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

export type DecisionTable = {
  tenant_id: string
  decision_id: string
  application_id: string
  applicant_id: string
  round: number
  act: 'grant' | 'refuse' | 'send-back'
  content_hash: string
  decider_id: string
  capacity: string
  right_of_person_id: string | null
  right_of_post_id: string | null
  office: string
  unit_id: string | null
  because: string
  reason: string | null
  exception_reason: string | null
  decided_at: string
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
    application_counter: ApplicationCounterTable
    application_item: ApplicationItemTable
    decision: DecisionTable
    after_reading: AfterReadingTable
    application_event: ApplicationEventTable
    procedure_parameter: ProcedureParameterTable
  }
}
