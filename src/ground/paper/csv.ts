import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { refuse } from '#ground/errors/refusal.ts'
import { codePointName } from '#ground/words/text.ts'
import { cp932Character, decodeCp932, encodeCp932 } from './cp932.ts'
import {
  fitRow,
  isBlank,
  type LostCharacter,
  type RawRow,
  readHeader,
  type Sheet,
  type SheetProblem,
  type SheetRow,
  type Table,
} from './sheet.ts'

export type CsvEncoding = 'utf-8' | 'utf-16' | 'cp932'
export type CsvLimits = { readonly maxBytes?: number; readonly maxRows?: number }

const newline = /\r\n|\n|\r/gu

/** A cell that Excel would take for a formula when it opens the file. Plain numbers and a lone sign are none. */
const formulaStart = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u
const plainNumber = /^[-+\uff0d\uff0b](?:\d[\d,]*(?:\.\d+)?)?$/u

/** Whether Excel would run the text as a formula (=, +, -, @ at the start, also full width). */
export function isFormulaLike(text: string): boolean {
  return formulaStart.test(text) && !plainNumber.test(text)
}

/** Puts an apostrophe before what Excel would run; `undefuse` takes exactly that one away again. */
export function defuse(text: string): string {
  const bare = text.replace(/^'+/u, '')
  return isFormulaLike(bare) ? `'${text}` : text
}

/** The text before `defuse`. */
export function undefuse(text: string): string {
  return text.startsWith("'") && isFormulaLike(text.replace(/^'+/u, '')) ? text.slice(1) : text
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
  const { maxBytes = 20 * 1024 * 1024, maxRows = 200_000 } = limits
  if (bytes.length > maxBytes) {
    refuse(
      'too-large',
      `ファイルが大きすぎます。${Math.floor(maxBytes / 1024 / 1024)}MB以下に分けてください。`,
    )
  }
  const { text, encoding, lossy } = decode(bytes)
  if (text.trim() === '')
    refuse('invalid', 'ファイルの中身が空です。見出しの行と1行以上の内容を入れてください。')
  if (text.includes('\0')) {
    refuse(
      'unsupported',
      'CSVとして読み取れないファイルです。Excelで「CSV UTF-8」の形式で保存し直してください。',
    )
  }
  const { records, problems } = parseRecords(text, text.length > 0 && isTabbed(text) ? '\t' : ',')
  if (records.length > maxRows) {
    refuse('too-large', `行が多すぎます。${maxRows.toLocaleString('ja-JP')}行以下に分けてください。`)
  }
  return { ...toSheet(records, problems, lossy), encoding }
}

/** `lossy`: bytes that were no character stand in the text as U+FFFD. */
type Decoded = { text: string; encoding: CsvEncoding; lossy: boolean }

function decode(bytes: Uint8Array): Decoded {
  const [first, second, third] = bytes
  const utf16 = first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-16be'
  if (utf16 === 'utf-16le' || (first === 0xfe && second === 0xff)) {
    const text = new TextDecoder(utf16).decode(bytes)
    return { text, encoding: 'utf-16', lossy: text.includes('\ufffd') }
  }
  const whole = decodeUtf8(bytes)
  if (whole !== undefined) return { text: whole, encoding: 'utf-8', lossy: false }
  const hasBom = first === 0xef && second === 0xbb && third === 0xbf
  return hasBom
    ? { text: new TextDecoder('utf-8').decode(bytes), encoding: 'utf-8', lossy: true }
    : { text: decodeCp932(bytes), encoding: 'cp932', lossy: true }
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

function isTabbed(text: string): boolean {
  const firstLine = text.slice(0, Math.max(0, text.search(/[\r\n]|$/u)))
  return firstLine.includes('\t') && !firstLine.includes(',')
}

/** Splits into records; behind a broken one it takes up again at the next line. */
function parseRecords(text: string, delimiter: string): { records: RawRow[]; problems: SheetProblem[] } {
  const lineStarts = [0, ...Array.from(text.matchAll(newline), (match) => match.index + match[0].length)]
  const records: RawRow[] = []
  const problems: SheetProblem[] = []
  let line = 1
  while (line <= lineStarts.length) {
    const base = line - 1
    let end = base
    try {
      parse(text.slice(lineStarts[base] ?? text.length), {
        delimiter,
        relax_column_count: true,
        record_delimiter: ['\r\n', '\n', '\r'],
        onRecord: (cells: string[]) => {
          records.push({ line: end + 1, cells })
          end += 1 + newlinesIn(cells)
          return null
        },
      })
      break
    } catch (error) {
      line = end + 1
      problems.push(brokenRecord(error, line))
      if (problems.length >= 100) {
        problems.push({
          line,
          at: `${line}行以後`,
          message: '誤りが多すぎるため、ここから後は読み取っていません。',
        })
        break
      }
      line += 1
    }
  }
  return { records, problems }
}

/** Line breaks inside quotes; the library counts CRLF there as two. */
function newlinesIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + Array.from(cell.matchAll(newline)).length, 0)
}

function brokenRecord(error: unknown, line: number): SheetProblem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const isQuote = typeof code === 'string' && /QUOTE/u.test(code)
  if (!isQuote) throw error
  const why =
    code === 'CSV_QUOTE_NOT_CLOSED'
      ? '引用符「"」が閉じられていません。'
      : '引用符「"」の使い方が正しくありません。'
  return {
    line,
    at: `${line}行`,
    message: `${why}値の中の「"」は「""」と2つ重ね、値の全体を「"」で囲んでください。`,
  }
}

function toSheet(records: readonly RawRow[], broken: readonly SheetProblem[], lossy: boolean): Sheet {
  const [first, ...others] = records
  if (first === undefined || isBlank(first)) {
    refuse('invalid', '1行目に見出しがありません。1行目に列の名前を入れてください。', { problems: broken })
  }
  const { header, problems: headerProblems } = readHeader(first)
  const problems = [...headerProblems, ...broken]
  const warnings: SheetProblem[] = []
  const blankLines: number[] = []
  const rows: SheetRow[] = []
  for (const raw of others) {
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
  return { header, rows, blankLines, problems, warnings }
}

function placeOf(line: number, column: string | undefined): string {
  return `${line}行 ${column ?? ''}`.trimEnd()
}

/**
 * Writes a table as CSV with CRLF: UTF-8 with BOM (unless told), which Excel opens rightly, or CP932. What
 * Excel would run as a formula is defused by an apostrophe that `readCsv` takes away again. Characters
 * that the encoding cannot hold are listed in `lost` with their place, never replaced in silence.
 */
export function writeCsv(
  table: Table,
  options: { encoding?: 'utf-8' | 'cp932' } = {},
): { readonly bytes: Uint8Array; readonly lost: readonly LostCharacter[] } {
  const { encoding = 'utf-8' } = options
  const lines = [table.header, ...table.rows]
  const text = stringify(
    lines.map((cells) => cells.map(defuse)),
    { record_delimiter: '\r\n', quoted_match: /[\r\n\t]|^\s|\s$|^$/u },
  )
  const writable = encoding === 'cp932' ? cp932Character : utf8Character
  const lost = lines.flatMap((cells, index) => lostIn(cells, table.header, index + 1, writable))
  const bytes = encoding === 'cp932' ? encodeCp932(text) : new TextEncoder().encode(`\ufeff${text}`)
  return { bytes, lost }
}

/** Half a surrogate pair is the only thing UTF-8 cannot hold. */
function utf8Character(character: string): string {
  return character.isWellFormed() ? character : '\ufffd'
}

function lostIn(
  cells: readonly string[],
  header: readonly string[],
  line: number,
  writable: (character: string) => string,
): LostCharacter[] {
  const lost: LostCharacter[] = []
  for (const [index, cell] of cells.entries()) {
    for (const character of cell) {
      const writtenAs = writable(character)
      if (writtenAs === character) continue
      const codePoint = codePointName(character.codePointAt(0) ?? 0)
      lost.push({ line, column: header[index] ?? '', character, codePoint, writtenAs })
    }
  }
  return lost
}
