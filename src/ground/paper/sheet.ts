import type { Problem } from '#ground/errors/refusal.ts'

/** One record of a table that somebody sent, with the place where they find it again. */
export type SheetRow = {
  /** line of a CSV file, or row of an Excel sheet, where the record begins; the header counts */
  readonly line: number
  /** as many as the header has; text exactly as given, '' where empty */
  readonly cells: readonly string[]
}

export type SheetProblem = Problem & { readonly line: number }

/**
 * A table read from CSV or Excel. Every line after the header is in exactly one place: read (`rows`),
 * empty (`blankLines`) or unreadable (`problems`).
 */
export type Sheet = {
  readonly header: readonly string[]
  readonly rows: readonly SheetRow[]
  readonly blankLines: readonly number[]
  /** lines that could not be read and why; they are not in `rows` */
  readonly problems: readonly SheetProblem[]
  /** lines that are in `rows` but hold something worth a look (text that Excel would run as a formula) */
  readonly warnings: readonly SheetProblem[]
}

export type SheetHeading = { readonly header: readonly string[]; readonly problems: readonly SheetProblem[] }

/** The lines of a table behind those of the stretch before, each in exactly one place as in a `Sheet`. */
export type SheetStretch = Omit<Sheet, 'header'>

/**
 * Takes a table as it is read: the heading once, then stretch by stretch. The reader waits for each answer, so that no
 * more of a long table is in memory than the taker keeps.
 */
export type SheetSink = {
  heading(heading: SheetHeading): void | Promise<void>
  stretch(stretch: SheetStretch): void | Promise<void>
}

/** Lines a reader hands over at once, about. */
export const stretchLines = 1_000

/** Keeps a table whole, for readers of tables that are short. */
export function keepSheet(): { readonly sink: SheetSink; whole(): Sheet } {
  let header: readonly string[] = []
  const rows: SheetRow[] = []
  const blankLines: number[] = []
  const problems: SheetProblem[] = []
  const warnings: SheetProblem[] = []
  return {
    sink: {
      heading: (heading) => {
        header = heading.header
        problems.push(...heading.problems)
      },
      stretch: (stretch) => {
        for (const row of stretch.rows) rows.push(row)
        for (const line of stretch.blankLines) blankLines.push(line)
        for (const problem of stretch.problems) problems.push(problem)
        for (const warning of stretch.warnings) warnings.push(warning)
      },
    },
    whole: () => ({
      header,
      rows,
      blankLines,
      problems: problems.toSorted((a, b) => a.line - b.line),
      warnings,
    }),
  }
}

/** A table to write. */
export type Table = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }

/** A character that a format cannot hold, and what stands there instead. */
export type LostCharacter = {
  /** line of the table as written, from 1; the header is 1 */
  readonly line: number
  readonly column: string
  readonly character: string
  /** 'U+20BB7' */
  readonly codePoint: string
  readonly writtenAs: string
}

/** Reads the cell under a heading: `const cell = cellReader(sheet); cell(row, '氏名')`. */
export function cellReader(sheet: Sheet): (row: SheetRow, column: string) => string | undefined {
  const places = new Map(sheet.header.map((name, index) => [name, index]))
  return (row, column) => {
    const place = places.get(column)
    return place === undefined ? undefined : row.cells[place]
  }
}

/** Headings that the reader needs and the table has not, as one problem each at the header's line. */
export function missingColumns(sheet: Sheet, wanted: readonly string[]): SheetProblem[] {
  return wanted
    .filter((name) => !sheet.header.includes(name))
    .map((name) => ({
      line: 1,
      at: '見出し',
      message: `「${name}」の列がありません。見出しの行に「${name}」を加えてください。`,
    }))
}

export type RawRow = { readonly line: number; readonly cells: readonly string[] }

/** Headings cleaned of surrounding space and empty columns at the right; faults in them are problems. */
export function readHeader(raw: RawRow): { header: string[]; problems: SheetProblem[] } {
  const header = raw.cells.map((cell) => cell.replace(/[\r\n]+/gu, '').trim())
  while (header.length > 0 && header.at(-1) === '') header.pop()
  const problems: SheetProblem[] = []
  const seen = new Set<string>()
  for (const [index, name] of header.entries()) {
    const at = `見出し ${index + 1}列目`
    if (name === '')
      problems.push({ line: raw.line, at, message: '見出しが空です。列の名前を入力してください。' })
    else if (seen.has(name))
      problems.push({ line: raw.line, at, message: `「${name}」の列が2つ以上あります。`, value: name })
    seen.add(name)
  }
  return { header, problems }
}

/** Brings one record to the width of the header, or says that it does not fit. */
export function fitRow(raw: RawRow, width: number): { row: SheetRow } | { problem: SheetProblem } {
  const spare = raw.cells.slice(width)
  if (spare.some((cell) => cell !== '') || raw.cells.length < width) {
    return {
      problem: {
        line: raw.line,
        at: `${raw.line}行`,
        message: `列の数が見出しと合いません(見出しは${width}列、この行は${raw.cells.length}列)。余分な「,」や抜けた列がないか確かめてください。`,
      },
    }
  }
  return { row: { line: raw.line, cells: raw.cells.slice(0, width) } }
}

export function isBlank(raw: RawRow): boolean {
  return raw.cells.every((cell) => cell === '')
}
