import type { ColumnType } from 'kysely'

type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>

export type TaskState = 'open' | 'done' | 'dropped'

export type TaskTable = {
  tenant_id: string
  id: string
  kind: string
  title: string
  detail: ColumnType<string, string | undefined, string>
  person_id: Nullable<string>
  office: Nullable<string>
  unit_id: Nullable<string>
  about_id: Nullable<string>
  subject_kind: string
  subject_id: string
  href: Nullable<string>
  mechanism: Nullable<string>
  slot: Nullable<string>
  due_on: Nullable<string>
  state: TaskState
  once_key: Nullable<string>
  opened_at: string
  closed_at: Nullable<string>
  closed_by: Nullable<string>
  outcome: Nullable<string>
  closed_capacity: Nullable<string>
  closed_right_of: Nullable<string>
  closes_there: Nullable<boolean>
  /** Mails sent because it was overdue; empty = none. */
  reminders: Nullable<number>
  reminded_on: Nullable<string>
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    task: TaskTable
  }
}
