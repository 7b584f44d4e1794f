import { createReadStream } from 'node:fs'
import { mkdir, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'

/** A checkpoint as it was written down outside the database: when, and the whole signed note. */
export type WitnessRecord = { readonly at: string; readonly note: string }

/** A line of a witness file that says nothing readable. */
export type WitnessFault = { readonly line: number; readonly fault: 'unreadable' }

/**
 * Appends a checkpoint to the witness file, one JSON object per line, and returns when it is on the disk. A last
 * line that a crash cut short was never complete and is dropped first; its checkpoint is written again.
 */
export async function appendWitness(path: string, record: WitnessRecord): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await dropTornLine(path)
  const file = await open(path, 'a', 0o644)
  try {
    await file.appendFile(`${JSON.stringify({ at: record.at, note: record.note })}\n`)
    await file.datasync()
  } finally {
    await file.close()
  }
}

/** Longer than any record: where the end of the file is looked at. */
const TAIL = 64 * 1024

async function dropTornLine(path: string): Promise<void> {
  const size = await sizeOf(path)
  if (size === 0) return
  const file = await open(path, 'r+')
  try {
    const tail = Buffer.alloc(Math.min(size, TAIL))
    await file.read(tail, 0, tail.length, size - tail.length)
    const complete = tail.lastIndexOf(0x0a) + 1
    if (complete < tail.length) await file.truncate(size - tail.length + complete)
  } finally {
    await file.close()
  }
}

async function endsTorn(path: string): Promise<boolean> {
  const size = await sizeOf(path)
  if (size === 0) return false
  const file = await open(path, 'r')
  try {
    const last = Buffer.alloc(1)
    await file.read(last, 0, 1, size - 1)
    return last[0] !== 0x0a
  } finally {
    await file.close()
  }
}

/** The last readable record of the witness file, or null. Reads only the end of the file. */
export async function lastWitness(path: string): Promise<WitnessRecord | null> {
  const size = await sizeOf(path)
  if (size === 0) return null
  const file = await open(path, 'r')
  try {
    const tail = Buffer.alloc(Math.min(size, TAIL))
    await file.read(tail, 0, tail.length, size - tail.length)
    const lines = tail.toString('utf8').split('\n')
    return lines.map(parseRecord).findLast((record) => record !== null) ?? null
  } finally {
    await file.close()
  }
}

/**
 * Streams a witness file from its beginning. A last line without its newline is a write that a crash cut short
 * and is passed over; any other unreadable line is reported. A missing file is null: not the same as no records.
 */
export async function readWitness(path: string): Promise<AsyncIterable<WitnessRecord | WitnessFault> | null> {
  if ((await sizeOf(path, null)) === null) return null
  return streamWitness(path)
}

async function* streamWitness(path: string): AsyncGenerator<WitnessRecord | WitnessFault> {
  const torn = await endsTorn(path)
  // Nothing may be awaited between making the interface and reading it: its lines would be lost.
  const lines = createInterface({
    input: createReadStream(path, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  let pending: { line: number; text: string } | null = null
  let line = 0
  for await (const text of lines) {
    line++
    if (pending !== null) yield parseRecord(pending.text) ?? { line: pending.line, fault: 'unreadable' }
    pending = { line, text }
  }
  if (pending === null) return
  const record = parseRecord(pending.text)
  if (record !== null) yield record
  else if (!torn) yield { line: pending.line, fault: 'unreadable' }
}

function parseRecord(text: string): WitnessRecord | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
  if (typeof value !== 'object' || value === null || !('at' in value) || !('note' in value)) return null
  const { at, note } = value
  return typeof at === 'string' && typeof note === 'string' ? { at, note } : null
}

async function sizeOf(path: string): Promise<number>
async function sizeOf<Missing>(path: string, missing: Missing): Promise<number | Missing>
async function sizeOf(path: string, missing: unknown = 0): Promise<unknown> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return missing
    throw error
  }
}
