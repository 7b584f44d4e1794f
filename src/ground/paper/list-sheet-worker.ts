import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { ListSheetAnswer, ListSheetOrder } from './list-sheet.ts'
import { renderPdf, withoutMissingGlyphs } from './pdf.ts'

/* The thread in which `renderListSheet` prints: started for one list, and gone with it. */

const { sheet, at }: ListSheetOrder = workerData

/** A long run of letters without a space (an address, a hash) may break anywhere. */
function breakable(text: string): string {
  return text.replaceAll(/[!-~]{16,}/gu, (run) => Array.from(run).join('\u200b'))
}

async function print(): Promise<ListSheetAnswer> {
  try {
    const template = readFileSync(join(import.meta.dirname, 'list-sheet.typ'), 'utf8')
    const { data, missing } = withoutMissingGlyphs({
      ...sheet,
      rows: sheet.rows.map((row) => row.map(breakable)),
    })
    const notes = missing.map(
      ({ codePoint, variantOf }) =>
        `〓は、この書体で印字できない文字(${variantOf === undefined ? codePoint : `${codePoint}、「${variantOf}」の異体字`})です。`,
    )
    const pdf = await renderPdf(
      template,
      { ...data, footer: [...data.footer, ...notes.slice(0, 5)] },
      at === undefined ? {} : { at },
    )
    return { pdf }
  } catch (error) {
    return { fault: String(error) }
  }
}

parentPort?.postMessage(await print())
