import type { Level, NodeType, UnreadReason } from '../reading/types.ts'
import type { TableRegion } from '../reading/types.ts'

/** A provision as a reader of a structured format gives it; ids by number, in the order of the document. */
export type PlainNode = {
  /** Permanent id, where the format carries one. */
  readonly wid: string | null
  readonly id: string
  readonly parent: string | null
  readonly order: number
  readonly level: Level
  readonly label: string
  readonly heading: string | null
  readonly type: NodeType
  readonly text: string
  /** What stands at the head of each cell's column, for a row of a table that says it. */
  readonly columns: readonly string[]
}

/** Words of the file that belong to no provision. */
export type PlainAside = { readonly text: string; readonly reason: UnreadReason }

/** What a reader of a structured format made of a file. */
export type PlainDocument = {
  readonly title: string | null
  readonly before: readonly PlainAside[]
  readonly nodes: readonly PlainNode[]
  readonly after: readonly PlainAside[]
  /** Tables whose columns nobody has confirmed, by the id of the provision that holds them. */
  readonly tables: readonly {
    readonly nodeId: string
    readonly kind: TableRegion['kind']
    readonly columns: readonly string[]
    readonly raw: string
  }[]
  /** What was left out or simplified, as polite sentences. */
  readonly notices: readonly string[]
}

/** What a format says otherwise than its own shape would: written only where the two differ. */
export type Difference = {
  readonly id?: string | undefined
  readonly level?: Level | undefined
  readonly type?: NodeType | undefined
  readonly label?: string | undefined
  readonly heading?: string | null | undefined
  readonly text?: string | undefined
}

/** A provision being read: its place is where it stands, its number and kind are found by `settle`. */
export type Draft = {
  readonly label: string
  readonly heading: string | null
  readonly text: string
  readonly children: readonly Draft[]
  readonly wid?: string | undefined
  /** The level where the label does not tell it: an unnumbered paragraph, a row. */
  readonly level?: Level | undefined
  readonly columns?: readonly string[] | undefined
  readonly says?: Difference | undefined
  /** The words of a table that nobody has confirmed. */
  readonly raw?:
    | { readonly kind: TableRegion['kind']; readonly columns: readonly string[]; readonly text: string }
    | undefined
}
