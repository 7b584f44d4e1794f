import type { Cell, Row, Writing } from './writing.ts'

export type GridCell = {
  /** The column it stands in, where that is known; else the next free one. */
  readonly at?: number
  readonly columns: number
  readonly rows: number
  readonly write: () => void
}
export type GridRow = { readonly header: boolean; readonly cells: readonly GridCell[] }

/** Columns beyond this are counted as the last. */
const MOST_COLUMNS = 200

/**
 * Writes a table, a row a line and its cells apart by tabs, and notes where each cell stands, by column.
 * A table inside a cell of another is written alike, but noted only as part of that cell.
 */
export function writeGrid(rows: readonly GridRow[], writing: Writing, nested = false): void {
  writing.line()
  const from = writing.here()
  const written: Row[] = []
  // For each column, how many of the next rows a cell from above still covers.
  const covered: number[] = []
  for (const row of rows) {
    writing.line()
    const start = writing.here()
    const cells: Cell[] = []
    let column = 0
    const next: [column: number, rows: number][] = []
    for (const cell of row.cells) {
      while ((covered[column] ?? 0) > 0 && column < MOST_COLUMNS) column += 1
      if (cell.at !== undefined) column = Math.min(cell.at, MOST_COLUMNS)
      if (writing.here() > start) writing.gap('\t')
      const at = writing.here()
      cell.write()
      cells.push(writing.cell(at, column))
      const wide = Math.min(cell.columns, MOST_COLUMNS - column)
      for (let i = 0; i < wide; i += 1) if (cell.rows > 1) next.push([column + i, cell.rows])
      column = Math.min(MOST_COLUMNS, column + Math.max(1, wide))
    }
    for (let i = 0; i < covered.length; i += 1) covered[i] = Math.max(0, (covered[i] ?? 0) - 1)
    for (const [at, spans] of next) covered[at] = spans - 1
    written.push(writing.row(start, row.header, cells))
  }
  if (!nested) writing.table(from, written)
}
