import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '#ground/errors/refusal.ts'
import { streamBook } from './excel-book.ts'
import type { ReadAnswer, ReadOrder } from './excel-read.ts'

/* The thread in which `streamExcel` reads: started for one file, and gone with it. */

const { bytes, sheetName, maxRows }: ReadOrder = workerData

/** Parts handed over and not yet taken, at most: while one is worked on, the next is read. */
const mostWaiting = 2
let free = mostWaiting
let wake: (() => void) | undefined

parentPort?.on('message', () => {
  free += 1
  wake?.()
})

async function handOver(answer: ReadAnswer): Promise<void> {
  while (free === 0) await new Promise<void>((resolve) => (wake = resolve))
  free -= 1
  parentPort?.postMessage(answer)
}

async function read(): Promise<ReadAnswer> {
  try {
    await streamBook(
      bytes,
      { name: sheetName, maxRows },
      {
        heading: (heading) => handOver({ heading }),
        stretch: (stretch) => handOver({ stretch }),
      },
    )
    return { done: true }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { refused: { code: error.code, message: error.message } }
  }
}

parentPort?.postMessage(await read())
