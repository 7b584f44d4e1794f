import { readCsv } from '#ground/paper/csv.ts'
import { readExcel } from '#ground/paper/excel.ts'
import type { Sheet } from '#ground/paper/sheet.ts'

/** Reads an uploaded table by its content, not by its name: a workbook begins like the archive it is. */
export async function readSheet(bytes: Uint8Array): Promise<Sheet> {
  const [first, second] = bytes
  const workbook = (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf)
  return workbook ? readExcel(bytes) : readCsv(bytes)
}
