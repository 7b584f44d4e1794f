import { isColumnHead } from './table-regions.ts'
import type { Hints, Span } from './types.ts'

export type HintedTable = Hints['tables'][number]

/** What the format of a file said, looked up by place; empty for plain text. */
export type Known = {
  /** The table that covers a place. */
  tableAt(place: number): HintedTable | null
  /** The depth of the label that begins there. */
  labelAt(place: number): { readonly span: Span; readonly depth: number } | null
  /** The rank of the heading whose line covers the place, 1 = highest. */
  headingAt(place: number): number | null
  /** The caption that begins at the place. */
  captionAt(place: number): Span | null
  /** Places at which a line has to be parted, because a label begins there. */
  readonly breaks: ReadonlySet<number>
}

/** Arranges the hints for reading in order of the text. */
export function known(hints: Hints | null): Known {
  const tables = inOrder((hints?.tables ?? []).filter(isGrid))
  const headings = inOrder(hints?.headings ?? [])
  const labels = new Map((hints?.labels ?? []).map((l) => [l.span[0], l]))
  const captions = new Map((hints?.captions ?? []).map((c) => [c[0], c]))
  return {
    tableAt: (place) => covering(tables, place),
    labelAt: (place) => labels.get(place) ?? null,
    headingAt: (place) => covering(headings, place)?.rank ?? null,
    captionAt: (place) => captions.get(place) ?? null,
    breaks: new Set([...labels.keys(), ...captions.keys()]),
  }
}

/** A table of one column is a frame around text, not a table. */
const isGrid = (t: HintedTable) => t.rows.some((r) => r.cells.length >= 2)

const inOrder = <T extends { readonly span: Span }>(all: readonly T[]) =>
  [...all].sort((a, b) => a.span[0] - b.span[0])

function covering<T extends { readonly span: Span }>(all: readonly T[], place: number): T | null {
  let low = 0
  let high = all.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((all[middle]?.span[0] ?? 0) <= place) low = middle + 1
    else high = middle
  }
  const found = all[low - 1]
  return found !== undefined && place < found.span[1] ? found : null
}

export type HintedRow = {
  readonly span: Span
  readonly cells: readonly Span[]
  readonly columns: readonly string[]
}

/** The rows of a table below its head, each cell with the head of its column. */
export function rowsBelowHead(source: string, table: HintedTable): HintedRow[] {
  const words = (span: Span) => source.slice(span[0], span[1]).replace(/[\s　]+/g, '')
  const filled = table.rows.filter((r) => r.cells.some((c) => words(c.span) !== ''))
  const marked = filled.some((r) => r.header)
  const first = filled[0]
  const unmarkedHead =
    !marked && first !== undefined && filled.length > 1 && readsAsHead(first.cells.map((c) => words(c.span)))
  const isHead = (r: HintedTable['rows'][number]) => r.header || (unmarkedHead && r === first)
  const heads = new Map<number, string>()
  for (const r of filled) if (isHead(r)) for (const c of r.cells) heads.set(c.column, words(c.span))
  return filled
    .filter((r) => !isHead(r))
    .map((r) => ({
      span: r.span,
      cells: r.cells.map((c) => c.span),
      columns: r.cells.map((c) => heads.get(c.column) ?? ''),
    }))
}

/** Whether the cells of a first row are names of columns. */
export function readsAsHead(cells: readonly string[]): boolean {
  return (
    cells.length >= 2 &&
    (cells.some((c) => isColumnHead(c)) || cells.every((c) => c.length <= 12)) &&
    cells.every((c) => c.length <= 16 && !/[。0-9０-９]/.test(c))
  )
}
