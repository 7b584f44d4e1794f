import type { ColumnType } from 'kysely'
import type { ChecklistEvent } from './definition.ts'

type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>

export type ChecklistState = 'open' | 'closed' | 'dropped'
export type ItemState = 'open' | 'done' | 'not-needed'

export type ChecklistTable = {
  tenant_id: string
  checklist_id: string
  person_id: string
  event: ChecklistEvent
  effective_on: string
  due_on: string
  unit_id: Nullable<string>
  post_title: string
  appointment: string
  event_key: string
  origin: 'hand' | 'transfer'
  state: ChecklistState
  opened_at: string
  opened_by: Nullable<string>
  closed_at: Nullable<string>
  closed_by: Nullable<string>
  closed_capacity: Nullable<string>
  closed_right_of: Nullable<string>
  outcome: Nullable<string>
}

export type ChecklistItemTable = {
  tenant_id: string
  checklist_id: string
  item: string
  place: number
  state: ItemState
  note: Nullable<string>
  settled_at: Nullable<string>
  settled_by: Nullable<string>
  capacity: Nullable<string>
  right_of: Nullable<string>
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    checklist: ChecklistTable
    checklist_item: ChecklistItemTable
  }
}
