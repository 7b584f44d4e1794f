import type { ColumnType } from 'kysely'
import type { ChangeKind, TransferChange } from './change.ts'

type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>
type Json<T> = ColumnType<T, T, T>

export const planStates = ['draft', 'confirmed', 'effective', 'undone'] as const
export type PlanState = (typeof planStates)[number]

export type TransferPlanTable = {
  tenant_id: string
  id: string
  title: string
  /** First day on which the changes hold, in Japan. */
  effective_on: string
  state: PlanState
  source: string
  revision: number
  created_at: string
  created_by: Nullable<string>
  confirmed_at: Nullable<string>
  confirmed_by: Nullable<string>
  effective_at: Nullable<string>
  undone_at: Nullable<string>
  undone_by: Nullable<string>
}

export type TransferChangeTable = {
  tenant_id: string
  id: string
  plan_id: string
  place: number
  line: Nullable<number>
  kind: ChangeKind
  person_id: Nullable<string>
  label: string
  change: Json<TransferChange>
  taken: boolean
  problem: Nullable<string>
  search: string
}

/** A row as the database gives it back, by column. */
export type RowImage = Readonly<Record<string, unknown>>
export type WrittenRow = {
  readonly key: Readonly<Record<string, string>>
  readonly before: RowImage | null
  readonly after: RowImage
}

export type TransferWriteTable = {
  tenant_id: string
  plan_id: string
  place: number
  table_name: string
  writes: Json<readonly WrittenRow[]>
}

/** What kind of finding: the tabs of the report. */
export const findingTabs = [
  'offices',
  'cases',
  'permits',
  'holdings',
  'accounts',
  'units',
  'rights',
  'training',
  'checklists',
] as const
export type FindingTab = (typeof findingTabs)[number]

export type TransferRehearsalTable = {
  tenant_id: string
  id: string
  plan_id: string
  revision: number
  /** What the organisation was when it was rehearsed, as one number. */
  organisation: string
  /** People who leave with the plan, and people there are on the day before. */
  removes: number
  staff: number
  problems: number
  counts: Json<Readonly<Record<string, number>>>
  seconds: number
  made_at: string
  made_by: Nullable<string>
}

export type TransferFindingTable = {
  tenant_id: string
  rehearsal_id: string
  tab: FindingTab
  place: number
  kind: string
  person_id: Nullable<string>
  unit_id: Nullable<string>
  label: string
  unit: string
  before: string
  after: string
  note: string
  href: Nullable<string>
  search: string
}

/** The steps of the day, in their order. */
export const effectSteps = ['people', 'followers', 'leavers', 'permits', 'cases', 'tasks'] as const
export type EffectStep = (typeof effectSteps)[number]

export type TransferEffectTable = {
  tenant_id: string
  plan_id: string
  step: EffectStep
  subject_id: string
  kind: string
  label: string
  what: string
  href: Nullable<string>
  at: string
}

export type TransferReturnTable = {
  tenant_id: string
  plan_id: string
  person_id: string
  until: Nullable<string>
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    transfer_plan: TransferPlanTable
    transfer_change: TransferChangeTable
    transfer_write: TransferWriteTable
    transfer_rehearsal: TransferRehearsalTable
    transfer_finding: TransferFindingTable
    transfer_effect: TransferEffectTable
    transfer_return: TransferReturnTable
  }
}
