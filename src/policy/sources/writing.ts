import type { Hints, Span, UnreadReason } from '../reading/types.ts'

export type Cell = { start: number; end: number; column: number }
export type Row = { start: number; end: number; header: boolean; cells: Cell[] }
type Table = { start: number; end: number; rows: Row[] }

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6]/

/** A place in the text that was written so far. */
export type Place = number

/**
 * The text of a document while it is written, one block a line, and what its markup says about places of it.
 * Places are taken before something is written and given back after; white space at their edges does not count.
 */
export type Writing = {
  /** Where the next character will stand, give or take the white space before it. */
  here(): Place
  /** Writes inside the line. White space at the beginning of a line is left out. */
  text(words: string): void
  /** Writes words of a format in which any white space is one space, and the end of a line between 漢字 or かな none. */
  flow(words: string): void
  /** Writes lines as they are, with their blanks. */
  lines(words: string): void
  /** Begins a block: on a line of its own, unless a gap was asked for after which it shall stand. */
  line(): void
  /** Ends the line, if something stands on it. */
  end(): void
  /** Keeps the next words apart from those before, on the same line even if a block ended. */
  gap(by: '\t' | '　' | ' '): void
  /** Whether nothing stands on the line yet. */
  fresh(): boolean
  aside(from: Place, reason: UnreadReason): void
  label(from: Place, depth: number): void
  heading(from: Place, rank: number): void
  caption(from: Place): void
  table(from: Place, rows: readonly Row[]): void
  /** Ends the line. */
  row(from: Place, header: boolean, cells: readonly Cell[]): Row
  cell(from: Place, column: number): Cell
  finish(): { readonly text: string; readonly hints: Hints | null }
}

export function createWriting(): Writing {
  const parts: string[] = []
  let length = 0
  // What will be written before the next words: nothing, the end of the line, or a gap.
  let pending = ''
  let onLine = false
  let blank: '' | 'space' | 'end' = ''
  let last = ''
  const asides: { span: Span; reason: UnreadReason }[] = []
  const labels: { span: Span; depth: number }[] = []
  const headings: { span: Span; rank: number }[] = []
  const captions: Span[] = []
  const tables: Table[] = []

  const put = (words: string): void => {
    parts.push(words)
    length += words.length
    last = words.charAt(words.length - 1)
  }
  const writing: Writing = {
    here: () => length,
    text(words) {
      const composed = clean(words)
      const shown = pending !== '' || !onLine ? composed.trimStart() : composed
      if (shown === '') return
      put(pending + shown)
      pending = ''
      onLine = true
    },
    flow(words) {
      for (const run of words.split(/([ \t\r\n\f]+)/)) {
        if (run === '') continue
        if (/[ \t\r\n\f]/.test(run.charAt(0))) {
          if (run.includes('\n')) blank = 'end'
          else if (blank === '') blank = 'space'
          continue
        }
        const joined = blank === '' || (blank === 'end' && WIDE.test(last) && WIDE.test(run.charAt(0)))
        blank = ''
        writing.text(joined ? run : ` ${run}`)
      }
    },
    lines(words) {
      writing.line()
      for (const line of clean(words).split('\n')) {
        if (line.trim() === '') continue
        put(`${pending}${line.trimEnd()}`)
        pending = '\n'
        onLine = true
      }
    },
    line() {
      blank = ''
      if (onLine && pending === '') pending = '\n'
    },
    end() {
      blank = ''
      if (onLine) pending = '\n'
    },
    gap(by) {
      blank = ''
      if (onLine) pending = by
    },
    fresh: () => !onLine || pending === '\n',
    aside: (from, reason) => void asides.push({ span: [from, length], reason }),
    label: (from, depth) => void labels.push({ span: [from, length], depth }),
    heading: (from, rank) => void headings.push({ span: [from, length], rank }),
    caption: (from) => void captions.push([from, length]),
    table: (from, rows) => void tables.push({ start: from, end: length, rows: [...rows] }),
    row(from, header, cells) {
      writing.end()
      return { start: from, end: length, header, cells: [...cells] }
    },
    cell: (from, column) => ({ start: from, end: length, column }),
    finish() {
      const text = parts.join('').replace(/\s+$/, '') + (length > 0 ? '\n' : '')
      const trim = (start: number, end: number): Span | null => trimmed(text, start, end)
      const spans = <T extends { span: Span }>(found: readonly T[]): T[] =>
        found.flatMap((f) => {
          const span = trim(f.span[0], f.span[1])
          return span === null ? [] : [{ ...f, span }]
        })
      const hints: Hints = {
        tables: tables.flatMap((t) => {
          const span = trim(t.start, t.end)
          const rows = t.rows.flatMap((r) => rowHint(r, trim))
          return span === null || rows.length === 0 ? [] : [{ span, rows }]
        }),
        asides: outermost(spans(asides)),
        labels: ranked(spans(labels)),
        headings: spans(headings),
        captions: captions.flatMap(([start, end]) => {
          const span = trim(start, end)
          return span === null ? [] : [span]
        }),
      }
      return { text, hints: Object.values(hints).every((h) => h.length === 0) ? null : hints }
    },
  }
  return writing
}

/** Depths counted from 0 without gaps. */
function ranked<T extends { depth: number }>(labels: readonly T[]): T[] {
  const depths = [...new Set(labels.map((l) => l.depth))].toSorted((a, b) => a - b)
  const rank = new Map(depths.map((depth, i) => [depth, i]))
  return labels.map((l) => ({ ...l, depth: rank.get(l.depth) ?? 0 }))
}

function rowHint(
  row: Row,
  trim: (start: number, end: number) => Span | null,
): Hints['tables'][number]['rows'][number][] {
  const span = trim(row.start, row.end)
  if (span === null) return []
  const cells = row.cells.flatMap((c) => {
    const inside = trim(c.start, c.end)
    return inside === null ? [] : [{ span: inside, column: c.column }]
  })
  return [{ span, header: row.header, cells }]
}

/** A range without the white space at its edges; null when nothing visible is in it. */
function trimmed(text: string, start: number, end: number): Span | null {
  let from = start
  let to = Math.min(end, text.length)
  while (from < to && /\s/.test(text.charAt(from))) from += 1
  while (to > from && /\s/.test(text.charAt(to - 1))) to -= 1
  return from < to ? [from, to] : null
}

/** Asides in the order of the text, each character in one of them at most. */
function outermost<T extends { span: Span }>(asides: readonly T[]): T[] {
  const sorted = asides.toSorted((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1])
  const out: T[] = []
  let end = 0
  for (const aside of sorted) {
    if (aside.span[1] <= end) continue
    const start = Math.max(end, aside.span[0])
    out.push(start === aside.span[0] ? aside : { ...aside, span: [start, aside.span[1]] })
    end = aside.span[1]
  }
  return out
}

/** NFC; hard spaces as spaces; soft hyphens, zero-width and control characters, which nobody sees, left out. */
function clean(words: string): string {
  return words
    .normalize('NFC')
    .replace(/\u00a0/g, ' ')
    .replace(/[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]|(?![\n\t])\p{Cc}/gu, '')
}
