import { formatDate } from '#ground/clock/wareki.ts'
import type { Range, Row, Side } from './row-types.ts'

/** Words with a line under those that differ. */
export type Run = { readonly text: string; readonly changed: boolean }

/** One provision in one column of the paper. */
export type Cell = {
  /** Steps to the right, from 0. */
  readonly depth: number
  readonly label: Run
  readonly heading: readonly Run[]
  readonly text: readonly Run[]
}

export type SheetLine = { readonly after: Cell | null; readonly before: Cell | null; readonly note: string }

export type SheetEdition = {
  readonly label: string
  readonly decidedBy: string | null
  readonly decidedOn: string | null
  readonly effectiveFrom: string | null
}

/** A 新旧対照表 as it is printed. */
export type Sheet = {
  readonly title: string
  /** 「改正後 第2版(令和8年10月1日施行)」 */
  readonly after: string
  readonly before: string
  readonly lines: readonly SheetLine[]
}

export const sheetWords = {
  title: '新旧対照表',
  after: '改正後',
  before: '改正前',
  note: '備考',
  omitted: '(略)',
  none: 'なし',
  nothing: '改正された条文はありません。',
} as const

/**
 * The lines of the printed table: what changed, with the headings it stands under; (略) for what did not, and for the
 * words of what only got another number. `whole` prints every provision.
 */
export function sheetOf(
  about: { title: string; after: SheetEdition; before: SheetEdition | null },
  rows: readonly Row[],
  whole: boolean,
): Sheet {
  const shown = whole ? null : rowsToShow(rows)
  const lines: SheetLine[] = []
  let omitted = false
  for (const [i, row] of rows.entries()) {
    const how = shown === null ? 'words' : shown[i]
    if (how === undefined || how === 'no') {
      omitted = true
      continue
    }
    if (omitted) lines.push(omission(row))
    omitted = false
    lines.push({
      after: row.after === null ? null : cellOf(row.after, how === 'words'),
      before: row.before === null ? null : cellOf(row.before, how === 'words'),
      note: row.note,
    })
  }
  const last = rows.at(-1)
  if (omitted && lines.length > 0 && last !== undefined) lines.push(omission(last))
  return {
    title: `${about.title} ${sheetWords.title}`,
    after: headOf(sheetWords.after, about.after),
    before: headOf(sheetWords.before, about.before),
    lines,
  }
}

function headOf(word: string, edition: SheetEdition | null): string {
  if (edition === null) return `${word} ${sheetWords.none}`
  const dated = edition.effectiveFrom ?? edition.decidedOn
  const what = edition.effectiveFrom === null ? '決定' : '施行'
  return `${word} ${edition.label}${dated === null ? '' : `(${formatDate(dated, { weekday: false })}${what})`}`
}

type How = 'words' | 'number' | 'no'

const onlyNumber = (row: Row) => row.changes.every((kind) => kind === 'renumbered' || kind === 'context')

/** Changed rows with their words, rows with another label by it, and the headings above either. */
function rowsToShow(rows: readonly Row[]): How[] {
  const out = rows.map((row): How => {
    if (row.unchanged) return 'no'
    if (!onlyNumber(row)) return 'words'
    return row.after?.numberChanged === true ? 'number' : row.changes.length === 0 ? 'words' : 'no'
  })
  // The place above each: the last one before it that stands less deep.
  const above: number[] = []
  for (const [i, row] of rows.entries()) {
    const depth = (row.after ?? row.before)?.depth ?? 0
    above.length = Math.min(above.length, depth)
    if (out[i] !== 'no') for (const at of above) if (at !== undefined && out[at] === 'no') out[at] = 'number'
    above[depth] = i
  }
  return out
}

function omission(row: Row): SheetLine {
  const depth = (row.after ?? row.before)?.depth ?? 0
  const cell: Cell = {
    depth,
    label: { text: '', changed: false },
    heading: [],
    text: [{ text: sheetWords.omitted, changed: false }],
  }
  return { after: cell, before: cell, note: '' }
}

function cellOf(side: Side, words: boolean): Cell {
  return {
    depth: side.depth,
    label: { text: side.label, changed: side.numberChanged },
    heading: runsOf(side.heading ?? '', side.headingMarks),
    text:
      words || side.text === ''
        ? runsOf(side.text, side.textMarks)
        : [{ text: sheetWords.omitted, changed: false }],
  }
}

function runsOf(text: string, marks: readonly Range[]): Run[] {
  const runs: Run[] = []
  let at = 0
  for (const { start, end } of marks) {
    if (start > at) runs.push({ text: text.slice(at, start), changed: false })
    runs.push({ text: text.slice(start, end), changed: true })
    at = end
  }
  if (at < text.length) runs.push({ text: text.slice(at), changed: false })
  return runs
}
