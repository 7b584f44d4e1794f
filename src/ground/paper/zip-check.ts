import { crc32, createInflateRaw } from 'node:zlib'
import { collectGarbage } from '#ground/memory/garbage.ts'

const endMark = 0x06054b50
const entryMark = 0x02014b50
const localMark = 0x04034b50

type ZipEntry = {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly unpacked: number
  readonly at: number
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const nameAt = (bytes: Uint8Array, at: number, length: number): string =>
  new TextDecoder().decode(bytes.subarray(at, at + length))

type Directory = { readonly at: number; readonly entries: readonly ZipEntry[] }

/** The central directory of a ZIP, or undefined if the bytes are none. */
function directoryOf(bytes: Uint8Array): Directory | undefined {
  const view = viewOf(bytes)
  const end = findEnd(view)
  if (end === undefined) return undefined
  const start = view.getUint32(end + 16, true)
  let at = start
  const entries: ZipEntry[] = []
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== entryMark) return undefined
    const nameLength = view.getUint16(at + 28, true)
    entries.push({
      name: nameAt(bytes, at + 46, nameLength),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return { at: start, entries }
}

/** The end record lies in the last 64 KB, before a comment. */
function findEnd(view: DataView): number | undefined {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === endMark) return at
  }
  return undefined
}

/** How many bytes a ZIP says it holds when unpacked; undefined if it is no ZIP. Reads the directory only. */
export function unpackedSize(bytes: Uint8Array): number | undefined {
  return directoryOf(bytes)?.entries.reduce((sum, entry) => sum + entry.unpacked, 0)
}

/** Sees what an entry holds, piece by piece, in order. */
export type Look = (piece: Uint8Array) => void

/**
 * Whether every entry unpacks to exactly the size and CRC-32 it declares, under the name the directory has for it. The
 * Excel library does not compare them, and would hand on an altered value as if it were the sender's. Nothing is held
 * unpacked; `look` may see the entries it wants on the way.
 */
export async function isWholeZip(
  bytes: Uint8Array,
  look: (name: string) => Look | undefined = () => undefined,
): Promise<boolean> {
  const entries = directoryOf(bytes)?.entries ?? []
  for (const entry of entries) if (!(await isWhole(bytes, entry, look(entry.name)))) return false
  return entries.length > 0
}

async function isWhole(bytes: Uint8Array, entry: ZipEntry, look: Look | undefined): Promise<boolean> {
  const view = viewOf(bytes)
  if (entry.at + 30 > bytes.length || view.getUint32(entry.at, true) !== localMark) return false
  const nameLength = view.getUint16(entry.at + 26, true)
  if (nameAt(bytes, entry.at + 30, nameLength) !== entry.name) return false
  const from = entry.at + 30 + nameLength + view.getUint16(entry.at + 28, true)
  const packed = bytes.subarray(from, from + entry.packed)
  if (packed.length !== entry.packed) return false
  let size = 0
  let sum = 0
  try {
    for await (const piece of unpacked(packed, entry.method)) {
      size += piece.length
      if (size > entry.unpacked) return false
      sum = crc32(piece, sum)
      look?.(piece)
      collectGarbage()
    }
  } catch (error) {
    // Broken data ends here; any other error is ours.
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
  return (entry.method === 0 || entry.method === 8) && size === entry.unpacked && sum === entry.crc
}

const pieceBytes = 256 * 1024

async function* unpacked(packed: Uint8Array, method: number): AsyncGenerator<Uint8Array> {
  if (method === 0) yield packed
  if (method !== 8) return
  const inflate = createInflateRaw({ chunkSize: pieceBytes })
  inflate.end(packed)
  for await (const piece of inflate) {
    if (piece instanceof Uint8Array) yield piece
  }
}

/** Names of the entries; none if the bytes are no ZIP. */
export const entryNames = (bytes: Uint8Array): string[] =>
  (directoryOf(bytes)?.entries ?? []).map((entry) => entry.name)

/**
 * The bytes of a ZIP in pieces, with the entries that are wanted `last` behind the others, whatever their order in the
 * file: for whoever reads front to back and needs some entries to understand the others.
 */
export function* inOrder(bytes: Uint8Array, last: (name: string) => boolean): Generator<Uint8Array> {
  const directory = directoryOf(bytes)
  if (directory === undefined) return
  const entries = directory.entries.toSorted((a, b) => a.at - b.at)
  const parts = entries.map(({ name, at }, place) => ({
    name,
    from: at,
    to: entries[place + 1]?.at ?? directory.at,
  }))
  const ordered = [...parts.filter(({ name }) => !last(name)), ...parts.filter(({ name }) => last(name))]
  for (const { from, to } of [...ordered, { from: directory.at, to: bytes.length }]) {
    for (let at = from; at < to; at += pieceBytes) yield bytes.subarray(at, Math.min(to, at + pieceBytes))
  }
}
