import { Worker } from 'node:worker_threads'
import { Refusal, refuse, type RefusalCode } from '#ground/errors/refusal.ts'
import type { Sheet } from './sheet.ts'
import { unpackedSize } from './zip-check.ts'

export type ExcelLimits = {
  /** name of the sheet; the first visible one unless told */
  readonly sheetName?: string
  readonly maxBytes?: number
  readonly maxRows?: number
}

const largestUnpacked = 300 * 1024 * 1024
const memoryMegabytes = 768
const timeLimitMs = 120_000

/** What the thread is given. */
export type ReadOrder = {
  readonly bytes: Uint8Array
  readonly sheetName: string | undefined
  readonly maxRows: number
}

/** What the thread answers: the sheet, or the refusal that it met. */
export type ReadAnswer =
  | { readonly sheet: Sheet }
  | { readonly refused: { readonly code: RefusalCode; readonly message: string } }

/**
 * Reads one sheet of an .xlsx file into the same shape as a CSV file: text as a person sees it, dates as
 * 'YYYY-MM-DD' whatever their format, leading zeros kept, numbers as Excel shows them (15 digits). A row
 * with a formula or an error value is a problem that names the cell.
 *
 * The work is done in a thread of its own with bounded memory and time: no file, however made, stops the
 * house or keeps others waiting.
 *
 * Refuses what is no workbook, has a password, or goes over the limits (20 MB, 200,000 rows unless told).
 */
export async function readExcel(bytes: Uint8Array, limits: ExcelLimits = {}): Promise<Sheet> {
  const { sheetName, maxBytes = 20 * 1024 * 1024, maxRows = 200_000 } = limits
  if (bytes.length > maxBytes) {
    refuse(
      'too-large',
      `ファイルが大きすぎます。${Math.floor(maxBytes / 1024 / 1024)}MB以下に分けてください。`,
    )
  }
  refuseUnlikely(bytes)
  const answer = await inThread({ bytes, sheetName, maxRows })
  if ('refused' in answer) throw new Refusal(answer.refused.code, answer.refused.message)
  return answer.sheet
}

/** Any end of the thread but an answer (error, memory, time) is a broken file. */
async function inThread(workerData: ReadOrder): Promise<ReadAnswer> {
  const worker = new Worker(new URL('./excel-worker.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
    // What the library prints about a broken file is of no use to anybody.
    stdout: true,
    stderr: true,
  })
  const timer = setTimeout(() => void worker.terminate(), timeLimitMs)
  try {
    return await new Promise<ReadAnswer>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) => reject(new Error(`the reading thread ended without an answer (${code})`)))
    })
  } catch (error) {
    refuseBroken(error)
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

function refuseUnlikely(bytes: Uint8Array): void {
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
}

function refuseBroken(cause?: unknown): never {
  refuse(
    'unsupported',
    'Excelファイルとして読み取れません。壊れているか別の種類のファイルです。Excelで開けるか確かめ、「Excelブック(.xlsx)」で保存し直してください。',
    { cause },
  )
}
