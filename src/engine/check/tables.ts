import type { ColumnType } from 'kysely'

type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>

export type AskedBy = 'daily' | 'person' | 'change'

export type CheckRunTable = {
  tenant_id: string
  run_id: string
  check_key: string
  ran_on: string
  started_at: string
  asked_by: AskedBy
  state: 'running' | 'finished'
  seen_to: Nullable<string>
  lines: number
  violations: number
  fresh: number
  mended: number
  finished_at: Nullable<string>
}

export type CheckViolationTable = {
  tenant_id: string
  check_key: string
  line_id: string
  unit_id: string
  number: string
  label: string
  sentence: string
  first_seen: string
  mended_at: Nullable<string>
}

export type CheckUnitTable = { tenant_id: string; run_id: string; unit_id: string; lines: number }

export type CheckSettingTable = {
  tenant_id: string
  check_key: string
  parameter: string
  value: number
  why: string
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    check_run: CheckRunTable
    check_violation: CheckViolationTable
    check_unit: CheckUnitTable
    check_setting: CheckSettingTable
  }
}
