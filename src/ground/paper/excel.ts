import { setImmediate } from 'node:timers/promises'
import { type Cell, type Style, WorkbookWriter, type WorksheetWriter } from '@cj-tech-master/excelts'
import { isDate } from '#ground/clock/date.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { columnLetters, excelText } from './excel-text.ts'
import { joinBytes } from './join-bytes.ts'
import type { Table } from './sheet.ts'

export { readExcel, streamExcel, type ExcelLimits } from './excel-read.ts'

/** What a column of a workbook holds. `choice` offers its values in a list and accepts no other. */
export type ExcelColumn = { readonly name: string; readonly width?: number } & (
  | { readonly type: 'text' | 'number' | 'date' }
  | { readonly type: 'choice'; readonly choices: readonly string[] }
)

/** Text, numbers, dates as 'YYYY-MM-DD', and null or '' for an empty cell. */
export type ExcelValue = string | number | null

export type TypedTable = {
  readonly columns: readonly ExcelColumn[]
  /** A list that is longer than memory should hold comes row by row, as it is read. */
  readonly rows: Iterable<readonly ExcelValue[]> | AsyncIterable<readonly ExcelValue[]>
}

const textColumn = (name: string): ExcelColumn => ({ name, type: 'text' })

const longestCell = 32_767
const choiceSheet = '選択肢'

/** How Excel shows a real date: 令和8年11月24日 or 2026-11-24. It stays a date either way, and sorts. */
const dateFormats = { wareki: '[$-411]ggge"年"m"月"d"日"', iso: 'yyyy-mm-dd' } as const

/**
 * Writes a table as .xlsx: header in bold, frozen and filterable; text columns in the text format, so that
 * leading zeros and text like a formula stay what they are; choices as a list of the cell. `name` is the
 * sheet's. A plain table has text columns only. Every character survives `readExcel`, line ends as LF.
 * Refuses 'too-large' a cell over 32,767 characters, with its address.
 */
export async function writeExcel(
  table: Table | TypedTable,
  options: { readonly name?: string; readonly dates?: 'wareki' | 'iso' } = {},
): Promise<Uint8Array> {
  const { name = '一覧', dates = 'wareki' } = options
  const columns = 'columns' in table ? table.columns : table.header.map(textColumn)
  const styles = stylesFor(dateFormats[dates])
  const chunks: Uint8Array[] = []
  const stream = new WritableStream<Uint8Array>({ write: (chunk) => void chunks.push(chunk) })
  // Streaming and inline text: five times faster than the whole book in memory, in a third of the space.
  const book = new WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
  const sheet = book.addWorksheet(safeSheetName(name), { views: [{ state: 'frozen', ySplit: 1 }] })
  writeHeader(sheet, columns)
  let written = 0
  for await (const values of table.rows) {
    const row = sheet.getRow(written + 2)
    for (const [at, column] of columns.entries()) {
      writeCell(row.getCell(at + 1), column, values[at] ?? null, styles)
    }
    row.commit()
    written += 1
    if (written % 500 === 0) await setImmediate()
  }
  offerChoices(sheet, columns, written)
  sheet.commit()
  writeLongChoices(book, columns)
  await book.commit()
  return joinBytes(chunks)
}

type CellStyles = Record<'text' | 'wrapped' | 'date', Partial<Style>>

/** One object per style, shared by all cells: the library writes each only once. */
function stylesFor(dateFormat: string): CellStyles {
  return {
    text: { numFmt: '@' },
    wrapped: { numFmt: '@', alignment: { wrapText: true, vertical: 'top' } },
    date: { numFmt: dateFormat },
  }
}

function safeSheetName(name: string): string {
  const safe = Array.from(name.replace(/[[\]*?/\\:']/gu, '・'))
    .slice(0, 31)
    .join('')
    .trim()
  return safe === '' || safe === choiceSheet ? '一覧' : safe
}

const headerStyle: Partial<Style> = {
  numFmt: '@',
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8F1FE' } },
  border: { bottom: { style: 'thin', color: { argb: 'FF1A1A1C' } } },
  alignment: { vertical: 'middle', wrapText: true },
}

function writeHeader(sheet: WorksheetWriter, columns: readonly ExcelColumn[]): void {
  for (const [index, column] of columns.entries()) {
    const place = sheet.getColumn(index + 1)
    place.width = column.width ?? defaultWidth(column)
    // An empty cell that somebody fills in later must keep its zeros too.
    if (column.type === 'text' || column.type === 'choice') place.numFmt = '@'
    const cell = sheet.getRow(1).getCell(index + 1)
    cell.value = excelText(column.name)
    cell.style = headerStyle
  }
  sheet.getRow(1).commit()
  if (columns.length > 0) sheet.autoFilter = { from: { row: 1, col: 1 }, to: { row: 1, col: columns.length } }
}

function defaultWidth(column: ExcelColumn): number {
  const heading = Array.from(column.name).length * 2 + 4
  return Math.max(heading, column.type === 'date' ? 20 : column.type === 'number' ? 12 : 18)
}

function writeCell(cell: Cell, column: ExcelColumn, value: ExcelValue, styles: CellStyles): void {
  if (value === null || value === '') {
    if (column.type !== 'number') cell.style = column.type === 'date' ? styles.date : styles.text
    return
  }
  if (typeof value === 'number' && Number.isFinite(value)) {
    cell.value = value
    return
  }
  const text = String(value)
  if (column.type === 'date' && isDate(text) && text >= '1900-03-01') {
    // Excel counts days from 1900 and takes that year for a leap year: earlier dates stay text.
    cell.value = new Date(`${text}T00:00:00Z`)
    cell.style = styles.date
    return
  }
  const written = excelText(text)
  if (written.length > longestCell) {
    refuse(
      'too-large',
      `セル${cell.address}(${column.name})の文章が長すぎてExcelに書き出せません。CSVで書き出してください。`,
    )
  }
  cell.value = written
  cell.style = written.includes('\n') ? styles.wrapped : styles.text
}

/** Whether the choices go into the rule of the cell; otherwise they stand on a hidden sheet. */
function isShort(choices: readonly string[]): boolean {
  return choices.join(',').length <= 250 && !choices.some((choice) => /[",\r\n]|^\s|\s$/u.test(choice))
}

function offerChoices(sheet: WorksheetWriter, columns: readonly ExcelColumn[], rowCount: number): void {
  for (const [index, column] of columns.entries()) {
    if (column.type !== 'choice' || column.choices.length === 0) continue
    const letters = columnLetters(index + 1)
    const list = isShort(column.choices)
      ? `"${column.choices.join(',')}"`
      : `${choiceSheet}!$${letters}$1:$${letters}$${column.choices.length}`
    sheet.dataValidations.add(`${letters}2:${letters}${rowCount + 1000}`, {
      type: 'list',
      allowBlank: true,
      formulae: [list],
      showErrorMessage: true,
      errorTitle: '選べない値です',
      error: '一覧にある値から選んでください。',
    })
  }
}

/** The hidden sheet, with the choices under the same column letter as in the list. */
function writeLongChoices(book: WorkbookWriter, columns: readonly ExcelColumn[]): void {
  const lists = columns.map((column) =>
    column.type === 'choice' && !isShort(column.choices) ? column.choices : [],
  )
  const longest = Math.max(0, ...lists.map((list) => list.length))
  if (longest === 0) return
  const hidden = book.addWorksheet(choiceSheet, { state: 'hidden' })
  for (let line = 0; line < longest; line += 1) {
    const row = hidden.getRow(line + 1)
    for (const [index, list] of lists.entries()) {
      const choice = list[line]
      if (choice !== undefined) row.getCell(index + 1).value = excelText(choice)
    }
    row.commit()
  }
  hidden.commit()
}
