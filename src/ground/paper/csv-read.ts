import { isUtf8 } from 'node:buffer'
import { setImmediate } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import { refuse } from '#ground/errors/refusal.ts'
import { collectGarbage } from '#ground/memory/garbage.ts'
import { decodeCp932 } from './cp932.ts'
import { isFormulaLike, undefuse } from './csv-formula.ts'
import {
  fitRow,
  isBlank,
  keepSheet,
  type RawRow,
  readHeader,
  type Sheet,
  type SheetHeading,
  type SheetProblem,
  type SheetRow,
  type SheetSink,
  type SheetStretch,
} from './sheet.ts'

export type CsvEncoding = 'utf-8' | 'utf-16' | 'cp932'
export type CsvLimits = {
  readonly maxBytes?: number
  readonly maxRows?: number
  /** Bytes parsed at once, about: some thousand lines unless told. */
  readonly blockBytes?: number
}

/**
 * Reads a CSV file that somebody sent: UTF-8 with or without BOM, UTF-16 as Excel's "Unicode text", or
 * CP932, told apart by content; comma or tab. Leading zeros and line breaks inside quotes stay. A record
 * that cannot be read is a problem with its line, and reading goes on behind it.
 *
 * Refuses what is no table at all: empty, binary, over the limits (20 MB, 200,000 lines unless told).
 */
export function readCsv(
  bytes: Uint8Array,
  limits: CsvLimits = {},
): Sheet & { readonly encoding: CsvEncoding } {
  const { encoding, parts } = openCsv(bytes, limits)
  const { sink, whole } = keepSheet()
  for (const part of parts) {
    if ('header' in part) void sink.heading(part)
    else void sink.stretch(part)
  }
  return { ...whole(), encoding }
}

/** The same, handed over stretch by stretch; others get their turn between two stretches. */
export async function streamCsv(bytes: Uint8Array, sink: SheetSink, limits: CsvLimits = {}): Promise<void> {
  for (const part of openCsv(bytes, limits).parts) {
    await ('header' in part ? sink.heading(part) : sink.stretch(part))
    collectGarbage()
    await setImmediate()
  }
}

type Part = SheetHeading | SheetStretch

function openCsv(
  bytes: Uint8Array,
  limits: CsvLimits,
): { readonly encoding: CsvEncoding; readonly parts: Generator<Part> } {
  const { maxBytes = 20 * 1024 * 1024, maxRows = 200_000, blockBytes = 128 * 1024 } = limits
  if (bytes.length > maxBytes) {
    refuse(
      'too-large',
      `ファイルが大きすぎます。${Math.floor(maxBytes / 1024 / 1024)}MB以下に分けてください。`,
    )
  }
  const source = sourceOf(bytes)
  if (isOnlySpace(source))
    refuse('invalid', 'ファイルの中身が空です。見出しの行と1行以上の内容を入れてください。')
  if (source.bytes.includes(0)) {
    refuse(
      'unsupported',
      'CSVとして読み取れないファイルです。Excelで「CSV UTF-8」の形式で保存し直してください。',
    )
  }
  return { encoding: source.encoding, parts: partsOf(source, maxRows, blockBytes) }
}

/**
 * A file as bytes in which commas, tabs, quotes and line breaks are single bytes that occur as nothing else (UTF-8 and
 * CP932 are so), so that it can be cut behind any line and decoded piece by piece.
 */
type Source = {
  readonly bytes: Uint8Array
  readonly encoding: CsvEncoding
  /** Bytes that are no character stand in the text as U+FFFD. */
  readonly lossy: boolean
  readonly textOf: (piece: Uint8Array) => string
}

function sourceOf(bytes: Uint8Array): Source {
  const [first, second, third] = bytes
  const utf16 = first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-16be'
  if (utf16 === 'utf-16le' || (first === 0xfe && second === 0xff)) {
    const text = new TextDecoder(utf16).decode(bytes)
    const lossy = text.includes('\ufffd')
    return { bytes: Buffer.from(text), encoding: 'utf-16', lossy, textOf: utf8Text }
  }
  const hasBom = first === 0xef && second === 0xbb && third === 0xbf
  const plain = hasBom ? bytes.subarray(3) : bytes
  if (hasBom || isUtf8(bytes)) {
    return { bytes: plain, encoding: 'utf-8', lossy: !isUtf8(bytes), textOf: utf8Text }
  }
  return { bytes, encoding: 'cp932', lossy: true, textOf: decodeCp932 }
}

// Not TextDecoder, which takes away what looks like a BOM at the start of every piece.
const utf8Text = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('utf8')

const pieceBytes = 64 * 1024

function isOnlySpace({ bytes, textOf }: Source): boolean {
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    if (textOf(bytes.subarray(at, at + pieceBytes)).trim() !== '') return false
  }
  return true
}

const lineFeed = 0x0a
const carriageReturn = 0x0d
const tab = 0x09
const comma = 0x2c

function delimiterOf(bytes: Uint8Array): string {
  const firstLine = bytes.subarray(0, lineAfter(bytes, 0, 1))
  return firstLine.includes(tab) && !firstLine.includes(comma) ? '\t' : ','
}

const endsLine = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === lineFeed || (bytes[at] === carriageReturn && bytes[at + 1] !== lineFeed)

/** Where the line begins that is so many lines behind the one at `from`; the end of the file where there is none. */
function lineAfter(bytes: Uint8Array, from: number, lines: number): number {
  let at = from
  for (let left = lines; left > 0 && at < bytes.length; at += 1) if (endsLine(bytes, at)) left -= 1
  return at
}

const mostBroken = 100

type Records = { readonly records: readonly RawRow[]; readonly problems: readonly SheetProblem[] }

/** Splits into records, block by block; behind a broken one it takes up again at the next line. */
function* recordsOf({ bytes, textOf }: Source, blockBytes: number): Generator<Records> {
  const delimiter = delimiterOf(bytes)
  let at = 0
  let line = 1
  let size = blockBytes
  let broken = 0
  while (at < bytes.length) {
    const end = lineAfter(bytes, Math.min(at + size - 1, bytes.length), 1)
    const { records, next, fault } = parseBlock(textOf(bytes.subarray(at, end)), delimiter, line)
    at = fault === undefined ? end : lineAfter(bytes, at, next - line)
    line = next
    if (fault === undefined || (fault === openQuote && end < bytes.length)) {
      // A quote that is open where the block ends may be closed behind it: once more from its record, and longer.
      size = records.length > 0 ? blockBytes : size * 2
      if (records.length > 0) yield { records, problems: [] }
      continue
    }
    const problems = [brokenRecord(fault, line)]
    broken += 1
    if (broken >= mostBroken) {
      problems.push({
        line,
        at: `${line}行以後`,
        message: '誤りが多すぎるため、ここから後は読み取っていません。',
      })
    }
    yield { records, problems }
    if (broken >= mostBroken) return
    at = lineAfter(bytes, at, 1)
    line += 1
    size = blockBytes
  }
}

const openQuote = 'CSV_QUOTE_NOT_CLOSED'

type Block = {
  /** The records before the broken one, or all. */
  readonly records: RawRow[]
  /** The line behind them. */
  readonly next: number
  /** What is wrong with the quotes of the record that begins there. */
  readonly fault?: string
}

function parseBlock(text: string, delimiter: string, line: number): Block {
  const records: RawRow[] = []
  let next = line
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      onRecord: (cells: string[]) => {
        records.push({ line: next, cells })
        next += 1 + newlinesIn(cells)
        return null
      },
    })
    return { records, next }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (typeof code !== 'string' || !code.includes('QUOTE')) throw error
    return { records, next, fault: code }
  }
}

const newline = /\r\n|\n|\r/gu

/** Line breaks inside quotes; the library counts CRLF there as two. */
function newlinesIn(cells: readonly string[]): number {
  let count = 0
  for (const cell of cells) {
    if (cell.includes('\n') || cell.includes('\r')) count += cell.match(newline)?.length ?? 0
  }
  return count
}

function brokenRecord(fault: string, line: number): SheetProblem {
  const why =
    fault === openQuote ? '引用符「"」が閉じられていません。' : '引用符「"」の使い方が正しくありません。'
  return {
    line,
    at: `${line}行`,
    message: `${why}値の中の「"」は「""」と2つ重ね、値の全体を「"」で囲んでください。`,
  }
}

/** The heading, then the lines behind it. The first record that can be read is the heading. */
function* partsOf(source: Source, maxRows: number, blockBytes: number): Generator<Part> {
  let header: readonly string[] | undefined
  let count = 0
  const broken: SheetProblem[] = []
  for (const { records, problems } of recordsOf(source, blockBytes)) {
    count += records.length
    if (count > maxRows) {
      refuse('too-large', `行が多すぎます。${maxRows.toLocaleString('ja-JP')}行以下に分けてください。`)
    }
    if (header !== undefined) {
      yield stretchOf(header, records, problems, source.lossy)
      continue
    }
    const [first, ...others] = records
    if (first === undefined) {
      broken.push(...problems)
      continue
    }
    const heading = headingOf(first, [...broken, ...problems])
    header = heading.header
    yield { header, problems: [...heading.problems, ...broken] }
    yield stretchOf(header, others, problems, source.lossy)
  }
  if (header === undefined) headingOf(undefined, broken)
}

function headingOf(first: RawRow | undefined, broken: readonly SheetProblem[]): SheetHeading {
  if (first === undefined || isBlank(first)) {
    refuse('invalid', '1行目に見出しがありません。1行目に列の名前を入れてください。', { problems: broken })
  }
  return readHeader(first)
}

function stretchOf(
  header: readonly string[],
  records: readonly RawRow[],
  broken: readonly SheetProblem[],
  lossy: boolean,
): SheetStretch {
  const problems = [...broken]
  const warnings: SheetProblem[] = []
  const blankLines: number[] = []
  const rows: SheetRow[] = []
  for (const raw of records) {
    if (isBlank(raw)) {
      blankLines.push(raw.line)
      continue
    }
    const fitted = fitRow(raw, header.length)
    const undecoded = lossy ? raw.cells.findIndex((cell) => cell.includes('\ufffd')) : -1
    if ('problem' in fitted) {
      problems.push(fitted.problem)
    } else if (undecoded >= 0) {
      problems.push({
        line: raw.line,
        at: placeOf(raw.line, header[undecoded]),
        message: '文字として読み取れない部分があります。元の値を打ち直してください。',
        value: raw.cells[undecoded] ?? '',
      })
    } else {
      const { line, cells } = fitted.row
      for (const [index, cell] of cells.entries()) {
        if (!isFormulaLike(cell)) continue
        warnings.push({
          line,
          at: placeOf(line, header[index]),
          message: '数式と見なされる値です。文字としてそのまま取り込みます。',
          value: cell,
        })
      }
      rows.push({ line, cells: cells.map(undefuse) })
    }
  }
  problems.sort((a, b) => a.line - b.line)
  return { rows, blankLines, problems, warnings }
}

function placeOf(line: number, column: string | undefined): string {
  return `${line}行 ${column ?? ''}`.trimEnd()
}
