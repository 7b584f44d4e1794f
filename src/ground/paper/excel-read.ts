import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import { Refusal, refuse, type RefusalCode } from '#ground/errors/refusal.ts'
import { collectGarbage } from '#ground/memory/garbage.ts'
import { keepSheet, type Sheet, type SheetHeading, type SheetSink, type SheetStretch } from './sheet.ts'
import { unpackedSize } from './zip-check.ts'

export type ExcelLimits = {
  /** name of the sheet; the first visible one unless told */
  readonly sheetName?: string
  readonly maxBytes?: number
  readonly maxRows?: number
}

// 100,000 lines of some fifty columns; the XML of a sheet is ten to twenty times its packed size.
const largestUnpacked = 600 * 1024 * 1024
const memoryMegabytes = 768
/** How long the thread may keep its taker waiting, all in all. */
const timeLimitMs = 120_000

/** What the thread is given. */
export type ReadOrder = {
  readonly bytes: Uint8Array
  readonly sheetName: string | undefined
  readonly maxRows: number
}

/** What the thread says: a part of the sheet, that it was the last, or the refusal that it met. */
export type ReadAnswer =
  | { readonly heading: SheetHeading }
  | { readonly stretch: SheetStretch }
  | { readonly done: true }
  | { readonly refused: { readonly code: RefusalCode; readonly message: string } }

/** One sheet of an .xlsx file as `streamExcel` hands it over, kept whole. */
export async function readExcel(bytes: Uint8Array, limits: ExcelLimits = {}): Promise<Sheet> {
  const { sink, whole } = keepSheet()
  await streamExcel(bytes, sink, limits)
  return whole()
}

/**
 * Reads one sheet of an .xlsx file into the same shape as a CSV file: text as a person sees it, dates as
 * 'YYYY-MM-DD' whatever their format, leading zeros kept, numbers as Excel shows them (15 digits). A row
 * with a formula or an error value is a problem that names the cell.
 *
 * The work is done in a thread of its own with bounded memory and time: no file, however made, stops the
 * house or keeps others waiting. It reads on only as fast as the sink takes.
 *
 * Refuses what is no workbook, has a password, or goes over the limits (20 MB, 200,000 rows unless told). What was
 * handed over before a refusal is of a file that cannot be trusted.
 */
export async function streamExcel(
  bytes: Uint8Array,
  sink: SheetSink,
  limits: ExcelLimits = {},
): Promise<void> {
  const { sheetName, maxBytes = 20 * 1024 * 1024, maxRows = 200_000 } = limits
  if (bytes.length > maxBytes) {
    refuse(
      'too-large',
      `ファイルが大きすぎます。${Math.floor(maxBytes / 1024 / 1024)}MB以下に分けてください。`,
    )
  }
  refuseUnlikely(bytes)
  const thread = startThread({ bytes, sheetName, maxRows })
  try {
    for (;;) {
      const answer = await thread.next()
      if ('done' in answer) return
      if ('refused' in answer) throw new Refusal(answer.refused.code, answer.refused.message)
      await ('heading' in answer ? sink.heading(answer.heading) : sink.stretch(answer.stretch))
      thread.taken()
      collectGarbage()
    }
  } finally {
    await thread.stop()
  }
}

type Thread = { next(): Promise<ReadAnswer>; taken(): void; stop(): Promise<void> }

function startThread(workerData: ReadOrder): Thread {
  const worker = new Worker(new URL('./excel-worker.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
    // What the library prints about a broken file is of no use to anybody.
    stdout: true,
    stderr: true,
  })
  const answers = on(worker, 'message', { close: ['exit'] })
  let left = timeLimitMs
  return {
    /** The next answer. Any end of the thread without one (error, memory, time) is a broken file. */
    next: async () => {
      const asked = performance.now()
      const timer = setTimeout(() => void worker.terminate(), left)
      try {
        const { value, done } = await answers.next()
        if (done === true) throw new Error('the reading thread ended without an answer')
        const [answer]: ReadAnswer[] = value
        if (answer === undefined) throw new Error('the reading thread said nothing')
        return answer
      } catch (error) {
        return refuseBroken(error)
      } finally {
        clearTimeout(timer)
        left = Math.max(0, left - (performance.now() - asked))
      }
    },
    taken: () => worker.postMessage('taken'),
    stop: async () => {
      await worker.terminate()
    },
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
