/** A row to show, or a stretch of rows in which nothing differs. */
export type Folded<Row> =
  | { readonly kind: 'row'; readonly key: string; readonly row: Row }
  | { readonly kind: 'folded'; readonly key: string; readonly count: number }

type Comparable = {
  readonly unchanged: boolean
  readonly after: { readonly wid: string } | null
  readonly before: { readonly wid: string } | null
}

/** More than this many unchanged rows in a row become one line; fewer are read as context. */
const MOST_SHOWN = 2

/** Folds long stretches without change, as a 新旧対照表 writes (略). */
export function folded<Row extends Comparable>(rows: readonly Row[]): Folded<Row>[] {
  const out: Folded<Row>[] = []
  let quiet: Row[] = []
  const keyOf = (row: Row) => `${row.after?.wid ?? ''}/${row.before?.wid ?? ''}`
  const flush = () => {
    const first = quiet[0]
    if (first !== undefined && quiet.length > MOST_SHOWN) {
      out.push({ kind: 'folded', key: `略${keyOf(first)}`, count: quiet.length })
    } else for (const row of quiet) out.push({ kind: 'row', key: keyOf(row), row })
    quiet = []
  }
  for (const row of rows) {
    if (row.unchanged) {
      quiet.push(row)
      continue
    }
    flush()
    out.push({ kind: 'row', key: keyOf(row), row })
  }
  flush()
  return out
}
