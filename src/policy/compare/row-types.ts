import type { NodeType } from '../reading/types.ts'
import type { ChangeKind } from './place-changes.ts'
import type { NormChange } from './norm-changes.ts'

export type Range = { readonly start: number; readonly end: number }

/** A provision of an edition as the comparison shows it. */
export type ComparedPlace = {
  readonly wid: string
  readonly eid: string
  readonly parent: string | null
  readonly depth: number
  readonly label: string
  readonly heading: string | null
  readonly type: NodeType
  readonly text: string
  readonly table: string | null
}

export type Side = {
  readonly wid: string
  readonly eid: string
  readonly number: string
  readonly depth: number
  readonly label: string
  readonly heading: string | null
  readonly type: NodeType
  readonly text: string
  /** The label itself, not one above it. */
  readonly numberChanged: boolean
  readonly headingMarks: readonly Range[]
  readonly textMarks: readonly Range[]
}

/** A line of the 新旧対照表: 改正後, 改正前, 備考. */
export type Row = {
  readonly unchanged: boolean
  readonly changes: readonly ChangeKind[]
  readonly after: Side | null
  readonly before: Side | null
  readonly note: string
  readonly norms: readonly NormChange[]
  readonly related: readonly {
    readonly side: 'before' | 'after'
    readonly wid: string
    readonly number: string
  }[]
}
