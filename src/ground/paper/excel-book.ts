import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { type Cell, type Row, WorkbookReader, type WorksheetReader } from '@cj-tech-master/excelts'
import { refuse } from '#ground/errors/refusal.ts'
import { collectGarbage } from '#ground/memory/garbage.ts'
import { mergedRanges, type MergedRange } from './excel-merged.ts'
import {
  fitRow,
  isBlank,
  keepSheet,
  type RawRow,
  readHeader,
  type Sheet,
  type SheetProblem,
  type SheetRow,
  type SheetSink,
  stretchLines,
} from './sheet.ts'
import { entryNames, inOrder, isWholeZip } from './zip-check.ts'

/** A book as `streamBook` hands it over, kept whole. Only for bytes that are trusted. */
export async function readBook(bytes: Uint8Array, name: string | undefined, maxRows: number): Promise<Sheet> {
  const { sink, whole } = keepSheet()
  await streamBook(bytes, { name, maxRows }, sink)
  return whole()
}

/**
 * Streams the one sheet that is wanted; the book as a whole in memory takes three times the time. Only for
 * bytes that are trusted, or within `excel-worker.ts`: over damaged bytes the library lets go of errors
 * that nobody can catch.
 */
export async function streamBook(
  bytes: Uint8Array,
  { name, maxRows }: { readonly name: string | undefined; readonly maxRows: number },
  sink: SheetSink,
): Promise<void> {
  const merged = mergedRanges()
  if (!(await isWholeZip(bytes, merged.look))) throw new Error('the file is damaged')
  // The library reads front to back. A sheet that comes before what it refers to it would put aside, unpacked, in the
  // folder of temporary files; and texts that no book needs to have it would wait for to the end.
  const book = new WorkbookReader(Readable.from(inOrder(bytes, isWorksheet)), {
    worksheets: 'emit',
    sharedStrings: entryNames(bytes).includes('xl/sharedStrings.xml') ? 'cache' : 'ignore',
    hyperlinks: 'cache',
    styles: 'cache',
  })
  let found = false
  for await (const sheet of book) {
    const wanted = chooseSheet(book.model?.sheets ?? [], name)
    if (sheet.name === wanted) {
      found = true
      await streamSheet(sheet, { maxRows, ranges: merged.of(sheet.sheetNo) }, sink)
    } else for await (const row of sheet) void row
  }
  if (!found) throw new Error('the sheet that the book names is not in it')
}

const isWorksheet = (name: string): boolean => /^xl\/worksheets\/[^/]*\.xml$/u.test(name)

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

type Stretch = {
  readonly rows: SheetRow[]
  readonly blankLines: number[]
  readonly problems: SheetProblem[]
  readonly warnings: SheetProblem[]
}

const emptyStretch = (): Stretch => ({ rows: [], blankLines: [], problems: [], warnings: [] })

async function streamSheet(
  sheet: WorksheetReader,
  { maxRows, ranges }: { readonly maxRows: number; readonly ranges: readonly MergedRange[] },
  sink: SheetSink,
): Promise<void> {
  let header: readonly string[] | undefined
  let stretch = emptyStretch()
  let last = 1
  const handOver = async (): Promise<void> => {
    const full = stretch
    stretch = emptyStretch()
    await sink.stretch(withoutMerged(full, ranges))
    collectGarbage()
    await setImmediate()
  }
  for await (const row of sheet) {
    if (row.number > maxRows + 1) {
      refuse('too-large', `行が多すぎます。${maxRows.toLocaleString('ja-JP')}行以下に分けてください。`)
    }
    if (header === undefined) {
      if (row.number > 1) break
      const first = readRow(row, row.cellCount, [])
      const read = readHeader(first)
      header = read.header
      if (header.length === 0) break
      const faults = [...read.problems, ...first.problems]
      await sink.heading({ header, problems: faults.length > 0 ? faults : mergedAt(1, ranges) })
      continue
    }
    for (let line = last + 1; line < row.number; line += 1) stretch.blankLines.push(line)
    last = row.number
    const raw = readRow(row, Math.max(header.length, row.cellCount), header)
    const fitted = fitRow(raw, header.length)
    if (raw.problems.length > 0) stretch.problems.push(...raw.problems)
    else if (isBlank(raw)) stretch.blankLines.push(last)
    else if ('problem' in fitted) stretch.problems.push(fitted.problem)
    else {
      stretch.rows.push(fitted.row)
      stretch.warnings.push(...raw.warnings)
    }
    const { rows, blankLines, problems } = stretch
    if (rows.length + blankLines.length + problems.length >= stretchLines) await handOver()
  }
  if (header === undefined || header.length === 0) {
    refuse('invalid', '1行目に見出しがありません。1行目に列の名前を入れてください。')
  }
  await handOver()
}

/** Rows that share a cell with another say only in the first what they all mean: they are problems, not rows. */
function withoutMerged(stretch: Stretch, ranges: readonly MergedRange[]): Stretch {
  if (ranges.length === 0) return stretch
  const told = new Set(stretch.problems.map((problem) => problem.line))
  const lines = [...stretch.blankLines, ...stretch.rows.map((row) => row.line)].filter(
    (line) => !told.has(line),
  )
  const shared = lines.flatMap((line) => mergedAt(line, ranges))
  const gone = new Set(shared.map((problem) => problem.line))
  return {
    ...stretch,
    problems: [...stretch.problems, ...shared].toSorted((a, b) => a.line - b.line),
    rows: stretch.rows.filter((row) => !gone.has(row.line)),
    blankLines: stretch.blankLines.filter((line) => !gone.has(line)),
  }
}

function mergedAt(line: number, ranges: readonly MergedRange[]): SheetProblem[] {
  const range = ranges.find(({ firstRow, lastRow }) => line >= firstRow && line <= lastRow)
  if (range === undefined) return []
  return [
    {
      line,
      at: `${line}行 (セル${range.ref})`,
      message: 'セルが結合されています。結合を解いて、それぞれの行に値を入れてください。',
    },
  ]
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
