import type { ClauseNode } from '../types.ts'

/** The clauses of an edition as a tree, in the order of the text. */
export type Outline = {
  readonly nodes: readonly ClauseNode[]
  readonly at: ReadonlyMap<string, number>
  readonly children: ReadonlyMap<string | null, readonly ClauseNode[]>
  /** Mechanisms that hang on a clause or on anything below it. */
  readonly hanging: ReadonlyMap<string, number>
}

/** Puts the clauses, given in the order of the text, into a tree. A clause whose parent is not there stands on top. */
export function makeOutline(nodes: readonly ClauseNode[]): Outline {
  const at = new Map(nodes.map((node, index) => [node.wid, index]))
  const children = new Map<string | null, ClauseNode[]>()
  for (const node of nodes) {
    const parent = node.parentWid !== null && at.has(node.parentWid) ? node.parentWid : null
    const list = children.get(parent)
    if (list === undefined) children.set(parent, [node])
    else list.push(node)
  }
  const hanging = new Map<string, number>()
  for (const node of nodes.toReversed()) {
    const own = (hanging.get(node.wid) ?? 0) + node.bound
    hanging.set(node.wid, own)
    if (node.parentWid !== null) hanging.set(node.parentWid, (hanging.get(node.parentWid) ?? 0) + own)
  }
  return { nodes, at, children, hanging }
}

/** The clauses above one, from the top down; empty when it is not in the text. */
export function above(outline: Outline, wid: string): ClauseNode[] {
  const path: ClauseNode[] = []
  const seen = new Set<string>([wid])
  let node = nodeOf(outline, wid)
  while (node !== undefined && node.parentWid !== null && !seen.has(node.parentWid)) {
    seen.add(node.parentWid)
    node = nodeOf(outline, node.parentWid)
    if (node !== undefined) path.unshift(node)
  }
  return path
}

/** A clause by its permanent id. */
export function nodeOf(outline: Outline, wid: string): ClauseNode | undefined {
  return outline.nodes[outline.at.get(wid) ?? -1]
}

/** What stands open in the table of contents: every clause whose ancestors are all open, in the order of the text. */
export function visible(outline: Outline, open: ReadonlySet<string>): ClauseNode[] {
  const out: ClauseNode[] = []
  const add = (parent: string | null): void => {
    for (const node of outline.children.get(parent) ?? []) {
      out.push(node)
      if (open.has(node.wid)) add(node.wid)
    }
  }
  add(null)
  return out
}

/** The level of a clause's heading on the page: one below that of the nearest clause above that has one; 2 to 6. */
export function headingLevels(outline: Outline): ReadonlyMap<string, number> {
  const levels = new Map<string, number>()
  for (const node of outline.nodes) {
    const parent = node.parentWid === null ? undefined : levels.get(node.parentWid)
    const parentHeading = node.parentWid === null ? null : nodeOf(outline, node.parentWid)?.heading
    levels.set(
      node.wid,
      Math.min(6, (parent ?? 2) + (parent !== undefined && typeof parentHeading === 'string' ? 1 : 0)),
    )
  }
  return levels
}

/** What a clause is called in one line: its heading, or the beginning of its words. */
export function shortName(node: ClauseNode): string {
  if (node.heading !== null && node.heading !== '') return node.heading
  const words = [...node.text.slice(0, 80).replaceAll('\n', ' ')]
  return words.length > 28 ? `${words.slice(0, 28).join('')}…` : words.join('')
}

/** A piece of the text on the page: a clause, or the rows of a confirmed table, which are clauses too. */
export type Block =
  | { readonly kind: 'clause'; readonly node: ClauseNode }
  | { readonly kind: 'table'; readonly owner: ClauseNode; readonly rows: readonly TableRow[] }
export type TableRow = { readonly row: ClauseNode; readonly items: readonly ClauseNode[] }

/** The text in the pieces it is shown in: the rows that a confirmed table was made of come together again. */
export function blocksOf(outline: Outline): Block[] {
  const blocks: Block[] = []
  const inTable = new Set<string>()
  for (const node of outline.nodes) {
    if (inTable.has(node.wid)) continue
    blocks.push({ kind: 'clause', node })
    if (node.table === null || !node.tableConfirmed) continue
    const rows = (outline.children.get(node.wid) ?? [])
      .filter((child) => child.confirmed)
      .map((row) => ({ row, items: outline.children.get(row.wid) ?? [] }))
    for (const { row, items } of rows) for (const part of [row, ...items]) inTable.add(part.wid)
    if (rows.length > 0) blocks.push({ kind: 'table', owner: node, rows })
  }
  return blocks
}
