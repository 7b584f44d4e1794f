import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '#ground/errors/refusal.ts'
import { readHere } from './formats.ts'
import type { ReadAnswer, ReadOrder } from './thread.ts'

/* The thread in which a file is read: started for one file, and gone with it. */

async function answer(): Promise<ReadAnswer> {
  const { format, bytes, file }: ReadOrder = workerData
  try {
    return { reading: await readHere(format, bytes, file) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { refused: { code: error.code, message: error.message } }
  }
}

parentPort?.postMessage(await answer())
