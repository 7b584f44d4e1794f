import type { ColumnType, Selectable } from 'kysely'
import type { Colour, CrossRef, Cue, Field, Lint, Norm, Parameter, Term } from '../norms/types.ts'
import type { AuthorKind } from '../tables.ts'

type Json<T> = ColumnType<T, T, T>

export type NormState = 'unconfirmed' | 'confirmed' | 'corrected' | 'dismissed'
export type ActKind = 'confirm' | 'correct' | 'teach' | 'split' | 'merge' | 'dismiss' | 'undo'
export type LintState = 'open' | 'seen' | 'to-mend'

/** What a sentence says, field by field: the part of a norm that an officer can correct. */
export type NormReading = Pick<
  Norm,
  | 'subject'
  | 'modality'
  | 'trigger'
  | 'approval'
  | 'record'
  | 'recordFields'
  | 'targetClass'
  | 'deadline'
  | 'exception'
  | 'qualifiers'
  | 'kind'
>

/** A pointer of the text as it is stored: to provisions by permanent id, or `ext:NAME`. */
export type StoredRef = Omit<CrossRef, 'to'> & { readonly to: readonly string[] }

export type NormTable = {
  tenant_id: string
  version_id: string
  norm_id: string
  wid: string
  seq: number
  seq_end: number
  range_start: number
  range_end: number
  text: string
  machine: Json<NormReading>
  reading: Json<NormReading>
  cues: Json<readonly Cue[]>
  colour: Json<Readonly<Partial<Record<Field, Colour>>>>
  refs: Json<readonly StoredRef[]>
  parameters: Json<readonly string[]>
  worst: Colour
  state: NormState
  revision: number
  decided_at: string | null
  decided_by_kind: AuthorKind | null
  decided_by: string | null
}

export type NormRow = Selectable<NormTable>

/** A norm that an act touched; without a revision it was merged away. */
export type Touched = { readonly normId: string; readonly wid: string; readonly revision: number | null }

/** A norm as it was before an act: the columns the act changed, all of it when the act took it away, or not there. */
export type Before =
  | { readonly was: 'changed'; readonly normId: string; readonly row: Partial<NormRow> }
  | { readonly was: 'removed'; readonly normId: string; readonly row: NormRow }
  | { readonly was: 'created'; readonly normId: string }

export type NormActTable = {
  tenant_id: string
  act_id: string
  version_id: string
  kind: ActKind
  at: string
  by_kind: AuthorKind
  by: string
  undoes: string | null
  touched: Json<readonly Touched[]>
  before: Json<readonly Before[]>
}

/** An open value as stored: which norms leave it open is told by their own `parameters`. */
export type StoredParameter = Omit<Parameter, 'norms'>
/** Findings and terms as stored: `node` and `related` are permanent ids. */
export type StoredLint = Lint & { readonly key: string }
export type StoredTerm = Term

export type EditionReadingTable = {
  tenant_id: string
  version_id: string
  parameters: Json<readonly StoredParameter[]>
  terms: Json<readonly StoredTerm[]>
  lints: Json<readonly StoredLint[]>
  read_at: string
}

export type LintNoteTable = {
  tenant_id: string
  policy_id: string
  lint_key: string
  state: LintState
  note: string
  revision: number
  at: string
  by_kind: AuthorKind
  by: string
}

export type ParameterValueTable = {
  tenant_id: string
  parameter: string
  revision: number
  value: string | null
  note: string
  valid_from: string
  set_at: string
  by_kind: AuthorKind
  by: string
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    norm: NormTable
    norm_act: NormActTable
    edition_reading: EditionReadingTable
    lint_note: LintNoteTable
    parameter_value: ParameterValueTable
  }
}
