import { readCsv, writeCsv } from '#ground/paper/csv.ts'
import { readExcel, writeExcel } from '#ground/paper/excel.ts'
import type { LostCharacter, Sheet, Table } from '#ground/paper/sheet.ts'
import { refuse } from '#ground/errors/refusal.ts'

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

/** A table as the bytes of an Excel book. */
export async function excelBytes(name: string, table: Table): Promise<Uint8Array> {
  return writeExcel(table, { name })
}

/** A table as CSV, with the characters that the encoding could not hold. */
export function csvBytes(
  table: Table,
  encoding: 'utf-8' | 'cp932',
): { readonly bytes: Uint8Array; readonly lost: readonly LostCharacter[] } {
  return writeCsv(table, { encoding })
}
