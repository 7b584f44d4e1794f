import type { Block, PrintLine, PrintTable, TableRow } from './blocks.ts'
import type { Stretch } from './print-lines.ts'

/** Rows that a table without lines needs: fewer may stand so by chance. */
const ENOUGH = 3
const LABEL =
  /^(?:第[0-9０-９一二三四五六七八九十百]+[条章節款項]?(?:の[0-9０-９]+)?|[(（][^()（）]{1,3}[)）]|[0-9０-９]{1,3}(?:[.．―‐-][0-9０-９]{1,3})*[.．]?|[ア-ン]|[①-⑳⑴-⒇]|[・○●■□◆※]|[一二三四五六七八九十]{1,3})$/
/** The line of a 目次: dots and a page. */
const LEADERS = /(?:…|・{3,}|\.{3,}|．{3,}|‥){1,}[\s　.…・]*[0-9０-９]{1,4}$/

/** Finds among lines those that stand as a table without printed lines: columns that begin at the same places. */
export function alignedTables(lines: readonly PrintLine[], cuts: readonly number[]): Block[] {
  const out: Block[] = []
  let i = 0
  while (i < lines.length) {
    const run = runFrom(lines, i, cuts)
    const table = run.length >= ENOUGH ? tableOf(run) : null
    const line = lines[i]
    if (table !== null) {
      out.push(table)
      i += run.length
    } else {
      if (line !== undefined) out.push(line)
      i += 1
    }
  }
  return out
}

const beside = (a: Stretch, at: number): boolean => Math.abs(a.left - at) <= a.size * 0.9

/** The lines from here on whose stretches all begin at the columns of the first. */
function runFrom(lines: readonly PrintLine[], from: number, cuts: readonly number[]): PrintLine[] {
  const first = lines[from]
  if (first === undefined || first.parts.length < 2) return []
  const columns = first.parts.map((p) => p.left)
  const run = [first]
  for (const line of lines.slice(from + 1)) {
    const before = run.at(-1)
    if (before === undefined || cuts.some((y) => y > before.y && y < line.y)) break
    if (line.y - before.y > (line.parts[0]?.size ?? 10) * 4) break
    const fits = line.parts.every((part) => {
      const at = columns.findIndex((x) => beside(part, x))
      const next = columns[at + 1]
      return at >= 0 && (next === undefined || part.right <= next + part.size)
    })
    if (!fits) break
    run.push(line)
  }
  while (
    run.length > 0 &&
    (run.at(-1)?.parts.length ?? 0) < 2 &&
    beside(run.at(-1)?.parts[0] ?? first.parts[0] ?? noStretch, columns[0] ?? 0)
  ) {
    run.pop()
  }
  return run
}

const noStretch: Stretch = { text: '', left: 0, right: 0, y: 0, size: 0, artifact: false }

function tableOf(run: readonly PrintLine[]): PrintTable | null {
  const [first] = run
  if (first === undefined) return null
  const columns = first.parts.map((p) => p.left)
  const columnOf = (part: Stretch): number => columns.findIndex((x) => beside(part, x))
  const parted = run.filter((line) => line.parts.length >= 2)
  if (parted.length < ENOUGH) return null
  if (run.some((line) => LEADERS.test(line.parts.map((p) => p.text).join('')))) return null
  const keys = run.flatMap((line) => line.parts.filter((p) => columnOf(p) === 0).map((p) => p.text))
  const last = run.flatMap((line) =>
    line.parts.filter((p) => columnOf(p) === columns.length - 1).map((p) => p.text),
  )
  // Labels before their words are a list, and numbers after words the pages of a 目次.
  if (columns.length === 2 && keys.every((k) => LABEL.test(k))) return null
  if (last.every((words) => /^[0-9０-９]{1,4}$/.test(words))) return null
  const rows: TableRow[] = []
  for (const line of run) {
    const begins = line.parts.some((p) => columnOf(p) === 0)
    const row = begins ? undefined : rows.at(-1)
    const target: TableRow = row ?? { cells: [], header: false }
    if (row === undefined) rows.push(target)
    for (const part of line.parts) {
      const column = columnOf(part)
      const cell = target.cells.find((c) => c.column === column)
      if (cell === undefined) target.cells.push({ column, columns: 1, rows: 1, lines: [part.text] })
      else cell.lines.push(part.text)
    }
  }
  for (const row of rows) row.cells.sort((a, b) => a.column - b.column)
  if (rows.length < 2) return null
  const right = Math.max(...run.flatMap((line) => line.parts.map((p) => p.right)))
  return { kind: 'table', y: first.y, left: columns[0] ?? 0, right, xs: [...columns, right], rows }
}
