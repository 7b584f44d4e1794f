import { csvPieces, readCsv, streamCsv, type WrittenEncoding } from '#ground/paper/csv.ts'
import { readExcel, streamExcel, writeExcel, type ExcelColumn } from '#ground/paper/excel.ts'
import { joinBytes } from '#ground/paper/join-bytes.ts'
import type { LostCharacter, Sheet, SheetSink } from '#ground/paper/sheet.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Column, RegisterDefinition } from './definition.ts'
import { headings, updatedHeading } from './sheet.ts'

export const excelType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Reads what somebody uploaded, telling Excel from CSV by content. @throws Refusal for what is no table. */
export async function readSheetFile(bytes: Uint8Array): Promise<Sheet> {
  return isBook(bytes) ? readExcel(bytes) : readCsv(bytes)
}

/** The same of a file that may be long, handed over stretch by stretch. */
export function streamSheetFile(bytes: Uint8Array, sink: SheetSink, maxBytes: number): Promise<void> {
  return isBook(bytes) ? streamExcel(bytes, sink, { maxBytes }) : streamCsv(bytes, sink, { maxBytes })
}

function isBook([first, second]: Uint8Array): boolean {
  if (first === 0xd0 && second === 0xcf) {
    refuse(
      'unsupported',
      '古い形式(.xls)かパスワードの付いたExcelです。パスワードのない「.xlsx」で保存し直してください。',
    )
  }
  return first === 0x50 && second === 0x4b
}

/**
 * Rows of `cellsOf` as an Excel book, written as they come: figures and dates are such, choices are offered as a list.
 */
export async function excelBytes(
  definition: RegisterDefinition,
  stretches: AsyncIterable<readonly (readonly string[])[]>,
): Promise<Uint8Array> {
  const [number = '', unit = '', ...others] = headings(definition)
  const ends = others.slice(definition.columns.length)
  const columns: ExcelColumn[] = [
    { name: number, type: 'text' },
    { name: unit, type: 'text' },
    ...definition.columns.map(excelColumn),
    ...ends.map((name): ExcelColumn => ({ name, type: name === updatedHeading ? 'date' : 'text' })),
  ]
  return writeExcel({ columns, rows: typed(columns, stretches) }, { name: definition.name })
}

async function* typed(
  columns: readonly ExcelColumn[],
  stretches: AsyncIterable<readonly (readonly string[])[]>,
): AsyncGenerator<readonly (string | number)[]> {
  for await (const rows of stretches) {
    for (const cells of rows) {
      yield cells.map((cell, at) => (columns[at]?.type === 'number' && cell !== '' ? Number(cell) : cell))
    }
  }
}

function excelColumn(column: Column): ExcelColumn {
  const name = column.label
  switch (column.type) {
    case 'number':
    case 'date':
      return { name, type: column.type }
    case 'choice':
    case 'class':
      return { name, type: 'choice', choices: (column.choices ?? []).map((choice) => choice.label) }
    case 'flag':
      return { name, type: 'choice', choices: ['はい', 'いいえ'] }
    default:
      return { name, type: 'text' }
  }
}

/**
 * Rows of `cellsOf` as CSV, encoded as they come, with the first of the characters that the encoding could not hold.
 * (A twin of the same look is no loss.)
 */
export async function csvBytes(
  definition: RegisterDefinition,
  stretches: AsyncIterable<readonly (readonly string[])[]>,
  encoding: WrittenEncoding,
  mostListed: number,
): Promise<{ bytes: Uint8Array; gone: readonly LostCharacter[]; goneCount: number }> {
  const write = csvPieces(headings(definition), encoding)
  const pieces: Uint8Array[] = []
  const gone: LostCharacter[] = []
  let goneCount = 0
  const take = (rows: readonly (readonly string[])[]): void => {
    const { bytes, lost } = write(rows)
    pieces.push(bytes)
    for (const it of lost) {
      if (it.writtenAs !== '〓' && it.writtenAs !== '\uFFFD') continue
      goneCount += 1
      if (gone.length < mostListed) gone.push(it)
    }
  }
  for await (const rows of stretches) take(rows)
  // a register without lines is its heading
  if (pieces.length === 0) take([])
  return { bytes: joinBytes(pieces), gone, goneCount }
}
