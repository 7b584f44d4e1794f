import { isTitle } from './front-matter.ts'
import { isQuantity, isReferredTo, isValueOf, markersAt, type Marker } from './markers.ts'
import { createOutline, type Accepted } from './outline.ts'
import { columnHeads, createRowRun, type RowRun } from './table-regions.ts'
import type { Span, UnreadReason } from './types.ts'

/** Where nodes begin, which stretches are tables, and what is not part of the text. */
export type Layout = {
  readonly starts: readonly {
    readonly at: number
    readonly accepted: Accepted
    readonly caption: string | null
  }[]
  readonly tables: readonly {
    readonly nodeId: string
    readonly span: Span
    readonly heads: readonly string[]
  }[]
  readonly asides: readonly { readonly span: Span; readonly reason: UnreadReason }[]
}

type Candidate = { readonly at: number; readonly readings: readonly Marker[] }

const isBlank = (c: string | undefined) => c === undefined || c === ' ' || c === '\n'

/** Places where a label could stand in text without line structure: after a blank and before a blank. */
function candidates(view: string, from: number): Candidate[] {
  const found: Candidate[] = []
  for (let at = from; at < view.length; at += 1) {
    if (isBlank(view[at]) || !isBlank(view[at - 1])) continue
    const readings = markersAt(view, at).filter(
      (m) => !m.misprint && m.level !== '一' && (m.spaced || m.level === '附則') && plausible(view, m),
    )
    if (readings.length > 0) found.push({ at, readings })
  }
  return found
}

function plausible(view: string, m: Marker): boolean {
  const before =
    view
      .slice(Math.max(0, m.start - 2), m.start)
      .trim()
      .at(-1) ?? ''
  switch (m.level) {
    case 'N':
      return !isQuantity(view, m.end) && !isValueOf(view, m.start)
    case '条':
    case '第N':
      return (
        /^$|[。)」]/.test(before) ||
        !/^[ \n]?(?:[のにをはがとで、及又]|から)/.test(view.slice(m.end, m.end + 4))
      )
    case '附則':
    case '別表':
    case '様式':
    case '・':
      return /^$|[。)」]/.test(before)
    case '(N)':
    case 'N)':
    case 'ア':
    case '(ア)':
    case '①':
      return !isReferredTo(view, m.end)
    default:
      return true
  }
}

/** 目次 in running text: everything up to the second time its first entry is printed. */
function contentsOf(view: string): Span | null {
  const head = /(?:^|[ \n])(目 ?次)[ \n]+(\S+)/.exec(view.slice(0, 3000))
  if (head?.[1] === undefined || head[2] === undefined) return null
  const start = head.index + head[0].indexOf(head[1])
  const entry = head.index + head[0].length - head[2].length
  const again = view.indexOf(`${head[2]} `, entry + head[2].length)
  return again < 0 ? null : [start, again]
}

/**
 * Reads text whose line structure is lost (a PDF transcript on one line).
 * A label counts only as the next number of an open level or as the first of a new one;
 * inside a table the row numbers are followed apart, so that they are not taken for provisions.
 */
export function layoutOfFlattened(view: string): Layout {
  const contents = contentsOf(view)
  const all = candidates(view, contents?.[1] ?? 0)
  const outline = createOutline()
  const starts: { at: number; accepted: Accepted; caption: string | null }[] = []
  const tables: { nodeId: string; span: Span; heads: readonly string[] }[] = []
  let table: { nodeId: string; start: number; heads: readonly string[]; run: RowRun } | null = null

  const closeTable = (end: number) => {
    if (table !== null) tables.push({ nodeId: table.nodeId, span: [table.start, end], heads: table.heads })
    table = null
  }

  for (const [i, candidate] of all.entries()) {
    const { at, readings } = candidate
    const next = all[i + 1]
    if (table !== null) {
      const n = readings.find((m) => m.level === 'N' || m.level === 'N.')
      if (n !== undefined) {
        const outer = outline.expected(n.level) === n.n
        const heading = outer && !table.run.fresh() && opensChild(all, i)
        if (!heading && table.run.take(n.n)) continue
        if (!outer) continue
      } else if (!outline.continues(readings)) continue
    }
    if (starts.length === 0 && next !== undefined && isPageOfTitle(view, candidate, next)) continue
    if (next !== undefined && isPageNumber(view, candidate, next, outline.continues(next.readings))) continue
    const accepted = outline.offer(readings, true)
    if (accepted === null) continue
    const caption = captionBefore(view, at, accepted.marker)
    const start = caption === null ? at : caption[0]
    closeTable(start)
    starts.push({
      at: start,
      accepted,
      caption: caption === null ? null : view.slice(caption[0] + 1, caption[1] - 1),
    })
    let j = i + 1
    while (all[j]?.readings.every((m) => m.level === '・') === true) j += 1
    const until = Math.min(all[j]?.at ?? view.length, accepted.marker.end + 600)
    const heads = columnHeads(tokens(view, accepted.marker.end, until))
    if (heads !== null)
      table = { nodeId: accepted.id, start: heads.start, heads: heads.heads, run: createRowRun() }
  }
  closeTable(view.length)
  const asides = contents === null ? [] : [{ span: contents, reason: 'contents' as const }]
  return { starts, tables, asides }
}

/** After a heading the next label opens a level below it; a row of a table is followed by the next row. */
function opensChild(all: readonly Candidate[], i: number): boolean {
  for (const c of all.slice(i + 1, i + 6)) {
    if (c.readings.some((m) => m.level === 'N' || m.level === '第N' || m.level === '条')) return false
    if (c.readings.some((m) => m.n === 1 && (m.level === '(N)' || m.level === 'ア' || m.level === '①')))
      return true
  }
  return false
}

/** A number alone between two provisions is a page number. */
function isPageNumber(view: string, c: Candidate, next: Candidate, nextContinues: boolean): boolean {
  const m = c.readings.find((r) => r.level === 'N')
  if (m === undefined || view.slice(m.end, next.at).trim() !== '') return false
  return nextContinues || next.readings.some((r) => r.level === 'N' || r.level === 'N.')
}

/** 「1 ○○市…基準 1. …」: the first number is that of the page, the words are the title. */
function isPageOfTitle(view: string, c: Candidate, next: Candidate): boolean {
  const m = c.readings.find((r) => r.level === 'N' && r.n === 1)
  return (
    m !== undefined &&
    isTitle(view.slice(m.end, next.at).replace(/ +/g, '')) &&
    next.readings.some((r) => r.n === 1)
  )
}

/** A bracketed caption (見出し) directly before an article. */
function captionBefore(view: string, at: number, m: Marker): Span | null {
  if (m.level !== '条') return null
  const found = /(?:^|[。) \n])(\([^()。]{1,40}\))[ \n]*$/.exec(view.slice(Math.max(0, at - 60), at))
  if (found?.[1] === undefined) return null
  const start =
    Math.max(0, at - 60) + found.index + found[0].indexOf(found[1], found[0].startsWith(')') ? 1 : 0)
  return [start, start + found[1].length]
}

/** Runs of text between blanks, with their place. */
export function tokens(view: string, from: number, to: number): { text: string; start: number }[] {
  const out: { text: string; start: number }[] = []
  const pattern = /[^ \n]+/g
  pattern.lastIndex = from
  for (let m = pattern.exec(view); m !== null && m.index < to; m = pattern.exec(view)) {
    out.push({ text: m[0], start: m.index })
  }
  return out
}
