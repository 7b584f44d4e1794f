import type { ColumnType } from 'kysely'
import type { Problem } from '#ground/errors/refusal.ts'
import type { Encoding } from './sources/decode.ts'
import type {
  GuessedRow,
  Hints,
  Level,
  NodeType,
  Span,
  Strategy,
  TableRegion,
  UnreadReason,
} from './reading/types.ts'
import type { ReadableFormat } from './sources/source.ts'

/** jsonb: read parsed, written as the value itself. */
type Json<T> = ColumnType<T, T, T>

/** Empty unless a row says otherwise. */
type Left = ColumnType<string | null, string | null | undefined, string | null>

export const policyKinds = ['基本方針', '対策基準', '実施手順', '規程'] as const
export type PolicyKind = (typeof policyKinds)[number]
export type EditionState = 'draft' | 'in-force' | 'superseded'
export type AuthorKind = 'person' | 'operator' | 'system'
export type StoredUnread = {
  readonly line: number
  readonly start: number
  readonly end: number
  readonly text: string
  readonly reason: UnreadReason
}
/** A row as an officer confirmed it. Roles: office, holder, duties. Classification: class, criterion, restrictions. */
export type ConfirmedRow = GuessedRow

export type PolicyTable = {
  tenant_id: string
  policy_id: string
  title: string
  kind: PolicyKind
  document_mark: string
  public: boolean
  /** Who reads what is not public; `staff` unless told. */
  audience: ColumnType<'staff' | 'named', 'staff' | 'named' | undefined, 'staff' | 'named'>
  body_id: Left
  body_name: Left
  based_on: Left
  created_at: string
}

export type PolicyVersionTable = {
  tenant_id: string
  version_id: string
  policy_id: string
  sequence: number
  label: string
  state: EditionState
  decided_by: string | null
  decided_on: string | null
  effective_from: string | null
  effective_to: string | null
  needs_review: boolean
  strategy: Strategy
  source_name: string
  source_sha256: string
  source_encoding: Encoding
  source_text: string
  source_format: ReadableFormat
  source_hints: Json<Hints | null>
  unread: Json<readonly StoredUnread[]>
  notices: Json<readonly Problem[]>
  imported_at: string
  imported_by_kind: AuthorKind
  imported_by: string
}

export type ProvisionTable = {
  tenant_id: string
  version_id: string
  wid: string
  eid: string
  parent_wid: string | null
  place: number
  depth: number
  level: Level
  label: string
  heading: string | null
  type: NodeType
  text: string
  folded: string
  span_start: number
  span_end: number
  pieces: Json<readonly Span[]>
  confirmed: boolean
}

export type ProvisionTableTable = {
  tenant_id: string
  version_id: string
  wid: string
  kind: TableRegion['kind']
  span_start: number
  span_end: number
  raw: string
  columns: Json<readonly string[]>
  guess: Json<readonly GuessedRow[]>
  rows: Json<readonly ConfirmedRow[] | null>
  confirmed_at: string | null
  confirmed_by_kind: AuthorKind | null
  confirmed_by: string | null
}

export type BindingTable = {
  tenant_id: string
  binding_id: string
  version_id: string
  wid: string
  mechanism: string
  slot: string
  sentence: number
  /** Only this part of a sentence that was split; the whole sentence where it is empty. */
  norm_id: ColumnType<string | null, string | null | undefined, string | null | undefined>
  quote: string
  carried_from: string | null
  confirmed_at: string
  confirmed_by_kind: AuthorKind
  confirmed_by: string
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    policy: PolicyTable
    policy_version: PolicyVersionTable
    provision: ProvisionTable
    provision_table: ProvisionTableTable
    binding: BindingTable
  }
}
