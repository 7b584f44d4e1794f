import type { Accepted } from './outline.ts'
import type { Span, UnreadReason } from './types.ts'

/** A place where a node begins; it owns the text up to the next segment. */
export type Segment = {
  readonly at: number
  readonly accepted: Accepted
  readonly caption: string | null
  /** The markup says that the words on the label's line are a heading. */
  readonly headed?: boolean
  /** The 1 printed before the first paragraph, with its (見出し): what stands before it is a title, after it the words. */
  readonly firstParagraph?: { readonly span: Span; readonly caption: string | null }
  /** A row of a table: its cells, and the heads of their columns. */
  readonly cells?: readonly Span[]
  readonly columns?: readonly string[]
}

/** A place where a node begun before goes on: after a table, or with the head of one. */
export type Resumption = {
  readonly at: number
  readonly of: string
  /** The characters are the node's own, but none of its words (the heads of a table's columns). */
  readonly silent: boolean
}

/** Where nodes begin, which stretches are tables, and what is not part of the text. */
export type Layout = {
  /** In order of their place. */
  readonly starts: readonly Segment[]
  readonly resumptions?: readonly Resumption[]
  readonly tables: readonly {
    readonly nodeId: string
    readonly span: Span
    readonly heads: readonly string[]
  }[]
  readonly asides: readonly { readonly span: Span; readonly reason: UnreadReason }[]
}
