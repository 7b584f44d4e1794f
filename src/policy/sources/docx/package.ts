import { Inflate } from 'fflate'
import { crc32 } from 'node:zlib'
import { refuse } from '#ground/errors/refusal.ts'

const END_MARK = 0x06054b50
const ENTRY_MARK = 0x02014b50
const LOCAL_MARK = 0x04034b50

const MOST_ENTRIES = 10_000
/** Bytes of one part, and of all parts together, that are ever unpacked. */
const MOST_OF_PART = 48 * 1024 * 1024
const MOST_OF_ALL = 96 * 1024 * 1024
/** One packed byte unpacks to a thousand at most: this much at a time can never outgrow the bound by far. */
const STEP = 4096

type Entry = {
  readonly name: string
  readonly method: number
  readonly secret: boolean
  readonly crc: number
  readonly packed: number
  readonly unpacked: number
  readonly at: number
}

/** The parts of a Word file; each is unpacked only when asked for, within bounds. */
export type Package = {
  /** The characters of a part, or null when there is none of that name. */
  readonly part: (name: string) => string | null
  readonly names: readonly string[]
}

/**
 * Opens a Word file. Nothing is unpacked yet.
 * @throws Refusal for a truncated file, for one with a password, and for one of too many parts.
 */
export function openPackage(bytes: Uint8Array, file: string): Package {
  const entries = directoryOf(bytes, file)
  const byName = new Map<string, Entry>()
  for (const entry of entries) {
    const name = entry.name.replaceAll('\\', '/').replace(/^\//, '')
    if (!byName.has(name.toLowerCase())) byName.set(name.toLowerCase(), entry)
  }
  if (entries.some((e) => e.secret)) {
    refuse('unsupported', `${file}にはパスワードが付いています。パスワードを外して保存し直してください。`)
  }
  let total = 0
  return {
    names: [...byName.keys()],
    part(name) {
      const entry = byName.get(name.replace(/^\//, '').toLowerCase())
      if (entry === undefined) return null
      const content = unpack(bytes, entry, file)
      total += content.length
      if (total > MOST_OF_ALL) refuseBomb(file)
      return characters(content, file)
    },
  }
}

function refuseBroken(file: string): never {
  return refuse(
    'invalid',
    `${file}は壊れているか、途中で切れています。元のファイルをワードで開けるか確かめ、もう一度保存してから選び直してください。`,
  )
}

function refuseBomb(file: string): never {
  return refuse(
    'too-large',
    `${file}は展開すると大きくなりすぎるため、読み込みません。ワードで開き、本文だけを新しい文書に写して保存し直してください。`,
  )
}

function directoryOf(bytes: Uint8Array, file: string): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === null) return refuseBroken(file)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count > MOST_ENTRIES) refuseBomb(file)
  const entries: Entry[] = []
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY_MARK) return refuseBroken(file)
    const length = view.getUint16(at + 28, true)
    entries.push({
      name: Buffer.from(bytes.subarray(at + 46, at + 46 + length)).toString('utf8'),
      secret: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    })
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** The end record lies in the last 64 KB, before a comment. */
function findEnd(view: DataView): number | null {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at -= 1) {
    if (view.getUint32(at, true) === END_MARK) return at
  }
  return null
}

function unpack(bytes: Uint8Array, entry: Entry, file: string): Uint8Array {
  if (entry.unpacked > MOST_OF_PART) refuseBomb(file)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (entry.at + 30 > bytes.length || view.getUint32(entry.at, true) !== LOCAL_MARK) return refuseBroken(file)
  const from = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true)
  const packed = bytes.subarray(from, from + entry.packed)
  if (packed.length !== entry.packed) return refuseBroken(file)
  const content =
    entry.method === 0
      ? packed
      : entry.method === 8
        ? inflate(packed, entry.unpacked, file)
        : refuseBroken(file)
  // What a part says of its size is only a claim; what came out of it must keep the claim.
  if (content.length !== entry.unpacked || crc32(content) !== entry.crc) return refuseBroken(file)
  return content
}

/** Inflates step by step, and stops as soon as more comes out than the file says. */
function inflate(packed: Uint8Array, most: number, file: string): Uint8Array {
  const chunks: Uint8Array[] = []
  let length = 0
  const stream = new Inflate((chunk) => {
    length += chunk.length
    if (length > most) refuseBroken(file)
    chunks.push(chunk)
  })
  try {
    for (let at = 0; at < packed.length; at += STEP) {
      stream.push(packed.subarray(at, at + STEP), at + STEP >= packed.length)
    }
  } catch (error) {
    // The library throws plain errors with a number for broken data; a refusal of ours has a code of words.
    if (error instanceof Error && 'code' in error && typeof error.code === 'number') return refuseBroken(file)
    throw error
  }
  return Buffer.concat(chunks)
}

function characters(content: Uint8Array, file: string): string {
  const text =
    content[0] === 0xff && content[1] === 0xfe
      ? new TextDecoder('utf-16le').decode(content)
      : content[0] === 0xfe && content[1] === 0xff
        ? new TextDecoder('utf-16be').decode(content)
        : new TextDecoder('utf-8').decode(content)
  // Word never writes them; a file that brings definitions of its own wants something else than to be read.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) {
    refuse(
      'unsupported',
      `${file}にはワードが使わない定義(XMLの実体)が入っているため、読み込みません。ワードで開き、名前を付けて保存し直してください。`,
    )
  }
  return text
}
