import { Worker } from 'node:worker_threads'
import { Refusal, refuse, type RefusalCode } from '#ground/errors/refusal.ts'
import type { FormatReading, SourceFormat } from './source.ts'

/** What the thread is given. */
export type ReadOrder = {
  readonly format: Exclude<SourceFormat, 'text'>
  readonly bytes: Uint8Array
  readonly file: string
}

/** What the thread answers: the text, or the refusal that it met. */
export type ReadAnswer =
  | { readonly reading: FormatReading }
  | { readonly refused: { readonly code: RefusalCode; readonly message: string } }

const MEMORY_MEGABYTES = 1024
const TIME_LIMIT_MS = 60_000

/**
 * Reads a file in a thread of its own with bounded memory and time, so that no file, however made, stops the house or
 * keeps others waiting.
 * @throws Refusal for what cannot be read, is broken, or takes too long.
 */
export async function readInThread(
  format: ReadOrder['format'],
  bytes: Uint8Array,
  file: string,
): Promise<FormatReading> {
  const order: ReadOrder = { format, bytes: Uint8Array.from(bytes), file }
  const worker = new Worker(new URL('./thread-worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MEGABYTES },
    // What the library prints about a broken file is of no use to anybody.
    stdout: true,
    stderr: true,
  })
  let late = false
  const timer = setTimeout(() => {
    late = true
    void worker.terminate()
  }, TIME_LIMIT_MS)
  try {
    const answer = await new Promise<ReadAnswer>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) => reject(new Error(`the reading thread ended without an answer (${code})`)))
    })
    if ('refused' in answer) throw new Refusal(answer.refused.code, answer.refused.message)
    return answer.reading
  } catch (error) {
    if (error instanceof Refusal) throw error
    if (late) {
      return refuse(
        'too-large',
        `${file}は複雑すぎて、時間内に読み取れませんでした。規程ごとに分けて保存し直してください。`,
      )
    }
    return refuse(
      'invalid',
      `${file}は壊れているか、途中で切れています。開けるか確かめ、元の文書から保存し直してください。`,
      { cause: error },
    )
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
