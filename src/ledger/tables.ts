import type { ColumnType, Generated } from 'kysely'

/** What a reader sees of an entry; a body erased by retention leaves null in every column but the first. */
export type LedgerEntryTable = {
  tenant_id: string
  entry_id: string
  xid: Generated<string>
  at: string | null
  body: string | null
  salt: Buffer | null
  actor_kind: string | null
  actor_id: string | null
  operation: string | null
  subject_kind: string | null
  subject_id: string | null
}

export type LedgerLeafTable = {
  tenant_id: string
  seq: number
  entry_id: string
  commitment: Buffer
  leaf_hash: Buffer
}

export type LedgerTileTable = {
  tenant_id: string
  level: number
  tile_index: number
  width: number
  data: Buffer
}

export type LedgerCheckpointTable = {
  tenant_id: string
  size: number
  root: Buffer
  note: string
  at: string
}

export type LedgerVerificationTable = {
  tenant_id: string
  verification_id: string
  started_at: string
  finished_at: string
  ok: boolean
  size: number
  root: string
  finding_count: number
  findings: ColumnType<unknown, string, string>
  unproven: ColumnType<unknown, string, string>
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    ledger_entry: LedgerEntryTable
    ledger_leaf: LedgerLeafTable
    ledger_tile: LedgerTileTable
    ledger_checkpoint: LedgerCheckpointTable
    ledger_verification: LedgerVerificationTable
  }
}
