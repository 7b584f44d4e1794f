import type { Norm, Parameter } from '../norms/types.ts'
import type { Level, NodeType, TableRegion } from '../reading/types.ts'
import type { PolicyKind } from '../tables.ts'

/** One provision of an edition, as it is written into other formats. */
export type ModelNode = {
  /** Permanent id: stays through renumbering. */
  readonly wid: string
  /** Number in this edition: `第5-2-(6)-ア`; unique. */
  readonly eid: string
  /** Permanent id of the provision above. */
  readonly parent: string | null
  readonly order: number
  readonly level: Level
  readonly label: string
  readonly heading: string | null
  readonly type: NodeType
  readonly text: string
}

/** A table of the edition. `raw` are its words where nobody has confirmed its columns yet; else empty. */
export type ModelTable = {
  /** Permanent id of the provision that holds it. */
  readonly owner: string
  readonly kind: TableRegion['kind']
  readonly columns: readonly string[]
  readonly raw: string
}

/** What one sentence says, with what the city has made of it. */
export type ModelNorm = Norm & {
  readonly state: 'unconfirmed' | 'confirmed' | 'corrected'
  /** What keeps it; `ready` is false for a mechanism that the house does not have yet (未整備). */
  readonly mechanisms: readonly { readonly name: string; readonly ready: boolean }[]
}

/** An open value, with the value the city has set. */
export type ModelParameter = Parameter & { readonly value: string | null }

export type ModelBinding = {
  readonly wid: string
  /** Which sentence of the provision, from 1. */
  readonly sentence: number
  readonly mechanism: string
  /** As people read it: 「持出許可」. */
  readonly mechanismName: string
  readonly slot: string
}

/** Everything an export needs of one edition: plain data, no database. */
export type EditionModel = {
  /** The municipality or other public body: 「架空市」. */
  readonly city: { readonly id: string; readonly name: string }
  readonly policy: {
    readonly id: string
    readonly title: string
    readonly kind: PolicyKind
    /** 機関 that holds it: 市長部局, 教育委員会 …; null where the city does not tell them apart. */
    readonly body: string | null
    readonly public: boolean
  }
  readonly edition: {
    readonly id: string
    /** 1 for the first edition of the document. */
    readonly sequence: number
    readonly label: string
    readonly decidedBy: string | null
    readonly decidedOn: string | null
    readonly effectiveFrom: string | null
    /** 公表日; null where it has not been published. */
    readonly publishedOn: string | null
    /** Instant at which the text was imported, ISO 8601. */
    readonly importedAt: string
    readonly draft: boolean
  }
  /** Parents before children, in the order of the document. */
  readonly nodes: readonly ModelNode[]
  readonly tables: readonly ModelTable[]
  readonly norms: readonly ModelNorm[]
  readonly parameters: readonly ModelParameter[]
  readonly bindings: readonly ModelBinding[]
}

/** A provision with what hangs below it. */
export type ModelTree = { readonly node: ModelNode; readonly children: readonly ModelTree[] }

/**
 * The provisions as trees, in the order of the document.
 * @throws TypeError where a provision hangs below one that is not there or comes later: our own fault.
 */
export function treesOf(nodes: readonly ModelNode[]): ModelTree[] {
  const roots: ModelTree[] = []
  const childrenOf = new Map<string, ModelTree[]>()
  for (const node of nodes.toSorted((a, b) => a.order - b.order)) {
    const children: ModelTree[] = []
    childrenOf.set(node.wid, children)
    const siblings = node.parent === null ? roots : childrenOf.get(node.parent)
    if (siblings === undefined) throw new TypeError(`provision ${node.eid} comes before the one above it`)
    siblings.push({ node, children })
  }
  return roots
}

/** The day that dates an export: in force, else decided, else imported. Never the clock. */
export function dayOf({ edition }: EditionModel): string {
  return edition.effectiveFrom ?? edition.decidedOn ?? edition.importedAt.slice(0, 10)
}
