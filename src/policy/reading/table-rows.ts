import { dutyRows } from './duty-rows.ts'
import type { GuessedRow, TableRegion } from './types.ts'
import { createRowRun, isColumnHead } from './table-regions.ts'

/** A table is a page or two; more is a misreading, and nobody would correct a guess of that size. */
const MOST_CHARACTERS = 20_000

/**
 * Guesses the rows of a table whose columns a transcript has mixed up. A guess only pre-fills the form in which
 * an officer confirms the table; an empty list means that it is typed from the original.
 * `offices` are the names of offices the document uses elsewhere (`officeWords`).
 */
export function rowsOf(
  kind: TableRegion['kind'],
  text: string,
  offices: ReadonlySet<string> = new Set(),
): GuessedRow[] {
  if (text.length > MOST_CHARACTERS) return []
  const runs = text.split(/[\s　]+/).filter((t) => t !== '')
  if (kind === 'classification') return classRows(runs)
  return kind === 'roles' ? dutyRows(runs, offices) : []
}

type ClassRow = { readonly key: string; readonly left: string[]; readonly bullets: string[] }

/** 分類 | 分類基準 | 取扱制限: numbers part the rows, ・ begins a restriction, the rest is the criterion. */
function classRows(runs: readonly string[]): GuessedRow[] {
  const bulletWidth = Math.max(0, ...runs.filter((t) => t.startsWith('・')).map((t) => t.length))
  const leftWidth = Math.max(0, ...runs.filter((t) => !t.startsWith('・')).map((t) => Math.min(t.length, 18)))
  const wrapped = (t: string | undefined, width: number) =>
    t !== undefined && width > 8 && t.length >= width - 2
  const rows: ClassRow[] = []
  const order = createRowRun()
  /** Restrictions whose line ran to the margin and whose rest is still to come, oldest first. */
  const open: { row: ClassRow; at: number }[] = []
  let right: ClassRow | undefined
  let lead = ''
  for (let i = 0; i < runs.length; i += 1) {
    const run = runs[i] ?? ''
    // 「分類 2 に掲げる …」 in a cell names another row.
    if (run === '分類' && /^[0-9０-９]$/.test(runs[i + 1] ?? '') && /^[にの]/.test(runs[i + 2] ?? '')) {
      lead = runs.slice(i, i + 3).join('')
      i += 2
      continue
    }
    if (isColumnHead(run)) continue
    if (/^[0-9０-９]$/.test(run) && order.take(Number(run.normalize('NFKC')))) {
      const row = { key: run.normalize('NFKC'), left: [], bullets: [] }
      rows.push(row)
      if (open.length === 0) right = row
      continue
    }
    const row = rows.at(-1)
    if (row === undefined) continue
    right ??= row
    if (run.startsWith('・')) {
      // 「分類 2 に掲げる対策の他、以下に掲げる事項」 leads the restrictions in: it is said with the first.
      right.bullets.push(lead === '' ? run.slice(1) : `${lead}　${run.slice(1)}`)
      lead = ''
      if (wrapped(run, bulletWidth)) open.push({ row: right, at: right.bullets.length - 1 })
      continue
    }
    const rest = open[0]
    const leftOpen = row.left.length === 0 || wrapped(row.left.at(-1), leftWidth)
    const underRightHead = /制限|方法|対策/.test(runs[i - 1] ?? '') && isColumnHead(runs[i - 1] ?? '')
    if (rest !== undefined && (!leftOpen || underRightHead)) {
      rest.row.bullets[rest.at] = `${rest.row.bullets[rest.at] ?? ''}${run}`
      open.shift()
    } else row.left.push(run)
  }
  return rows.map((r) => ({ key: r.key, detail: r.left.join(''), items: r.bullets }))
}
