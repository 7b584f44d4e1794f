import { readsAsHead, rowsBelowHead, type HintedTable } from './hinted.ts'
import type { Resumption, Segment } from './layout.ts'
import type { Line } from './line-kinds.ts'
import type { Marker } from './markers.ts'
import type { Accepted } from './outline.ts'
import type { Span } from './types.ts'

type Owner = { readonly id: string; readonly depth: number }

/** Gives the rows of each table their ordinals: they run through all tables of one owner. */
export type RowCount = Map<string, number>

function acceptedRow(owner: Owner, counts: RowCount, at: number): Accepted {
  const n = (counts.get(owner.id) ?? 0) + 1
  counts.set(owner.id, n)
  const part = `行${n}`
  const marker: Marker = { level: '行', n, tail: [], start: at, end: at, part, spaced: false }
  return { marker, id: `${owner.id}-${part}`, parent: owner.id, depth: owner.depth + 1 }
}

/** The rows of a table whose cells the format of the file knows, and where its owner goes on. */
export function hintedRows(
  source: string,
  table: HintedTable,
  owner: Owner,
  counts: RowCount,
): { starts: Segment[]; resumptions: Resumption[] } {
  const starts: Segment[] = []
  for (const row of rowsBelowHead(source, table)) {
    const at = Math.max(row.span[0], table.span[0])
    if (at < (starts.at(-1)?.at ?? -1) + 1) continue
    const { cells, columns } = row
    starts.push({ at, accepted: acceptedRow(owner, counts, at), caption: null, cells, columns })
  }
  const resumptions = [{ at: table.span[1], of: owner.id, silent: false }]
  // The heads of the columns are the owner's characters, but they say nothing.
  if (starts[0]?.at !== table.span[0]) resumptions.unshift({ at: table.span[0], of: owner.id, silent: true })
  return { starts, resumptions }
}

/** What is known of the 別表 whose rows are being read from plain lines. */
export type Annex = Owner & {
  columns: readonly string[] | null
  /** The table stands inside a provision, which goes on after it; a row has as many cells as the head. */
  readonly inside?: boolean
}

/** A table inside a provision whose cells are apart by tabs or wide blanks: a head, and rows of as many cells. */
export function tableInside(source: string, head: Line, next: Line | undefined, owner: Owner): Annex | null {
  const columns = cellsOf(source, head).map(([s, e]) => source.slice(s, e))
  if (columns.length < 2 || next === undefined || !readsAsHead(columns)) return null
  return cellsOf(source, next).length === columns.length ? { ...owner, columns, inside: true } : null
}

/** A table row of a 別表: a line whose cells are apart by wide blanks, tabs or bars. The head row is none. */
export function annexRow(source: string, line: Line, annex: Annex, counts: RowCount): Segment | null {
  const cells = cellsOf(source, line)
  if (cells.length < 2 || (annex.inside === true && cells.length !== annex.columns?.length)) return null
  const words = cells.map(([s, e]) => source.slice(s, e))
  if (annex.columns === null) {
    annex.columns = []
    if (readsAsHead(words)) {
      annex.columns = words
      return null
    }
  }
  const heads = annex.columns
  const columns = cells.map((_, i) => heads[i] ?? '')
  return { at: line.at, accepted: acceptedRow(annex, counts, line.at), caption: null, cells, columns }
}

function cellsOf(source: string, line: Line): Span[] {
  const out: Span[] = []
  const text = source.slice(line.at, line.end)
  for (const m of text.matchAll(/[^\t｜|　 ]+(?:[ ][^\t｜|　 ]+)*/g)) {
    out.push([line.at + m.index, line.at + m.index + m[0].length])
  }
  return out
}

/**
 * The row before with a further line in its last cell; null when no row follows soon, so that the table is over.
 * `next` are the lines after this one.
 */
export function continuedRow(
  source: string,
  line: Line,
  row: Segment | undefined,
  annex: Annex,
  next: readonly Line[],
): Segment | null {
  if (row?.cells === undefined || row.accepted.parent !== annex.id) return null
  if (!next.some((l) => cellsOf(source, l).length === annex.columns?.length)) return null
  const last = row.cells.at(-1)
  if (last === undefined) return null
  return { ...row, cells: [...row.cells.slice(0, -1), [last[0], line.end]] }
}
