import type { ColumnType } from 'kysely'
import type { CampaignFilters, ChangeKind, CountWay, Outcome, ScanResult } from './contract.ts'

type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>
type Counted = ColumnType<number, number | undefined, number>
type Json<T> = ColumnType<T, T, T>

export type StocktakeState = 'preparing' | 'open' | 'closed'

export type StocktakeTable = {
  tenant_id: string
  stocktake_id: string
  register: string
  title: string
  as_of: string
  due_on: string
  wide: boolean
  unit_ids: Json<readonly string[] | null>
  filters: Json<CampaignFilters>
  state: StocktakeState
  lines: Counted
  previous_id: Nullable<string>
  opened_at: string
  opened_by: Nullable<string>
  closed_at: Nullable<string>
  closed_by: Nullable<string>
}

export type StocktakeSheetTable = {
  tenant_id: string
  stocktake_id: string
  unit_id: string
  office: string
  total: number
  found: Counted
  elsewhere: Counted
  damaged: Counted
  missing: Counted
  unseen: Counted
  surplus: Counted
  digest: string
  signed_at: Nullable<string>
  signed_by: Nullable<string>
  capacity: Nullable<string>
  right_of: Nullable<string>
  reason: Nullable<string>
}

export type StocktakeLineTable = {
  tenant_id: string
  stocktake_id: string
  entry_id: string
  unit_id: string
  own_unit_id: string
  number: string
  label: string
  version: number
  classes: string
  place: string
}

export type StocktakeChangeTable = {
  tenant_id: string
  stocktake_id: string
  entry_id: string
  kind: ChangeKind
  unit_id: string
  number: string
  label: string
  was: string
  now: string
}

export type StocktakeCountTable = {
  tenant_id: string
  stocktake_id: string
  entry_id: string
  unit_id: string
  outcome: Outcome
  note: Nullable<string>
  way: CountWay
  at: string
  by: string
}

export type StocktakeSurplusTable = {
  tenant_id: string
  surplus_id: string
  stocktake_id: string
  unit_id: string
  number: Nullable<string>
  label: string
  note: Nullable<string>
  way: CountWay
  state: 'open' | 'registered' | 'dropped'
  entry_id: Nullable<string>
  at: string
  by: string
  settled_at: Nullable<string>
  settled_by: Nullable<string>
  reason: Nullable<string>
}

export type StocktakeScanTable = {
  tenant_id: string
  stocktake_id: string
  person_id: string
  mark: string
  unit_id: string
  number: string
  result: ScanResult
  entry_id: Nullable<string>
  other_unit_id: Nullable<string>
  at: string
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    stocktake: StocktakeTable
    stocktake_sheet: StocktakeSheetTable
    stocktake_line: StocktakeLineTable
    stocktake_change: StocktakeChangeTable
    stocktake_count: StocktakeCountTable
    stocktake_surplus: StocktakeSurplusTable
    stocktake_scan: StocktakeScanTable
  }
}
