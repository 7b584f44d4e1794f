import { formatDate } from '#ground/clock/wareki.ts'
import type { Level } from '../reading/types.ts'
import type { Differences } from './differences.ts'
import { treesOf, type EditionModel, type ModelNode, type ModelTree } from './edition-model.ts'
import { BREAK, EMPTY, escapeLine } from './markdown-escape.ts'
import { isOwnCaption } from './settle.ts'
import { belowOf, type Cell, type Table } from './table-cells.ts'

/** First line of a file of ours. */
export const MARK = '<!-- kijun-markdown 1 -->'

/** Markdown has headings of six ranks; the first is the title. */
export const DEEPEST_HEADING = 4

/** Levels that are headings even where they have no words of their own. */
const HEADED: readonly Level[] = ['編', '部', '章', '節', '款', '目', '条', '第N', '附則', '別表', '様式']

/**
 * The edition as Markdown for reading and for keeping under version control: headings, numbers as printed, nested
 * lists, tables. What it cannot show is said by comments.
 */
export function markdownTextOf(model: EditionModel, says: Differences): string {
  const writer = new Writer(model, says)
  writer.group(treesOf(model.nodes), null, 0, true)
  return `${[MARK, ...front(model), ...writer.lines].join('\n')}\n`
}

function front({ policy, edition, city }: EditionModel): string[] {
  const day = (date: string | null) => (date === null ? null : formatDate(date, { weekday: false }))
  const facts: [string, string | null][] = [
    ['団体', city.name],
    ['種類', policy.kind],
    ['版', edition.label],
    ['決定', [day(edition.decidedOn), edition.decidedBy].filter((x) => x !== null).join(' ') || null],
    ['施行', day(edition.effectiveFrom)],
    ['公表', day(edition.publishedOn)],
  ]
  return [
    '',
    `# ${escapeLine(policy.title)}`,
    '',
    ...facts.flatMap(([name, value]) => (value === null ? [] : [`> ${name}: ${escapeLine(value)}${BREAK}`])),
    '',
  ]
}

class Writer {
  readonly lines: string[] = []
  readonly model: EditionModel
  readonly says: Differences
  readonly rawOf: ReadonlyMap<string, EditionModel['tables'][number]>

  constructor(model: EditionModel, says: Differences) {
    this.model = model
    this.says = says
    this.rawOf = new Map(model.tables.filter((t) => t.raw !== '').map((t) => [t.owner, t]))
  }

  /** Siblings: all headings where one of them wants to be one, else items of a list. */
  group(
    trees: readonly ModelTree[],
    owner: string | null,
    depth: number,
    mayHead: boolean,
    indent = 0,
  ): void {
    const headed = mayHead && depth <= DEEPEST_HEADING && trees.some((t) => wantsHeading(t.node))
    let afterHeading = false
    for (const below of belowOf(trees, this.model.tables)) {
      if (below.kind === 'table') {
        this.table(below.table, headed ? 0 : indent, headed && afterHeading ? depth - 1 : null)
      } else if (headed) {
        this.section(below.tree, depth)
        afterHeading = true
      } else this.item(below.tree, depth, indent)
    }
    if (owner === null || !headed) this.blank()
  }

  section({ node, children }: ModelTree, depth: number): void {
    const heading = node.heading === null || isOwnCaption(node) ? '' : `\u3000${escapeLine(node.heading)}`
    this.blank()
    this.lines.push(
      `${'#'.repeat(depth + 2)} ${escapeLine(node.label).replaceAll('\u3000', '&#12288;')}${heading}`,
      '',
    )
    this.difference(node, '')
    this.lines.push(...wordLines(node.text))
    this.raw(node, '')
    this.blank()
    this.group(children, node.wid, depth + 1, true)
  }

  item({ node, children }: ModelTree, depth: number, indent: number): void {
    const pad = ' '.repeat(indent)
    const inner = ' '.repeat(indent + 2)
    const label = node.label === '・' ? '' : `**${escapeLine(node.label)}**`
    const heading = node.heading === null || isOwnCaption(node) ? '' : `*${escapeLine(node.heading)}*`
    const [first = '', ...rest] = wordLines(node.text)
    this.lines.push(`${pad}- ${[label, heading, first].filter((t) => t !== '').join(' ')}`.trimEnd())
    this.lines.push(...rest.map((line) => inner + line))
    this.difference(node, inner)
    this.raw(node, inner)
    this.group(children, node.wid, depth + 1, false, indent + 2)
  }

  raw(node: ModelNode, pad: string): void {
    const table = this.rawOf.get(node.wid)
    if (table === undefined) return
    const fence = '`'.repeat(Math.max(3, ...[...table.raw.matchAll(/`+/g)].map((m) => m[0].length + 1)))
    const says = comment('kijun-unconfirmed', { kind: table.kind, columns: table.columns })
    this.lines.push(
      '',
      pad + says,
      `${pad}${fence}text`,
      ...table.raw.split('\n').map((l) => pad + l),
      pad + fence,
      '',
    )
  }

  table({ shape, columns, rows }: Table, indent: number, depth: number | null): void {
    const pad = ' '.repeat(indent)
    const width = Math.max(columns.length, ...rows.map((r) => r.cells.length))
    const line = (cells: readonly string[]) => `${pad}|${cells.map((c) => ` ${c} |`).join('')}`
    const says: Record<string, unknown> = {}
    if (shape !== 'cells') says['shape'] = shape
    if (depth !== null) says['depth'] = depth
    this.blank()
    this.lines.push(
      pad + comment('kijun-table', says),
      line(Array.from({ length: width }, (_, i) => escapeLine(columns[i] ?? ''))),
      line(Array.from({ length: width }, () => '---')),
      ...rows.map((r) => line(r.cells.map(cellText))),
      '',
    )
    const wids = rows.flatMap((r) => [r.node.wid, ...r.cells.flatMap((c) => c.items.map((t) => t.node.wid))])
    if (wids.some((wid) => this.says.has(wid))) {
      this.lines.push(
        pad +
          comment(
            'kijun-rows',
            wids.map((wid) => this.says.get(wid) ?? null),
          ),
        '',
      )
    }
  }

  difference(node: ModelNode, pad: string): void {
    const says = this.says.get(node.wid)
    if (says !== undefined) this.lines.push(pad + comment('kijun', says))
  }

  blank(): void {
    if (this.lines.length > 0 && this.lines.at(-1) !== '') this.lines.push('')
  }
}

const wantsHeading = (node: ModelNode) =>
  node.type !== 'row' && (HEADED.includes(node.level) || (node.heading !== null && node.level !== '・'))

/** JSON that cannot end the comment it stands in. */
const comment = (name: string, value: object) =>
  `<!-- ${name} ${JSON.stringify(value).replaceAll('-', '\\u002d').replaceAll('>', '\\u003e')} -->`

/** Lines of words, each but the last with a break. */
function wordLines(text: string): string[] {
  if (text === '') return []
  const lines = text.split('\n').map((line) => (line === '' ? EMPTY : escapeLine(line)))
  return lines.map((line, i) => (i < lines.length - 1 ? line + BREAK : line))
}

function cellText({ text, items }: Cell): string {
  const inCell = (words: string) => words.split('\n').map(escapeLine).join('<br>')
  const parts = items.map(({ node }) => `**${escapeLine(node.label)}** ${inCell(node.text)}`.trimEnd())
  return [...(text === '' ? [] : [inCell(text)]), ...parts].join('<br>')
}
