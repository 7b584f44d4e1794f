import { stringify } from 'csv-stringify/sync'
import { codePointName } from '#ground/words/text.ts'
import { cp932Character, encodeCp932 } from './cp932.ts'
import { defuse } from './csv-formula.ts'
import type { LostCharacter, Table } from './sheet.ts'

export { type CsvEncoding, type CsvLimits, readCsv, streamCsv } from './csv-read.ts'
export { defuse, isFormulaLike, undefuse } from './csv-formula.ts'

/** Encodings a CSV file is written in: UTF-8 with BOM, which Excel opens rightly, or CP932. */
export type WrittenEncoding = 'utf-8' | 'cp932'

/** Bytes of a CSV file, with the characters the encoding could not hold. */
export type CsvPiece = { readonly bytes: Uint8Array; readonly lost: readonly LostCharacter[] }

/**
 * Writes a table as CSV with CRLF: UTF-8 with BOM (unless told), which Excel opens rightly, or CP932. What
 * Excel would run as a formula is defused by an apostrophe that `readCsv` takes away again. Characters
 * that the encoding cannot hold are listed in `lost` with their place, never replaced in silence.
 */
export function writeCsv(table: Table, options: { encoding?: WrittenEncoding } = {}): CsvPiece {
  return csvPieces(table.header, options.encoding)(table.rows)
}

/** The same piece by piece, for tables that come in stretches: the first piece begins with the heading. */
export function csvPieces(
  header: readonly string[],
  encoding: WrittenEncoding = 'utf-8',
): (rows: readonly (readonly string[])[]) => CsvPiece {
  const writable = encoding === 'cp932' ? cp932Character : utf8Character
  let written = 0
  return (rows) => {
    const lines = written === 0 ? [header, ...rows] : rows
    const text = stringify(
      lines.map((cells) => cells.map(defuse)),
      { record_delimiter: '\r\n', quoted_match: /[\r\n\t]|^\s|\s$|^$/u },
    )
    const lost = lines.flatMap((cells, index) => lostIn(cells, header, written + index + 1, writable))
    const bytes =
      encoding === 'cp932'
        ? encodeCp932(text)
        : new TextEncoder().encode(written === 0 ? `\ufeff${text}` : text)
    written += lines.length
    return { bytes, lost }
  }
}

/** Half a surrogate pair is the only thing UTF-8 cannot hold. */
function utf8Character(character: string): string {
  return character.isWellFormed() ? character : '\ufffd'
}

// What every encoding holds; most cells of a table are such, or have no half of a pair.
const plainText = /^[\n\r\t\u0020-\u007e]*$/u

function lostIn(
  cells: readonly string[],
  header: readonly string[],
  line: number,
  writable: (character: string) => string,
): LostCharacter[] {
  const lost: LostCharacter[] = []
  for (const [index, cell] of cells.entries()) {
    if (plainText.test(cell) || (writable === utf8Character && cell.isWellFormed())) continue
    for (const character of cell) {
      const writtenAs = writable(character)
      if (writtenAs === character) continue
      const codePoint = codePointName(character.codePointAt(0) ?? 0)
      lost.push({ line, column: header[index] ?? '', character, codePoint, writtenAs })
    }
  }
  return lost
}
