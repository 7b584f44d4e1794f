import { type Cell, Workbook, type Worksheet } from '@cj-tech-master/excelts'
import { refuse } from '#ground/errors/refusal.ts'
import {
  fitRow,
  isBlank,
  type RawRow,
  readHeader,
  type Sheet,
  type SheetProblem,
  type SheetRow,
} from './sheet.ts'
import { unpackedSize } from './zip-size.ts'

export type ExcelLimits = {
  /** name of the sheet; the first visible one unless told */
  readonly sheetName?: string
  readonly maxBytes?: number
  readonly maxRows?: number
}

const largestUnpacked = 300 * 1024 * 1024

/**
 * Reads one sheet of an .xlsx file into the same shape as a CSV file: text as a person sees it, dates as
 * 'YYYY-MM-DD' whatever their format, leading zeros kept, numbers as Excel shows them (15 digits). A row
 * with a formula or an error value is a problem that names the cell.
 *
 * Refuses what is no workbook, has a password, or goes over the limits (20 MB, 200,000 rows unless told).
 */
export async function readExcel(bytes: Uint8Array, limits: ExcelLimits = {}): Promise<Sheet> {
  const { maxBytes = 20 * 1024 * 1024, maxRows = 200_000 } = limits
  if (bytes.length > maxBytes) {
    refuse(
      'too-large',
      `ファイルが大きすぎます。${Math.floor(maxBytes / 1024 / 1024)}MB以下に分けてください。`,
    )
  }
  const sheet = chooseSheet(await load(bytes), limits.sheetName)
  if (sheet.rowCount > maxRows + 1) {
    refuse('too-large', `行が多すぎます。${maxRows.toLocaleString('ja-JP')}行以下に分けてください。`)
  }
  return toSheet(sheet)
}

async function load(bytes: Uint8Array): Promise<Workbook> {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    refuse(
      'unsupported',
      'パスワード付き、または古い形式(.xls)のExcelファイルです。パスワードを外し、「Excelブック(.xlsx)」で保存し直してください。',
    )
  }
  const unpacked = unpackedSize(bytes)
  if (unpacked === undefined) refuseBroken()
  if (unpacked > largestUnpacked)
    refuse('too-large', 'Excelファイルの中身が大きすぎます。シートを分けてください。')
  const workbook = new Workbook()
  try {
    await workbook.xlsx.load(bytes)
  } catch (error) {
    refuseBroken(error)
  }
  return workbook
}

function refuseBroken(cause?: unknown): never {
  refuse(
    'unsupported',
    'Excelファイルとして読み取れません。壊れているか別の種類のファイルです。Excelで開けるか確かめ、「Excelブック(.xlsx)」で保存し直してください。',
    { cause },
  )
}

function chooseSheet(workbook: Workbook, name: string | undefined): Worksheet {
  const visible = workbook.worksheets.filter((sheet) => sheet.state === 'visible')
  const chosen = name === undefined ? visible[0] : visible.find((sheet) => sheet.name === name)
  if (chosen === undefined) {
    const names = visible.map((sheet) => `「${sheet.name}」`).join('')
    refuse(
      'invalid',
      name === undefined ? 'シートがありません。' : `シート「${name}」がありません(あるのは${names})。`,
    )
  }
  return chosen
}

type ReadRow = RawRow & {
  readonly problems: readonly SheetProblem[]
  readonly warnings: readonly SheetProblem[]
}

function toSheet(sheet: Worksheet): Sheet {
  // Both counts walk over the whole sheet each time they are asked for.
  const { rowCount, columnCount } = sheet
  const first = readRow(sheet, 1, columnCount, [])
  if (isBlank(first)) refuse('invalid', '1行目に見出しがありません。1行目に列の名前を入れてください。')
  const { header, problems: headerProblems } = readHeader(first)
  const problems = [...headerProblems, ...first.problems]
  const warnings: SheetProblem[] = []
  const rows: SheetRow[] = []
  const blankLines: number[] = []
  for (let line = 2; line <= rowCount; line += 1) {
    const raw = readRow(sheet, line, columnCount, header)
    const fitted = fitRow(raw, header.length)
    if (raw.problems.length > 0) problems.push(...raw.problems)
    else if (isBlank(raw)) blankLines.push(line)
    else if ('problem' in fitted) problems.push(fitted.problem)
    else {
      rows.push(fitted.row)
      warnings.push(...raw.warnings)
    }
  }
  return { header, rows, blankLines, problems, warnings }
}

function readRow(sheet: Worksheet, line: number, width: number, header: readonly string[]): ReadRow {
  const cells: string[] = []
  const problems: SheetProblem[] = []
  const warnings: SheetProblem[] = []
  const row = sheet.findRow(line)
  for (let column = 1; column <= width; column += 1) {
    const cell = row?.findCell(column)
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
