// Breaks files in every way chance finds, and sees that each is read without loss or refused in words.
import { unzipSync, zipSync } from 'fflate'
import { Refusal } from '#ground/errors/refusal.ts'
import { lostOrDoubled } from '../reading/conservation.ts'
import { readPolicy } from '../reading/read.ts'
import { ANNEX, asPdf, asPlainPage, asReikiPage, asText, asWord, layouts } from './layouts-example.ts'
import { sourceOf } from './source-of.ts'

export type Tried = { readonly name: string; readonly step: number; readonly seed: number }
export type FuzzResult = {
  readonly tried: number
  readonly read: number
  readonly refused: number
  /** Milliseconds of the slowest file. */
  readonly slowest: number
  readonly failure: { readonly tried: Tried; readonly bytes: Uint8Array; readonly error: unknown } | null
}

/** Numbers that look like chance and come again with the same seed (mulberry32). */
function chanceFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

const BITS = [
  '第1条', '第2', '(1)', 'ア', '(ア)', '附則', '別表第1', '様式第1号', '目次', '\n', '\t', '　', '①', '・', '- 3 -', '。', '、',
  '<table>', '</td>', '<tr><td>', '<ol><li>', '</p>', '<br>', '&#x110000;', '&nbsp', '<!--', '<script>', '<pre>', '\u{2000b}', '\u3099', '\ufeff',
  'class="num"', '<span class="num">第3条</span>', '<div class="article">', '<h2>', '職員は、許可を得る。', '1', '2-1', '\f', '\r',
] // prettier-ignore

/** Small files of every format, from which the broken ones are made. */
async function wholeFiles(): Promise<{ name: string; bytes: Uint8Array; slow: boolean }[]> {
  const files: { name: string; bytes: Uint8Array; slow: boolean }[] = []
  for (const layout of layouts) {
    const parts = [...layout.parts, ...ANNEX]
    files.push(
      { name: 'a.txt', bytes: asText(parts), slow: false },
      { name: 'a.html', bytes: asReikiPage(parts), slow: false },
      { name: 'b.html', bytes: asPlainPage(parts), slow: false },
      { name: 'a.docx', bytes: asWord({ ...layout, parts }), slow: false },
      { name: 'a.pdf', bytes: await asPdf(parts), slow: true },
    )
  }
  return files
}

/**
 * Tries broken files for so many seconds.
 * The same seed tries the same files in the same order.
 */
export async function fuzzSources(seconds: number, seed: number): Promise<FuzzResult> {
  const chance = chanceFrom(seed)
  const whole = await wholeFiles()
  const result = { tried: 0, read: 0, refused: 0, slowest: 0 }
  const end = performance.now() + seconds * 1000
  for (let step = 0; performance.now() < end; step += 1) {
    // A PDF takes a thread of its own: one of a hundred is enough.
    const quick = whole.filter((file) => !file.slow)
    const from = step % 100 === 99 ? whole.filter((file) => file.slow) : quick
    const file = from[chance(from.length)]
    if (file === undefined) throw new TypeError('there are no files to break')
    const bytes = chance(8) === 0 ? chaos(chance) : brokenFile(file, whole, chance)
    const started = performance.now()
    try {
      const source = await sourceOf(bytes, file.name)
      const reading = readPolicy(source.text, source.hints)
      const wrong = lostOrDoubled(source.text, reading)
      if (wrong.length > 0) throw new Error(`lost or doubled at ${wrong.slice(0, 5).join(', ')}`)
      demandSoundHints(source.text, source.hints)
      result.read += 1
    } catch (error) {
      if (!(error instanceof Refusal) || !/[ぁ-ん]/.test(error.message)) {
        return { ...result, failure: { tried: { name: file.name, step, seed }, bytes, error } }
      }
      result.refused += 1
    }
    result.tried += 1
    result.slowest = Math.max(result.slowest, performance.now() - started)
    // Let timers and signals in.
    if (step % 50 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  return { ...result, failure: null }
}

function demandSoundHints(text: string, hints: Awaited<ReturnType<typeof sourceOf>>['hints']): void {
  if (hints === null) return
  const spans = [
    ...hints.asides.map((a) => a.span),
    ...hints.labels.map((l) => l.span),
    ...hints.headings.map((h) => h.span),
    ...hints.captions,
    ...hints.tables.flatMap((t) => [
      t.span,
      ...t.rows.flatMap((r) => [r.span, ...r.cells.map((c) => c.span)]),
    ]),
  ]
  for (const [start, end] of spans) {
    const inside = 0 <= start && start < end && end <= text.length
    if (!inside || text.slice(start, end).trim().length !== end - start) {
      throw new Error(`a hint points at ${start}-${end}`)
    }
  }
}

/** A broken file; of a Word file mostly its parts, since a broken archive is refused before anything in it is read. */
function brokenFile(
  file: { readonly name: string; readonly bytes: Uint8Array },
  whole: readonly { readonly bytes: Uint8Array }[],
  chance: (below: number) => number,
): Uint8Array {
  if (!file.name.endsWith('.docx') || chance(4) === 0) return broken(file.bytes, whole, chance)
  const parts = unzipSync(file.bytes)
  const others = Object.values(parts).map((part) => ({ bytes: part }))
  for (const [name, part] of Object.entries(parts)) {
    if (chance(2) === 0) parts[name] = Uint8Array.from(broken(part, others, chance))
  }
  return zipSync(parts, { level: 1 })
}

/** Words, labels and markup in any order. */
function chaos(chance: (below: number) => number): Uint8Array {
  const head = chance(2) === 0 ? '<html><body>' : ''
  const parts = Array.from({ length: chance(200) }, () => BITS[chance(BITS.length)] ?? '')
  return new TextEncoder().encode(head + parts.join(''))
}

function broken(
  bytes: Uint8Array,
  whole: readonly { readonly bytes: Uint8Array }[],
  chance: (below: number) => number,
): Uint8Array {
  let out = Uint8Array.from(bytes)
  for (let times = chance(4); times >= 0; times -= 1) {
    const at = chance(out.length + 1)
    const length = chance(64)
    switch (chance(7)) {
      case 0:
        for (let i = 0; i < 1 + (length % 8); i += 1) out[chance(Math.max(1, out.length))] = chance(256)
        break
      case 1:
        out = Uint8Array.from([...out.subarray(0, at), ...out.subarray(at + length)])
        break
      case 2:
        out = Uint8Array.from([...out.subarray(0, at), ...out.subarray(at, at + length), ...out.subarray(at)])
        break
      case 3:
        out = out.slice(0, at)
        break
      case 4: {
        const bit = new TextEncoder().encode(BITS[chance(BITS.length)] ?? '')
        out = Uint8Array.from([...out.subarray(0, at), ...bit, ...out.subarray(at)])
        break
      }
      case 5: {
        const other = whole[chance(whole.length)]?.bytes ?? out
        const begin = chance(other.length)
        out = Uint8Array.from([
          ...out.subarray(0, at),
          ...other.subarray(begin, begin + 200),
          ...out.subarray(at),
        ])
        break
      }
      default:
        for (let i = at; i < Math.min(out.length, at + length); i += 1) out[i] = 0
    }
  }
  return out
}
