import type { ModelNode, ModelTable, ModelTree } from './edition-model.ts'
import type { Draft } from './plain-node.ts'

/** Parts the cells of a row in its words, as the reader writes them. */
export const CELL_BREAK = '\t'

/**
 * How the rows of a table hold their words. `cells`: a row's words are its cells. Otherwise the columns are, in this
 * order, what a confirmed row holds: its name, its heading, its words, its items.
 */
export const shapes = [
  'cells',
  'label heading items',
  'label text items',
  'label heading text items',
] as const
export type Shape = (typeof shapes)[number]

export type Cell = { readonly text: string; readonly items: readonly ModelTree[] }
export type Row = { readonly node: ModelNode; readonly cells: readonly Cell[] }
export type Table = {
  readonly shape: Shape
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

/** What hangs below a provision, in order: provisions, and tables made of neighbouring rows. */
export type Below =
  | { readonly kind: 'node'; readonly tree: ModelTree }
  | { readonly kind: 'table'; readonly table: Table }

export function belowOf(children: readonly ModelTree[], tables: readonly ModelTable[]): Below[] {
  const out: Below[] = []
  let run: ModelTree[] = []
  const flush = () => {
    const table = tableOf(run, tables)
    if (table !== null) out.push({ kind: 'table', table })
    else for (const tree of run) out.push({ kind: 'node', tree })
    run = []
  }
  for (const tree of children) {
    if (tree.node.level === '行' && tree.node.type === 'row') run.push(tree)
    else {
      flush()
      out.push({ kind: 'node', tree })
    }
  }
  flush()
  return out
}

function tableOf(run: readonly ModelTree[], tables: readonly ModelTable[]): Table | null {
  const first = run[0]
  if (first === undefined) return null
  const head = tables.find((t) => t.owner === first.node.parent)
  if (run.every((t) => t.node.label === '' && t.node.heading === null && t.children.length === 0)) {
    const rows = run.map((t) => ({
      node: t.node,
      cells: t.node.text.split(CELL_BREAK).map((text) => ({ text, items: [] })),
    }))
    return { shape: 'cells', columns: head?.columns ?? [], rows }
  }
  const plain = (t: ModelTree) => t.children.length === 0 && t.node.heading === null && t.node.label !== ''
  if (!run.every((t) => t.node.label !== '' && t.children.every(plain))) return null
  const shape = shapeOf(run)
  return {
    shape,
    columns: columnsOf(head, shape),
    rows: run.map((t) => ({ node: t.node, cells: keyed(t, shape) })),
  }
}

function shapeOf(run: readonly ModelTree[]): Shape {
  if (run.every((t) => t.node.heading === null)) return 'label text items'
  return run.some((t) => t.node.text !== '' && t.children.length > 0)
    ? 'label heading text items'
    : 'label heading items'
}

function columnsOf(head: ModelTable | undefined, shape: Shape): readonly string[] {
  if (head === undefined || head.columns.length !== shape.split(' ').length) return []
  return head.columns
}

function keyed({ node, children }: ModelTree, shape: Shape): Cell[] {
  const label = { text: node.label, items: [] }
  const heading = { text: node.heading ?? '', items: [] }
  switch (shape) {
    case 'label text items':
      return [label, { text: node.text, items: [] }, { text: '', items: children }]
    case 'label heading items':
      return [label, heading, { text: node.text, items: children }]
    default:
      return [label, heading, { text: node.text, items: [] }, { text: '', items: children }]
  }
}

/** A cell as it was read. */
export type ReadCell = { readonly text: string; readonly items: readonly Draft[] }

/** The row that cells make, the other way round. */
export function rowDraft(
  cells: readonly ReadCell[],
  shape: Shape,
  rest: Pick<Draft, 'wid' | 'says' | 'columns'>,
): Draft {
  const at = (i: number): ReadCell => cells[i] ?? { text: '', items: [] }
  const items = cells.flatMap((c) => c.items.map((item): Draft => ({ ...item, level: '行' })))
  const filled = (text: string) => (text === '' ? null : text)
  switch (shape) {
    case 'label text items':
      return { ...rest, level: '行', label: at(0).text, heading: null, text: at(1).text, children: items }
    case 'label heading items':
    case 'label heading text items':
      return {
        ...rest,
        level: '行',
        label: at(0).text,
        heading: filled(at(1).text),
        text: at(2).text,
        children: items,
      }
    case 'cells':
      return {
        ...rest,
        level: '行',
        label: '',
        heading: null,
        text: cells.map((c) => c.text.replaceAll(CELL_BREAK, ' ')).join(CELL_BREAK),
        children: [],
      }
  }
}

export const shapeFrom = (value: unknown): Shape => shapes.find((s) => s === value) ?? 'cells'
