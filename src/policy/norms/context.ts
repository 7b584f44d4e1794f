import type { RoleLexicon } from './role-lexicon.ts'
import type { Norm, Parameter, Term, TextNode } from './types.ts'

/** A norm before its record, kind, open values and references are read. */
export type NormDraft = Omit<Norm, 'record' | 'recordFields' | 'kind' | 'parameters' | 'crossRefs'>

/** What stands around a sentence. */
export type NormContext = {
  readonly node: TextNode
  /** The nodes above it, the topmost first. */
  readonly path: readonly TextNode[]
  /** The sentence of the lead-in it is an item of: 「…次の事項を記録する。」. */
  readonly leadIn: NormDraft | null
  /** The sentence before it in the same node, or of the provision its node continues. */
  readonly previous: NormDraft | null
  /** Its children that only enumerate (日時, 担当者, 処理内容): the fields of a record. */
  readonly details?: readonly TextNode[]
  readonly lexicon: RoleLexicon
  /** Title of the document. */
  readonly title: string | null
}

/** A document by the numbers of its nodes. */
export type DocumentIndex = {
  readonly title: string | null
  /** In the order of the text. */
  readonly nodes: readonly TextNode[]
  readonly byId: ReadonlyMap<string, TextNode>
  /** Children in the order of the text; key null: the topmost nodes. */
  readonly childrenOf: ReadonlyMap<string | null, readonly TextNode[]>
}

/** A document with everything read out of it: what the findings look at. */
export type ReadDocument = DocumentIndex & {
  readonly lexicon: RoleLexicon
  readonly norms: readonly Norm[]
  readonly parameters: readonly Parameter[]
  readonly terms: readonly Term[]
}

/** Indexes the nodes of a document; the first of two nodes with one id wins. */
export function indexOf(title: string | null, nodes: readonly TextNode[]): DocumentIndex {
  const byId = new Map<string, TextNode>()
  const childrenOf = new Map<string | null, TextNode[]>()
  for (const node of nodes) {
    if (!byId.has(node.id)) byId.set(node.id, node)
    const siblings = childrenOf.get(node.parent)
    if (siblings === undefined) childrenOf.set(node.parent, [node])
    else siblings.push(node)
  }
  return { title, nodes, byId, childrenOf }
}

/** The nodes above a node, the topmost first. */
export function pathOf(node: TextNode, doc: DocumentIndex): readonly TextNode[] {
  const path: TextNode[] = []
  const seen = new Set<string>([node.id])
  for (let id = node.parent; id !== null && !seen.has(id);) {
    const above = doc.byId.get(id)
    if (above === undefined) break
    seen.add(id)
    path.unshift(above)
    id = above.parent
  }
  return path
}
