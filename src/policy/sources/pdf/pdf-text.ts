import type { Problem } from '#ground/errors/refusal.ts'
import { createWriting } from '../writing.ts'
import { writeGrid } from '../grid.ts'
import type { FormatReading } from '../source.ts'
import { wordsOf, type Block, type PrintTable, type ReadPage } from './blocks.ts'
import { furnitureOf } from './furniture.ts'

/** Writes the pages one after the other, a printed line a line; tables that go on over pages become one. */
export function textOfPages(pages: readonly ReadPage[]): FormatReading {
  const furniture = furnitureOf(pages)
  const writing = createWriting()
  const flow = joinTables(
    pages.flatMap((page) => page.blocks),
    furniture,
  )
  for (const block of flow) {
    writing.end()
    if (block.kind === 'table') {
      writeGrid(
        block.rows.map((row) => ({
          header: row.header,
          cells: row.cells.map((cell) => ({
            at: cell.column,
            columns: cell.columns,
            rows: 1,
            write: () => {
              for (const line of cell.lines) {
                writing.line()
                writing.text(line)
              }
            },
          })),
        })),
        writing,
      )
      continue
    }
    const from = writing.here()
    writing.text(wordsOf(block))
    if (furniture.has(block)) writing.aside(from, 'page-furniture')
  }
  for (const words of pages.flatMap((page) => page.others)) {
    writing.end()
    const from = writing.here()
    writing.text(words)
    writing.aside(from, 'unrecognised')
  }
  writing.end()
  const { text, hints } = writing.finish()
  return { text, hints, encoding: 'Unicode', notices: noticesOf(pages) }
}

/**
 * A table at the end of a page and one of the same columns at the beginning of the next are one; what stands between
 * them, heads and feet, comes before it. A row whose first cell is empty there goes on with the row before.
 */
function joinTables(blocks: readonly Block[], furniture: ReadonlySet<Block>): Block[] {
  const out: Block[] = []
  for (const block of blocks) {
    const at = out.findLastIndex((b) => !furniture.has(b))
    const before = out[at]
    const parted = at < out.length - 1
    if (block.kind !== 'table' || before?.kind !== 'table' || !parted || !sameColumns(before, block)) {
      out.push(block)
      continue
    }
    const between = out.splice(at + 1)
    out.splice(at, 1, ...between, joinedTable(before, block))
  }
  return out
}

const sameColumns = (a: PrintTable, b: PrintTable): boolean =>
  a.xs.length === b.xs.length && a.xs.every((x, i) => Math.abs(x - (b.xs[i] ?? 0)) < 4)

const words = (row: PrintTable['rows'][number]): string =>
  row.cells.map((c) => `${c.column}:${c.lines.join('')}`).join('|')

function joinedTable(before: PrintTable, after: PrintTable): PrintTable {
  const [head] = before.rows
  const [first, ...more] = after.rows
  if (first === undefined) return before
  if (head !== undefined && words(head) === words(first)) {
    return {
      ...before,
      rows: [{ ...head, header: true }, ...before.rows.slice(1), { ...first, header: true }, ...more],
    }
  }
  const last = before.rows.at(-1)
  if (last === undefined || first.cells.some((c) => c.column === 0))
    return { ...before, rows: [...before.rows, ...after.rows] }
  const cells = [...last.cells]
  for (const cell of first.cells) {
    const i = cells.findIndex((c) => c.column === cell.column)
    const own = cells[i]
    if (own === undefined) cells.push(cell)
    else cells[i] = { ...own, lines: [...own.lines, ...cell.lines] }
  }
  cells.sort((a, b) => a.column - b.column)
  return { ...before, rows: [...before.rows.slice(0, -1), { ...last, cells }, ...more] }
}

function noticesOf(pages: readonly ReadPage[]): Problem[] {
  const out: Problem[] = []
  const readings = pages.reduce((sum, page) => sum + page.readings, 0)
  if (readings > 0) out.push({ message: `ふりがな(${readings}か所)は本文に入れていません。` })
  const blank = pages.flatMap((page, i) => (page.characters === 0 ? [`${i + 1}`] : []))
  if (blank.length > 0) {
    out.push({
      at: `${blank.slice(0, 20).join('、')}ページ`,
      message: '文字のないページです。画像のページなら、その中の文字は読み取れていません。',
    })
  }
  if (pages.some((page) => page.others.length > 0)) {
    out.push({
      message: '斜めや横向きに印刷された文字があります。条文として読まず、読めなかった部分に示しました。',
    })
  }
  return out
}
