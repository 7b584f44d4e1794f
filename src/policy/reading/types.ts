/** Half-open range of UTF-16 offsets into the decoded source text. */
export type Span = readonly [start: number, end: number]

/** The family of numbering a label belongs to, named by its printed shape. */
export type Level =
  | '編'
  | '部'
  | '章'
  | '節'
  | '款'
  | '目'
  | '条'
  | '第N'
  | 'N-N'
  | 'N'
  | 'N.'
  | '(N)'
  | 'N)'
  | '①'
  | 'ア'
  | '(ア)'
  | 'イロハ'
  | '(イロハ)'
  | '一'
  | '(a)'
  | 'Ⅰ'
  | '【N】'
  | '・'
  | '附則'
  | '別表'
  | '様式'
  | '見出し'
  | '行'

export type NodeType =
  | 'heading'
  | 'provision'
  | 'lead-in'
  | 'detail'
  | 'bullet'
  | 'row'
  | 'table'
  | 'form'
  | 'supplementary'
  | 'deleted'

/** One numbered place of a policy text. */
export type ReadNode = {
  /** Labels joined by `-` from the top of the numbering, e.g. `第5-2-(6)-ア`; unique in a reading. */
  readonly id: string
  readonly parent: string | null
  /** Position in the document, from 0. */
  readonly order: number
  /** Steps below the top of the tree, from 0. */
  readonly depth: number
  readonly level: Level
  /** The label as the city printed it. */
  readonly label: string
  readonly heading: string | null
  readonly type: NodeType
  /** Own words for display: without label, heading and table, line-wrap spaces healed. */
  readonly text: string
  /** Own range: label, heading and words, not the children. */
  readonly span: Span
  /** The parts of `span` that are this node's own; page furniture inside it is left out. */
  readonly pieces: readonly Span[]
}

export type UnreadReason =
  | 'title'
  | 'date'
  | 'preamble'
  | 'contents'
  | 'amendment-note'
  | 'page-furniture'
  | 'unnumbered-heading'
  | 'unrecognised'

export type Unread = {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly reason: UnreadReason
}

/**
 * A guessed row of a table whose columns the transcript has mixed up; an officer confirms it by form.
 * Roles: office, who holds it, its duties. Classification: class, criterion, restrictions.
 */
export type GuessedRow = { readonly key: string; readonly detail: string; readonly items: readonly string[] }

/** A stretch of text that is a table in the original. */
export type TableRegion = {
  readonly nodeId: string
  readonly span: Span
  readonly kind: 'roles' | 'classification' | 'unknown'
  readonly text: string
  readonly columns: readonly string[]
  readonly rows: readonly GuessedRow[]
}

export type Strategy = 'flattened' | 'lines'

/** What the reader made of a policy text. */
export type Reading = {
  readonly strategy: Strategy
  readonly title: string | null
  readonly nodes: readonly ReadNode[]
  readonly unread: readonly Unread[]
  readonly tables: readonly TableRegion[]
}
