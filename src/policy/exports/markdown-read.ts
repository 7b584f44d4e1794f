import type { TableRegion } from '../reading/types.ts'
import { differenceFrom } from './difference-words.ts'
import { EMPTY, unescapeLine } from './markdown-escape.ts'
import { MARK } from './markdown-write.ts'
import type { Difference, Draft, PlainDocument } from './plain-node.ts'
import { settle } from './settle.ts'
import { rowDraft, shapeFrom, type ReadCell, type Shape } from './table-cells.ts'

/** A provision while its lines are read. */
type Open = {
  readonly depth: number
  label: string
  heading: string | null
  level: Draft['level']
  readonly lines: string[]
  readonly children: (Open | Draft)[]
  says: Difference | undefined
  raw: Draft['raw']
}

export const isOurMarkdown = (text: string) => text.replace(/^\ufeff/, '').startsWith(MARK)

/** Reads Markdown that we wrote: headings, items, tables, and what the comments say. */
export function markdownDocument(text: string): PlainDocument {
  const reader = new Reader(
    text
      .replace(/^\ufeff/, '')
      .replace(/\r\n?/g, '\n')
      .split('\n'),
  )
  reader.read()
  const { nodes, tables } = settle(reader.roots.map(draftOf))
  const { title } = reader
  return {
    title,
    before: title === null ? [] : [{ text: title, reason: 'title' }],
    nodes,
    tables,
    after: [],
    notices: [],
  }
}

function draftOf(open: Open | Draft): Draft {
  if (!('lines' in open)) return open
  const { label, heading, level, says, raw, lines, children } = open
  return {
    label,
    heading,
    text: lines.join('\n'),
    says,
    raw,
    children: children.map(draftOf),
    ...(level === undefined ? {} : { level }),
  }
}

class Reader {
  readonly roots: (Open | Draft)[] = []
  title: string | null = null
  private readonly lines: readonly string[]
  private at = 0
  private stack: Open[] = []
  /** Depth of the items of a list that begins at the margin. */
  private listDepth = 0
  private table: { shape: Shape; rows: ReadCell[][]; columns: string[]; depth: number | null } | null = null
  private unconfirmed: { kind: TableRegion['kind']; columns: string[] } | null = null

  constructor(lines: readonly string[]) {
    this.lines = lines
  }

  read(): void {
    for (; this.at < this.lines.length; this.at += 1) this.line(this.lines[this.at] ?? '')
    this.closeTable([])
  }

  private line(line: string): void {
    const words = line.trimStart()
    const indent = line.length - words.length
    const said = /^<!-- (kijun(?:-[a-z]+)?) (.*) -->$/.exec(words)
    if (this.table !== null && words !== '' && !words.startsWith('|')) {
      if (said?.[1] === 'kijun-rows') return this.closeTable(jsonOf(said[2] ?? ''))
      this.closeTable([])
    }
    if (words === '' || words.startsWith(MARK) || words.startsWith('> ')) return
    const heading = /^(#{1,6}) (.*)$/.exec(line)
    const fence = /^(`{3,})text$/.exec(words)
    if (said !== null) this.comment(said[1] ?? '', jsonOf(said[2] ?? ''), indent)
    else if (heading !== null) this.heading(heading[1]?.length ?? 1, heading[2] ?? '')
    else if (words.startsWith('- ') || words === '-') this.item(words.slice(2), indent)
    else if (words.startsWith('|')) this.row(words)
    else if (fence !== null) this.fenced(fence[1] ?? '', indent)
    else this.stack.at(-1)?.lines.push(wordsOf(words))
  }

  private open(depth: number, rest: Pick<Open, 'label' | 'heading' | 'level'>): Open {
    this.stack = this.stack.filter((o) => o.depth < depth)
    const open: Open = { depth, ...rest, lines: [], children: [], says: undefined, raw: undefined }
    const above = this.stack.at(-1)
    if (above === undefined) this.roots.push(open)
    else above.children.push(open)
    this.stack.push(open)
    return open
  }

  private heading(rank: number, words: string): void {
    if (rank === 1) {
      this.title = unescapeLine(words)
      return
    }
    const cut = words.indexOf('\u3000')
    const label = unescapeLine(cut < 0 ? words : words.slice(0, cut))
    this.open(rank - 2, {
      label,
      heading: cut < 0 ? null : unescapeLine(words.slice(cut + 1)),
      level: label === '' ? '行' : undefined,
    })
    this.listDepth = rank - 1
  }

  private item(words: string, indent: number): void {
    let rest = words
    const label = marked(rest, '**')
    if (label !== null) rest = rest.slice(label.length + 4).replace(/^ /, '')
    const heading = marked(rest, '*')
    if (heading !== null) rest = rest.slice(heading.length + 2).replace(/^ /, '')
    const open = this.open(this.listDepth + indent / 2, {
      label: label === null ? '・' : unescapeLine(label),
      heading: heading === null ? null : unescapeLine(heading),
      level: label === null ? '・' : undefined,
    })
    if (rest !== '') open.lines.push(wordsOf(rest))
  }

  private comment(name: string, value: unknown, indent: number): void {
    const said = typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
    const get = (key: string): unknown => Object.entries(said).find(([k]) => k === key)?.[1]
    const open = this.stack.at(-1)
    if (name === 'kijun' && open !== undefined) open.says = differenceFrom(said)
    else if (name === 'kijun-table') {
      const depth = get('depth')
      const natural = indent > 0 || this.inList() ? this.listDepth + indent / 2 - 1 : null
      this.table = {
        shape: shapeFrom(get('shape')),
        rows: [],
        columns: [],
        depth: typeof depth === 'number' ? depth : natural,
      }
    } else if (name === 'kijun-unconfirmed') {
      const kind = kinds.find((k) => k === get('kind')) ?? 'unknown'
      const columns = get('columns')
      this.unconfirmed = {
        kind,
        columns: Array.isArray(columns) ? columns.filter((c) => typeof c === 'string') : [],
      }
    }
  }

  private inList(): boolean {
    return (this.stack.at(-1)?.depth ?? -1) >= this.listDepth
  }

  private row(words: string): void {
    this.table ??= { shape: 'cells', rows: [], columns: [], depth: null }
    const cells = cellsOf(words)
    if (this.table.rows.length === 1 && cells.every((c) => /^:?-+:?$/.test(c))) return
    this.table.rows.push(cells.map(cellOf))
  }

  /** Hangs the rows of the table that just ended where they belong. */
  private closeTable(says: unknown): void {
    if (this.table === null) return
    const { shape, rows, depth } = this.table
    this.table = null
    const [head, ...body] = rows
    const columns = (head ?? []).map((c) => c.text)
    while (columns.at(-1) === '') columns.pop()
    const list = Array.isArray(says) ? says : []
    let next = 0
    const drafts = body.map((cells): Draft => {
      const own = differenceFrom(list[next])
      next += 1
      const withSays = cells.map((c) => ({
        ...c,
        items: c.items.map((item) => {
          const said = differenceFrom(list[next])
          next += 1
          return { ...item, says: said }
        }),
      }))
      return rowDraft(withSays, shape, { columns, says: own })
    })
    if (depth !== null) this.stack = this.stack.filter((o) => o.depth <= depth)
    const above = this.stack.at(-1)
    if (above === undefined) this.roots.push(...drafts)
    else above.children.push(...drafts)
  }

  private fenced(fence: string, indent: number): void {
    const lines: string[] = []
    for (this.at += 1; this.at < this.lines.length; this.at += 1) {
      const line = this.lines[this.at] ?? ''
      if (line.trimStart() === fence) break
      lines.push(line.slice(Math.min(indent, line.length - line.trimStart().length)))
    }
    const open = this.stack.at(-1)
    if (open === undefined || this.unconfirmed === null) return
    open.raw = { ...this.unconfirmed, text: lines.join('\n') }
    this.unconfirmed = null
  }
}

const kinds: readonly TableRegion['kind'][] = ['roles', 'classification', 'unknown']

/** A line of words without its break. */
function wordsOf(line: string): string {
  const slashes = /\\*$/.exec(line)?.[0].length ?? 0
  const bare = slashes % 2 === 1 ? line.slice(0, -1) : line
  return bare === EMPTY ? '' : unescapeLine(bare)
}

/** What stands between a mark at the beginning and the next one that is not escaped. */
function marked(words: string, mark: string): string | null {
  if (!words.startsWith(mark) || (mark === '*' && words.startsWith('**'))) return null
  for (let i = mark.length; i < words.length; i += 1) {
    if (words.charAt(i) === '\\') i += 1
    else if (words.startsWith(mark, i)) return words.slice(mark.length, i)
  }
  return null
}

/** The cells of a line of a table; an escaped bar parts none. */
function cellsOf(words: string): string[] {
  const cells: string[] = []
  let cell = ''
  for (let i = 1; i < words.length; i += 1) {
    const c = words.charAt(i)
    if (c === '\\') {
      cell += c + words.charAt(i + 1)
      i += 1
    } else if (c === '|') {
      cells.push(cell.replace(/^ | $/g, ''))
      cell = ''
    } else cell += c
  }
  return cells
}

function cellOf(cell: string): ReadCell {
  const text: string[] = []
  const items: { label: string; lines: string[] }[] = []
  for (const part of cell.split('<br>')) {
    const label = marked(part, '**')
    if (label !== null) {
      items.push({
        label: unescapeLine(label),
        lines: [unescapeLine(part.slice(label.length + 4).replace(/^ /, ''))],
      })
    } else (items.at(-1)?.lines ?? text).push(unescapeLine(part))
  }
  return {
    text: text.join('\n'),
    items: items.map((i) => ({ label: i.label, heading: null, text: i.lines.join('\n'), children: [] })),
  }
}

function jsonOf(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
