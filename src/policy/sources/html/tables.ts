import { isElement, textBelow, type Element } from '../markup.ts'
import { writeGrid, type GridRow } from '../grid.ts'
import { writeChildren, writeElement, type Way } from './page-walk.ts'
import { depthOf } from './structure.ts'
import { isHidden } from './visible.ts'

type MarkupRow = { readonly cells: readonly Element[]; readonly inHead: boolean }

/** Writes a table: with its cells as hints when it is one, as blocks when it only lays out the page. */
export function writeTable(table: Element, way: Way): void {
  const { writing } = way
  for (const child of table.children) {
    if (isElement(child) && child.name === 'caption') writeElement(child, way)
    else if (!isElement(child) && child.trim() !== '') writing.flow(child)
  }
  writing.line()
  const rows = rowsOf(table, false).filter((row) => row.cells.some((cell) => textBelow(cell).trim() !== ''))
  if (rows.length === 0) {
    // Parts of a table without rows: whatever is there is written.
    for (const child of table.children)
      if (isElement(child) && child.name !== 'caption') writeChildren(child, way)
    return
  }
  if (way.aside || laysOutOnly(table, rows)) {
    for (const row of rows) for (const cell of row.cells) writeElement(cell, way)
    return
  }
  if (isNumberedList(table, rows)) {
    for (const row of rows) writeLabelled(row, way)
    return
  }
  const heads = rows.findIndex((row) => !isHead(row))
  const grid = rows.map((row, i): GridRow => ({
    header: i < heads,
    cells: row.cells.map((cell) => ({
      columns: span(cell, 'colspan'),
      rows: span(cell, 'rowspan'),
      write: () => writeChildren(cell, way),
    })),
  }))
  writeGrid(grid, writing)
}

function rowsOf(element: Element, inHead: boolean): MarkupRow[] {
  return element.children.flatMap((child): MarkupRow[] => {
    if (!isElement(child) || isHidden(child)) return []
    if (child.name === 'tr') {
      const cells = child.children.filter((c): c is Element => isElement(c) && !isHidden(c))
      return [{ cells, inHead }]
    }
    if (child.name === 'thead' || child.name === 'tbody' || child.name === 'tfoot') {
      return rowsOf(child, child.name === 'thead')
    }
    return []
  })
}

const isHead = (row: MarkupRow): boolean =>
  row.cells.length > 0 && (row.inHead || (row.cells.length > 1 && row.cells.every((c) => c.name === 'th')))

function span(cell: Element, name: 'colspan' | 'rowspan'): number {
  const n = Number.parseInt(cell.attributes.get(name) ?? '1', 10)
  return n >= 1 && n <= 1000 ? n : 1
}

/** A table of one column, or around headings, articles or other tables, only puts things beside each other. */
function laysOutOnly(table: Element, rows: readonly MarkupRow[]): boolean {
  const role = table.attributes.get('role')
  if (role === 'presentation' || role === 'none') return true
  if (rows.every((row) => row.cells.filter((c) => textBelow(c).trim() !== '').length <= 1)) return true
  return rows.some((row) => row.cells.some((cell) => holdsStructure(cell, rows.length < 4)))
}

function holdsStructure(element: Element, small: boolean): boolean {
  return element.children.some((child) => {
    if (!isElement(child)) return false
    if (/^h[1-4]$/.test(child.name) || (child.name === 'table' && small)) return true
    const depth = depthOf(child)
    return (depth !== null && depth <= 5 && child.name === 'div') || holdsStructure(child, small)
  })
}

const LABEL =
  /^(?:第[0-9一二三四五六七八九十百]+(?:条(?:の[0-9一二三四五六七八九十]+)*|[章節款項])?|\([0-9ア-ンa-z一二三四五六七八九十]{1,3}\)|[ア-ン]|[①-⑳]|[0-9]{1,2}\.?)$/

/** Old pages put a label in one cell and its words in the next: that is a list, not a table. */
function isNumberedList(table: Element, rows: readonly MarkupRow[]): boolean {
  const border = table.attributes.get('border')
  if ((border !== undefined && border !== '0') || rows.some((row) => row.inHead)) return false
  let labelled = 0
  for (const { cells } of rows) {
    const words = cells.map((c) => textBelow(c).trim()).filter((c) => c !== '')
    if (words.length > 2 || cells.some((c) => c.name === 'th')) return false
    const [first = ''] = words
    if (words.length === 2 && first.length < 12 && LABEL.test(first.normalize('NFKC'))) labelled += 1
  }
  return labelled * 5 >= rows.length * 4 && labelled > 0
}

function writeLabelled({ cells }: MarkupRow, way: Way): void {
  const { writing } = way
  writing.line()
  const start = writing.here()
  for (const cell of cells) {
    if (textBelow(cell).trim() === '') continue
    if (writing.here() > start) writing.gap('　')
    const from = writing.here()
    writeChildren(cell, way)
    if (from === start && cells.length > 1) {
      const label = textBelow(cell).trim()
      if (LABEL.test(label.normalize('NFKC'))) writing.label(from, depthOfLabel(label.normalize('NFKC')))
    }
  }
  writing.end()
}

function depthOfLabel(label: string): number {
  if (label.startsWith('第')) return label.endsWith('章') ? 1 : label.endsWith('節') ? 2 : 5
  if (/^[0-9]/.test(label)) return 6
  return /^\([0-9一二三四五六七八九十]/.test(label) ? 7 : label.startsWith('(') ? 9 : 8
}
