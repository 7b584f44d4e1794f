import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '#ground/errors/refusal.ts'
import { readBook } from './excel-book.ts'
import type { ReadAnswer, ReadOrder } from './excel-read.ts'

/* The thread in which `readExcel` reads: started for one file, and gone with it. */

const { bytes, sheetName, maxRows }: ReadOrder = workerData

async function read(): Promise<ReadAnswer> {
  try {
    return { sheet: await readBook(bytes, sheetName, maxRows) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { refused: { code: error.code, message: error.message } }
  }
}

parentPort?.postMessage(await read())
