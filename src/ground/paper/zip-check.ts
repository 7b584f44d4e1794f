import { crc32, inflateRawSync } from 'node:zlib'

const endMark = 0x06054b50
const entryMark = 0x02014b50
const localMark = 0x04034b50

type ZipEntry = {
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly unpacked: number
  readonly at: number
}

/** The central directory of a ZIP, or undefined if the bytes are none. */
function zipEntries(bytes: Uint8Array): ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === undefined) return undefined
  let at = view.getUint32(end + 16, true)
  const entries: ZipEntry[] = []
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== entryMark) return undefined
    entries.push({
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    })
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
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
  return zipEntries(bytes)?.reduce((sum, entry) => sum + entry.unpacked, 0)
}

/**
 * Whether every entry unpacks to exactly the size and CRC-32 it declares. The Excel library does not
 * compare them, and would hand on an altered value as if it were the sender's.
 */
export function isWholeZip(bytes: Uint8Array): boolean {
  const entries = zipEntries(bytes)
  return entries !== undefined && entries.length > 0 && entries.every((entry) => isWhole(bytes, entry))
}

function isWhole(bytes: Uint8Array, entry: ZipEntry): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (entry.at + 30 > bytes.length || view.getUint32(entry.at, true) !== localMark) return false
  const from = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true)
  const packed = bytes.subarray(from, from + entry.packed)
  if (packed.length !== entry.packed) return false
  const content = unpack(packed, entry)
  return content !== undefined && content.length === entry.unpacked && crc32(content) === entry.crc
}

function unpack(packed: Uint8Array, { method, unpacked }: ZipEntry): Uint8Array | undefined {
  if (method === 0) return packed
  if (method !== 8) return undefined
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, unpacked) })
  } catch (error) {
    // Broken data and data longer than declared both end here; any other error is ours.
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}
