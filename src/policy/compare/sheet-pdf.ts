import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderPdf, withoutMissingGlyphs } from '#ground/paper/pdf.ts'
import { sheetWords, type Sheet } from './sheet-lines.ts'

const template = readFileSync(join(import.meta.dirname, 'comparison-sheet.typ'), 'utf8')

/** The 新旧対照表 on paper: PDF/A-2b, A4 landscape. Characters the font lacks stand as 〓 and are named at the end. */
export async function sheetPdf(sheet: Sheet): Promise<Uint8Array> {
  const { data, missing } = withoutMissingGlyphs({
    ...sheet,
    note: sheetWords.note,
    mark: '(下線の部分は改正部分)',
    nothing: sheetWords.nothing,
  })
  const notes = missing.map(
    ({ codePoint }) => `〓は、この書体で印字できない文字(${codePoint})です。画面の表示を確かめてください。`,
  )
  return renderPdf(template, { ...data, notes })
}
