import { readCsv, writeCsv } from '#ground/paper/csv.ts'
import { readExcel, writeExcel, type ExcelColumn } from '#ground/paper/excel.ts'
import type { LostCharacter, Sheet, Table } from '#ground/paper/sheet.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Column, RegisterDefinition } from './definition.ts'
import { headings, updatedHeading } from './sheet.ts'

export const excelType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Reads what somebody uploaded, telling Excel from CSV by content. @throws Refusal for what is no table. */
export async function readSheetFile(bytes: Uint8Array): Promise<Sheet> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  const isOldOffice = bytes[0] === 0xd0 && bytes[1] === 0xcf
  if (isOldOffice) {
    refuse(
      'unsupported',
      '古い形式(.xls)かパスワードの付いたExcelです。パスワードのない「.xlsx」で保存し直してください。',
    )
  }
  return isZip ? readExcel(bytes) : readCsv(bytes)
}

/**
 * Rows of `cellsOf` as an Excel book, written as they come: figures and dates are such, choices are offered as a list.
 */
export async function excelBytes(
  definition: RegisterDefinition,
  rows: AsyncIterable<readonly string[]>,
): Promise<Uint8Array> {
  const [number = '', unit = '', ...others] = headings(definition)
  const ends = others.slice(definition.columns.length)
  const columns: ExcelColumn[] = [
    { name: number, type: 'text' },
    { name: unit, type: 'text' },
    ...definition.columns.map(excelColumn),
    ...ends.map((name): ExcelColumn => ({ name, type: name === updatedHeading ? 'date' : 'text' })),
  ]
  return writeExcel({ columns, rows: typed(columns, rows) }, { name: definition.name })
}

async function* typed(
  columns: readonly ExcelColumn[],
  rows: AsyncIterable<readonly string[]>,
): AsyncGenerator<readonly (string | number)[]> {
  for await (const cells of rows) {
    yield cells.map((cell, at) => (columns[at]?.type === 'number' && cell !== '' ? Number(cell) : cell))
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

/** A table as CSV, with the characters that the encoding could not hold. */
export function csvBytes(
  table: Table,
  encoding: 'utf-8' | 'cp932',
): { readonly bytes: Uint8Array; readonly lost: readonly LostCharacter[] } {
  return writeCsv(table, { encoding })
}
