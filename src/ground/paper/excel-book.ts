import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { type Cell, type Row, WorkbookReader, type WorksheetReader } from '@cj-tech-master/excelts'
import { refuse } from '#ground/errors/refusal.ts'
import { mergedRanges, type MergedRange } from './excel-merged.ts'
import {
  fitRow,
  isBlank,
  type RawRow,
  readHeader,
  type Sheet,
  type SheetProblem,
  type SheetRow,
} from './sheet.ts'
import { isWholeZip } from './zip-check.ts'

/**
 * Streams the one sheet that is wanted; the book as a whole in memory takes three times the time. Only for
 * bytes that are trusted, or within `excel-worker.ts`: over damaged bytes the library lets go of errors
 * that nobody can catch.
 */
export async function readBook(bytes: Uint8Array, name: string | undefined, maxRows: number): Promise<Sheet> {
  if (!isWholeZip(bytes)) throw new Error('the file is damaged')
  const book = new WorkbookReader(Readable.from([Buffer.from(bytes)]), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    hyperlinks: 'cache',
    styles: 'cache',
  })
  let found: Sheet | undefined
  for await (const sheet of book) {
    const wanted = chooseSheet(book.model?.sheets ?? [], name)
    if (sheet.name === wanted) {
      found = withoutMerged(await toSheet(sheet, maxRows), mergedRanges(bytes, String(sheet.id)))
    } else for await (const row of sheet) void row
  }
  if (found === undefined) throw new Error('the sheet that the book names is not in it')
  return found
}

/** Rows that share a cell with another say only in the first what they all mean: they are problems, not rows. */
function withoutMerged(sheet: Sheet, ranges: readonly MergedRange[]): Sheet {
  if (ranges.length === 0) return sheet
  const rangeOf = (line: number): MergedRange | undefined =>
    ranges.find(({ firstRow, lastRow }) => line >= firstRow && line <= lastRow)
  const said = (line: number): SheetProblem[] => {
    const range = rangeOf(line)
    return range === undefined
      ? []
      : [
          {
            line,
            at: `${line}行 (セル${range.ref})`,
            message: 'セルが結合されています。結合を解いて、それぞれの行に値を入れてください。',
          },
        ]
  }
  const told = new Set(sheet.problems.map((problem) => problem.line))
  const lines = [1, ...sheet.blankLines, ...sheet.rows.map((row) => row.line)].filter(
    (line) => !told.has(line),
  )
  const problems = [...sheet.problems, ...lines.flatMap(said)].toSorted((a, b) => a.line - b.line)
  return {
    ...sheet,
    problems,
    rows: sheet.rows.filter((row) => rangeOf(row.line) === undefined),
    blankLines: sheet.blankLines.filter((line) => rangeOf(line) === undefined),
  }
}

function chooseSheet(
  sheets: readonly { readonly name: string; readonly state?: string }[],
  name: string | undefined,
): string {
  const visible = sheets.filter((sheet) => (sheet.state ?? 'visible') === 'visible')
  const chosen = name === undefined ? visible[0] : visible.find((sheet) => sheet.name === name)
  if (chosen === undefined) {
    const names = visible.map((sheet) => `「${sheet.name}」`).join('')
    refuse(
      'invalid',
      name === undefined ? 'シートがありません。' : `シート「${name}」がありません(あるのは${names})。`,
    )
  }
  return chosen.name
}

type ReadRow = RawRow & {
  readonly problems: readonly SheetProblem[]
  readonly warnings: readonly SheetProblem[]
}

async function toSheet(sheet: WorksheetReader, maxRows: number): Promise<Sheet> {
  let header: readonly string[] | undefined
  const problems: SheetProblem[] = []
  const warnings: SheetProblem[] = []
  const rows: SheetRow[] = []
  const blankLines: number[] = []
  let last = 1
  for await (const row of sheet) {
    if (row.number > maxRows + 1) {
      refuse('too-large', `行が多すぎます。${maxRows.toLocaleString('ja-JP')}行以下に分けてください。`)
    }
    if (header === undefined) {
      if (row.number > 1) break
      const first = readRow(row, row.cellCount, [])
      const read = readHeader(first)
      header = read.header
      problems.push(...read.problems, ...first.problems)
      continue
    }
    for (let line = last + 1; line < row.number; line += 1) blankLines.push(line)
    last = row.number
    if (last % 500 === 0) await setImmediate()
    const raw = readRow(row, Math.max(header.length, row.cellCount), header)
    const fitted = fitRow(raw, header.length)
    if (raw.problems.length > 0) problems.push(...raw.problems)
    else if (isBlank(raw)) blankLines.push(last)
    else if ('problem' in fitted) problems.push(fitted.problem)
    else {
      rows.push(fitted.row)
      warnings.push(...raw.warnings)
    }
  }
  if (header === undefined || header.length === 0) {
    refuse('invalid', '1行目に見出しがありません。1行目に列の名前を入れてください。')
  }
  return { header, rows, blankLines, problems, warnings }
}

function readRow(row: Row, width: number, header: readonly string[]): ReadRow {
  const line = row.number
  const cells: string[] = []
  const problems: SheetProblem[] = []
  const warnings: SheetProblem[] = []
  for (let column = 1; column <= width; column += 1) {
    const cell = row.findCell(column)
    const read: ReadCell = cell === undefined ? { text: '' } : readCell(cell)
    const name = header[column - 1]
    const at = `${line}行 ${name === undefined ? '' : `${name} `}(セル${cell?.address ?? ''})`
    if (read.problem !== undefined) problems.push({ line, at, message: read.problem, value: read.text })
    if (read.warning !== undefined) warnings.push({ line, at, message: read.warning, value: read.text })
    cells.push(read.text)
  }
  return { line, cells, problems, warnings }
}

type ReadCell = { text: string; problem?: string; warning?: string }

function readCell(cell: Cell): ReadCell {
  const { value } = cell
  if (value === null || value === undefined) return { text: '' }
  if (typeof value === 'string') return { text: value }
  if (typeof value === 'number')
    return readNumber(value, typeof cell.numFmt === 'string' ? cell.numFmt : cell.numFmt?.formatCode)
  if (typeof value === 'boolean') return { text: value ? 'TRUE' : 'FALSE' }
  if (value instanceof Date) return readDate(value)
  if ('formula' in value || 'sharedFormula' in value) {
    const formula = 'formula' in value ? value.formula : value.sharedFormula
    return {
      text: `=${formula}`,
      problem: '数式が入っています。数式は取り込めません。「値の貼り付け」で値に直してください。',
    }
  }
  if ('richText' in value) return { text: value.richText.map((part) => part.text).join('') }
  if ('hyperlink' in value) return { text: cell.text }
  if ('error' in value)
    return { text: value.error, problem: 'エラー値が入っています。正しい値を入力してください。' }
  return { text: cell.text }
}

function readNumber(value: number, format: string | undefined): ReadCell {
  const shown = Number(value.toPrecision(15))
  if (Number.isInteger(shown) && format !== undefined && /^0+$/u.test(format) && shown >= 0) {
    return { text: String(shown).padStart(format.length, '0') }
  }
  return Math.abs(shown) >= 1e15
    ? { text: String(shown), warning: '15桁を超える数は、Excelが下の桁を0に変えているおそれがあります。' }
    : { text: String(shown) }
}

/** A day, a day with its time, or a time alone (which Excel keeps as a part of day 0). */
function readDate(value: Date): ReadCell {
  if (Number.isNaN(value.getTime()))
    return { text: '', problem: '日付として正しくない値です。日付を入力し直してください。' }
  const minutes = new Date(Math.round(value.getTime() / 60_000) * 60_000).toISOString()
  const [date = '', time = ''] = minutes.split('T')
  const clock = time.slice(0, 5)
  if (date <= '1900-01-01' && clock !== '00:00') return { text: clock }
  return { text: clock === '00:00' ? date : `${date} ${clock}` }
}
