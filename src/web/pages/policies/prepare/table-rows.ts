import type { TableOut } from '../types.ts'

/** A row of the form. `id` keeps its fields in place while rows move. */
export type Row = {
  readonly id: number
  readonly key: string
  readonly detail: string
  readonly items: string
}

/** The rows to begin with: as confirmed before, as guessed, or one empty row. */
export function firstRows(table: Pick<TableOut, 'rows' | 'guess'>): Row[] {
  const known = table.rows ?? table.guess
  const rows = known.map((row, id) => ({ id, key: row.key, detail: row.detail, items: row.items.join('\n') }))
  return rows.length === 0 ? [emptyRow([])] : rows
}

/** A new row with an id none of the others has. */
export function emptyRow(rows: readonly Row[]): Row {
  return { id: Math.max(-1, ...rows.map((row) => row.id)) + 1, key: '', detail: '', items: '' }
}

/** The rows with one moved up or down by one place; the same rows when it is at the end already. */
export function moved(rows: readonly Row[], at: number, step: -1 | 1): Row[] {
  const row = rows[at]
  const other = rows[at + step]
  if (row === undefined || other === undefined) return [...rows]
  return rows.with(at, other).with(at + step, row)
}

/** What is sent: each line of the items is one item. */
export function confirmedRows(rows: readonly Row[]) {
  return rows.map((row) => ({
    key: row.key.trim(),
    detail: row.detail.trim(),
    items: row.items
      .split('\n')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  }))
}
