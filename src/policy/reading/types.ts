/** Half-open range of UTF-16 offsets into the decoded source text. */
export type Span = readonly [start: number, end: number]

/** The family of numbering a label belongs to, named by its printed shape. */
export const levels = [
  '編',
  '部',
  '章',
  '節',
  '款',
  '目',
  '条',
  '第N',
  'N-N',
  'N',
  'N.',
  '(N)',
  'N)',
  '①',
  'ア',
  '(ア)',
  'イロハ',
  '(イロハ)',
  '一',
  '(a)',
  'Ⅰ',
  '【N】',
  '・',
  '附則',
  '別表',
  '様式',
  '見出し',
  '行',
] as const
export type Level = (typeof levels)[number]

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
  /** Cells of a table row, as ranges of the source; in `text` they are joined by `CELL_BREAK`. */
  readonly cells?: readonly Span[]
  /** What stands at the head of each cell's column, where the table says it. */
  readonly columns?: readonly string[]
  /** Made from the guess of a table whose columns a transcript mixed up; the characters belong to its owner. */
  readonly guessed?: true
}

/** Parts the cells of a row in `text`: a character that stands in no cell and that ends a sentence. */
export const CELL_BREAK = '\t'

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

/**
 * What a file format says about a text beyond its characters (HTML, Word and PDF know it; plain text does not).
 * All spans are ranges of the source text; the reader trusts them before its own guesses.
 */
export type Hints = {
  /** Tables whose cells are known. A cell of a merged row appears once, where it is printed. */
  readonly tables: readonly {
    readonly span: Span
    readonly rows: readonly {
      readonly span: Span
      readonly header: boolean
      readonly cells: readonly { readonly span: Span; readonly column: number }[]
    }[]
  }[]
  /** Page numbers, running heads, menus, links: not part of the text. */
  readonly asides: readonly { readonly span: Span; readonly reason: UnreadReason }[]
  /** Labels that the markup (or automatic numbering) says are labels, with the depth it gives them, from 0. */
  readonly labels: readonly { readonly span: Span; readonly depth: number }[]
  /** Lines that the markup says are headings (h1…h6, Word styles), 1 = highest. */
  readonly headings: readonly { readonly span: Span; readonly rank: number }[]
  /** (見出し) of an article, as markup tells it. */
  readonly captions: readonly Span[]
}

/** A file as text: what every reader of a format makes, and the only thing the text reader sees. */
export type SourceText = {
  readonly text: string
  readonly hints: Hints | null
}
