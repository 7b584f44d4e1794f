import { rowsOf } from '../reading/table-rows.ts'
import {
  CELL_BREAK,
  type ReadNode,
  type Reading,
  type Span,
  type TableRegion,
  type Unread,
} from '../reading/types.ts'
import type { PlainDocument, PlainNode } from './plain-node.ts'
import { isOwnCaption } from './settle.ts'

/** A structured file in the shape the reader of plain text gives, with the text its places point into. */
export type Rendered = { readonly text: string; readonly reading: Reading }

/**
 * Writes the provisions of a structured file as plain text, one below the other, and says where each stands. Every
 * visible character of the text is in exactly one provision's own pieces or in `unread`.
 */
export function rendered(document: PlainDocument): Rendered {
  const page = new Page()
  const unread: Unread[] = document.before.map((aside) => page.aside(aside))
  const tables: TableRegion[] = []
  const depths = new Map<string, number>()
  const rawOf = new Map(document.tables.map((t) => [t.nodeId, t]))
  const nodes = document.nodes.map((node): ReadNode => {
    const depth = node.parent === null ? 0 : (depths.get(node.parent) ?? 0) + 1
    depths.set(node.id, depth)
    const from = page.length
    const cells = page.provision(node)
    const raw = rawOf.get(node.id)
    if (raw !== undefined) {
      const span = page.lines(raw.raw)
      const { kind, columns } = raw
      tables.push({ nodeId: node.id, span, kind, text: raw.raw, columns, rows: rowsOf(kind, raw.raw) })
    }
    const span: Span = [from, page.length]
    const { id, parent, order, level, label, heading, type, text } = node
    return {
      id,
      parent,
      order,
      depth,
      level,
      label,
      heading,
      type,
      text,
      span,
      pieces: span[1] > span[0] ? [span] : [],
      ...(cells === null ? {} : { cells, columns: node.columns }),
    }
  })
  unread.push(...document.after.map((aside) => page.aside(aside)))
  return {
    text: page.text(),
    reading: { strategy: 'lines', title: document.title, nodes, unread, tables },
  }
}

/** Text being written, and how long it is so far. */
class Page {
  private readonly parts: string[] = []
  length = 0

  private put(text: string): void {
    this.parts.push(text)
    this.length += text.length
  }

  text(): string {
    return this.parts.join('')
  }

  lines(text: string): Span {
    const start = this.length
    this.put(text)
    const span: Span = [start, this.length]
    this.put('\n')
    return span
  }

  aside({ text, reason }: PlainDocument['before'][number]): Unread {
    const [start, end] = this.lines(text)
    return { start, end, text, reason }
  }

  /** Label, heading and words; the cells of a row where it has nothing else. */
  provision(node: PlainNode): Span[] | null {
    const { label, text } = node
    const heading = node.heading === null || isOwnCaption(node) ? '' : node.heading
    const head = [label, heading].filter((t) => t !== '').join('\u3000')
    const isRow = node.type === 'row' && head === ''
    if (isRow) return this.row(text)
    // A word and what it means, or a number and its words, stand on one line, as people print them.
    const sameLine = heading === '' && head !== '' && text !== ''
    if (head !== '') this.put(sameLine ? `${head}\u3000` : `${head}\n`)
    if (text !== '') this.put(`${text}\n`)
    return null
  }

  private row(text: string): Span[] {
    const cells: Span[] = []
    for (const [i, cell] of text.split(CELL_BREAK).entries()) {
      if (i > 0) this.put(CELL_BREAK)
      const start = this.length
      this.put(cell)
      cells.push([start, this.length])
    }
    this.put('\n')
    return cells
  }
}
