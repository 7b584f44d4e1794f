import { alignedTables } from './aligned.ts'
import { gutterOf } from './columns.ts'
import type { Glyph, Page } from './glyphs.ts'
import { gridsOf, type Grid } from './grids.ts'
import {
  baselines,
  median,
  stretchesOf,
  stretchOf,
  withoutDoubles,
  withoutReadings,
  type Stretch,
} from './print-lines.ts'

/** A line of print as it is read: the stretches that stand on it. */
export type PrintLine = { readonly kind: 'line'; readonly parts: readonly Stretch[]; readonly y: number }
export type TableCell = {
  readonly column: number
  readonly columns: number
  readonly rows: number
  lines: string[]
}
export type TableRow = { cells: TableCell[]; header: boolean }
export type PrintTable = {
  readonly kind: 'table'
  readonly y: number
  readonly left: number
  readonly right: number
  readonly xs: readonly number[]
  readonly rows: TableRow[]
}
export type Block = PrintLine | PrintTable

export type ReadPage = {
  readonly blocks: readonly Block[]
  readonly height: number
  readonly readings: number
  /** Lines that run in another direction. */
  readonly others: readonly string[]
  readonly characters: number
}

/** The words of a line, its stretches kept apart. */
export const wordsOf = (line: PrintLine): string => line.parts.map((p) => p.text).join('　')

/** Reads a page: its lines in the order of reading, its tables as tables. */
export function blocksOf(page: Page): ReadPage {
  const inside = page.glyphs.filter(
    (g) => g.x > -2 && g.x < page.width + 2 && g.y > -2 && g.y < page.height + 20,
  )
  const { grids, rest } = gridsOf(page.rules, withoutDoubles(inside))
  const { lines, readings } = withoutReadings(baselines(rest))
  let read = readings
  const tables = grids.map((grid) => {
    const made = tableOf(grid)
    read += made.readings
    return made.table
  })
  const parted = lines.map((line) => stretchesOf(line))
  const gutter = gutterOf(parted, page.width)
  const blocks = gutter === null ? inOrder(parted, tables) : inColumns(parted, tables, gutter)
  const others = baselines(withoutDoubles(page.others)).flatMap((line) => stretchOf(line)?.text ?? [])
  return {
    blocks,
    height: page.height,
    readings: read,
    others,
    characters: inside.filter((g) => /\S/.test(g.text)).length,
  }
}

const lineOf = (parts: readonly Stretch[]): PrintLine[] => {
  const [first] = parts
  return first === undefined ? [] : [{ kind: 'line', parts, y: first.y }]
}

function inOrder(parted: readonly Stretch[][], tables: readonly PrintTable[]): Block[] {
  const lines = parted.flatMap(lineOf)
  // A table cuts the run of lines: what is aligned above it and below it are two things.
  const cuts = tables.map((t) => t.y)
  return [...alignedTables(lines, cuts), ...tables].toSorted((a, b) => a.y - b.y)
}

/** Two columns: what spans both parts the page into bands; in each band the left column comes before the right. */
function inColumns(parted: readonly Stretch[][], tables: readonly PrintTable[], gutter: number): Block[] {
  const spans = (left: number, right: number): boolean => left < gutter - 4 && right > gutter + 4
  const full: Block[] = [
    ...parted.filter((line) => line.some((p) => spans(p.left, p.right))).flatMap(lineOf),
    ...tables.filter((t) => spans(t.left, t.right)),
  ]
  const edges = [...full.map((b) => b.y).toSorted((a, b) => a - b), Number.POSITIVE_INFINITY]
  const halves = parted.filter((line) => !line.some((p) => spans(p.left, p.right)))
  const out: Block[] = []
  let from = Number.NEGATIVE_INFINITY
  for (const to of edges) {
    const within = (y: number): boolean => y > from && y < to
    for (const left of [true, false]) {
      const side = halves.map((line) => line.filter((p) => p.left < gutter === left && within(p.y)))
      const ruled = tables.filter((t) => !spans(t.left, t.right) && t.left < gutter === left && within(t.y))
      out.push(...inOrder(side, ruled))
    }
    out.push(...full.filter((b) => b.y === to))
    from = to
  }
  return out
}

function tableOf(grid: Grid): { table: PrintTable; readings: number } {
  let readings = 0
  const rows = new Map<number, TableCell[]>()
  for (const cell of grid.cells) {
    if (cell.glyphs.length === 0) continue
    const cleaned = withoutReadings(baselines(cell.glyphs))
    readings += cleaned.readings
    const lines = cleaned.lines.flatMap((line) => stretchOf(line)?.text ?? [])
    const row = rows.get(cell.row) ?? []
    rows.set(cell.row, row)
    row.push({
      column: cell.column,
      columns: cell.columns,
      rows: cell.rows,
      lines: uprightWords(cell.glyphs, lines),
    })
  }
  const table: PrintTable = {
    kind: 'table',
    y: grid.top,
    left: grid.left,
    right: grid.right,
    xs: grid.xs,
    rows: [...rows]
      .toSorted((a, b) => a[0] - b[0])
      .map(([, cells]) => ({ cells: cells.toSorted((a, b) => a.column - b.column), header: false })),
  }
  return { table, readings }
}

/** A narrow cell in which one character stands below the other is one word. */
function uprightWords(glyphs: readonly Glyph[], lines: string[]): string[] {
  const single = lines.length >= 2 && lines.every((line) => [...line].length === 1)
  const xs = glyphs.map((g) => g.x)
  return single && Math.max(...xs) - Math.min(...xs) < median(glyphs.map((g) => g.size))
    ? [lines.join('')]
    : lines
}
