import type { Layout } from './flattened.ts'
import { asideLines, isCaption, isUnnumberedHeading, linesOf, type Line } from './line-kinds.ts'
import { isQuantity, isReferredTo, markersAt, type Marker } from './markers.ts'
import { createOutline, type Accepted } from './outline.ts'
import { columnHeads, createRowRun, type RowRun } from './table-regions.ts'
import type { Span, UnreadReason } from './types.ts'

type Start = { at: number; accepted: Accepted; caption: string | null }

/**
 * Reads text that kept its lines (web page, 例規, Word, wrapped PDF).
 * A label counts at the beginning of a line; a line without one continues the provision before it.
 */
export function layoutOfLines(view: string, source: string): Layout {
  const lines = linesOf(view)
  const asideKinds = asideLines(view, lines)
  const width = typicalWidth(lines)
  const outline = createOutline()
  const starts: Start[] = []
  const tables: { nodeId: string; span: Span; heads: readonly string[] }[] = []
  const body = lines.map((_, i) => i).filter((i) => lines[i]?.text !== '' && !asideKinds.has(i))
  const captionsAreNodes = captionsNumberTheText(view, lines, body)
  let table: { nodeId: string; start: number; heads: readonly string[]; run: RowRun } | null = null
  let annex: { id: string; rows: number; headSeen: boolean } | null = null
  let pending: { at: number; text: string } | null = null

  const closeTable = (end: number) => {
    if (table !== null) tables.push({ nodeId: table.nodeId, span: [table.start, end], heads: table.heads })
    table = null
  }
  const open = (accepted: Accepted, at: number, caption: string | null) => {
    closeTable(at)
    starts.push({ at, accepted, caption })
    annex = accepted.marker.level === '別表' ? { id: accepted.id, rows: 0, headSeen: false } : null
  }

  for (const [k, i] of body.entries()) {
    const line = lines[i]
    if (line === undefined) continue
    const before = lines[body[k - 1] ?? -1]
    const complete = endsHere(before, width) || lines[i - 1]?.text === '' || asideKinds.has(i - 1)
    const following = lines[body[k + 1] ?? -1]

    if (isCaption(line.text) && complete && following !== undefined) {
      const next = markersAt(view, following.at)
      if (next.some((m) => m.level === '条' || (m.level === 'N' && m.spaced))) {
        pending = { at: line.at, text: line.text.slice(1, -1) }
        continue
      }
      if (captionsAreNodes) {
        const marker: Marker = {
          level: '見出し',
          n: 0,
          tail: [],
          start: line.at,
          end: line.at + line.text.length,
          part: line.text,
          spaced: true,
        }
        const accepted = outline.offer([marker], false)
        if (accepted !== null) open(accepted, line.at, line.text.slice(1, -1))
        continue
      }
    }
    const state: { annex: typeof annex } = { annex }
    if (state.annex !== null) {
      const row = annexRow(source, line, state.annex)
      if (row !== null) {
        starts.push({ at: line.at, accepted: row, caption: null })
        continue
      }
    }
    const from = pending
    pending = null
    const readings = markersAt(view, line.at).filter((m) =>
      admissible(view, m, complete, starts.length > 0, outline),
    )
    const accepted =
      readings.length > 0 &&
      !(table !== null && belongsToTable(view, lines, body, k, readings, table.run, outline))
        ? inAnnexOnly(state.annex !== null, readings)
          ? null
          : outline.offer(readings, readings.some((m) => m.misprint) || !complete)
        : null
    if (accepted !== null) {
      open(accepted, from?.at ?? line.at, from?.text ?? null)
      const nested = nestedLabel(view, accepted.marker, line)
      const inner = nested.length === 0 ? null : outline.offer(nested, true)
      if (inner !== null) open(inner, inner.marker.start, null)
      continue
    }
    const current = outline.current()
    if (current !== null && table === null && state.annex === null && starts.length > 0) {
      const near = [i, body[k + 1] ?? -1, body[k + 2] ?? -1].flatMap((j) => {
        const l = lines[j]
        return l === undefined || l.text.length > 60 ? [] : runs(l)
      })
      const heads = line.text.includes('。') ? null : columnHeads(near)
      if (heads !== null && heads.start === line.at) {
        table = { nodeId: current, start: line.at, heads: heads.heads, run: createRowRun() }
      } else if (isUnnumberedHeading(line.text) && complete) asideKinds.set(i, 'unnumbered-heading')
    }
  }
  closeTable(view.length)
  tables.push(...annexesWithoutRows(view, starts))
  const asides = [...asideKinds].map(([i, reason]): { span: Span; reason: UnreadReason } => {
    const line = lines[i]
    return { span: [line?.start ?? 0, line?.end ?? 0], reason }
  })
  return { starts, tables, asides }
}

/** A 別表 whose cells stand on lines of their own cannot be told into rows: it is confirmed by form. */
function annexesWithoutRows(view: string, starts: readonly Start[]): Layout['tables'][number][] {
  return starts.flatMap(({ accepted }, i) => {
    if (accepted.marker.level !== '別表' || starts[i + 1]?.accepted.parent === accepted.id) return []
    const feed = view.indexOf('\n', accepted.marker.end)
    const end = starts[i + 1]?.at ?? view.length
    if (feed < 0 || feed >= end || view.slice(feed, end).trim() === '') return []
    return [{ nodeId: accepted.id, span: [feed + 1, end] as const, heads: [] }]
  })
}

const runs = (line: Line) =>
  [...line.text.matchAll(/[^ ]+/g)].map((m) => ({ text: m[0], start: line.at + m.index }))

/** The width at which this document's lines break, from its longer lines. */
function typicalWidth(lines: readonly Line[]): number {
  const lengths = lines.map((l) => l.text.length).filter((n) => n > 0)
  lengths.sort((a, b) => a - b)
  return Math.max(30, lengths[Math.floor(lengths.length * 0.9)] ?? 0)
}

/** Whether a line ends what it says, so that a label may follow it. */
function endsHere(line: Line | undefined, width: number): boolean {
  return line === undefined || /[。)」』:;]$/.test(line.text) || line.text.length < width * 0.85
}

function admissible(
  view: string,
  m: Marker,
  complete: boolean,
  started: boolean,
  outline: ReturnType<typeof createOutline>,
): boolean {
  const continues = outline.continues([m])
  const after = view.slice(m.end, m.end + 4)
  switch (m.level) {
    case 'N':
      if (isQuantity(view, m.end)) return false
      return m.spaced ? complete || continues : continues && complete && /^[一-鿿ァ-ヶ]/.test(after)
    case '条':
      return !/^ ?(?:[のにをはがとで、及又]|から|まで)/.test(after) && (complete || continues)
    case '(N)':
    case 'N)':
    case '①':
    case 'ア':
    case '(ア)':
      return !isReferredTo(view, m.end) && (complete || continues)
    case '・':
      return started && complete
    case '一':
    case 'イロハ':
    case '(イロハ)':
      return continues || (m.n === 1 && complete)
    default:
      return complete || continues
  }
}

/** Below a 別表 only another top-level part, or the article that comes next, begins something new. */
const inAnnexOnly = (inAnnex: boolean, readings: readonly Marker[]) =>
  inAnnex &&
  !readings.some((m) => m.level === '別表' || m.level === '様式' || m.level === '附則' || m.level === '条')

function belongsToTable(
  view: string,
  lines: readonly Line[],
  body: readonly number[],
  k: number,
  readings: readonly Marker[],
  run: RowRun,
  outline: ReturnType<typeof createOutline>,
): boolean {
  const n = readings.find((m) => m.level === 'N' || m.level === 'N.')
  if (n === undefined) return !outline.continues(readings)
  const outer = outline.expected(n.level) === n.n
  let heading = false
  for (const j of body.slice(k + 1, k + 12)) {
    const next = markersAt(view, lines[j]?.at ?? 0)
    if (next.some((m) => m.level === 'N' || m.level === '第N' || m.level === '条')) break
    if (next.some((m) => m.n === 1 && (m.level === '(N)' || m.level === 'ア' || m.level === '①')))
      heading = true
  }
  if (!(outer && heading && !run.fresh()) && run.take(n.n)) return true
  return !outer
}

/** A label that follows another on the same line: 「2 (1) …」. */
function nestedLabel(view: string, outer: Marker, line: Line): Marker[] {
  if (outer.level !== 'N' && outer.level !== '条' && outer.level !== '第N') return []
  const gap = /^ +/.exec(view.slice(outer.end, line.end))
  if (gap === null) return []
  return markersAt(view, outer.end + gap[0].length).filter(
    (m) => m.n === 1 && (m.level === '(N)' || m.level === 'ア'),
  )
}

/** Whether the text has no articles and parts itself by bracketed captions alone. */
function captionsNumberTheText(view: string, lines: readonly Line[], body: readonly number[]): boolean {
  let captions = 0
  for (const [k, i] of body.entries()) {
    const line = lines[i]
    if (line === undefined) continue
    const level = markersAt(view, line.at)[0]?.level
    if (level === '条' || level === '第N') return false
    const next = lines[body[k + 1] ?? -1]
    if (isCaption(line.text) && next !== undefined && markersAt(view, next.at).length === 0) captions += 1
  }
  return captions >= 2
}

/** A line of a 別表 with two cells or more is a row; the first such line with short cells only is its head. */
function annexRow(
  source: string,
  line: Line,
  annex: { id: string; rows: number; headSeen: boolean },
): Accepted | null {
  const cells = source
    .slice(line.at, line.end)
    .trim()
    .split(/\t+|｜|\||　+| {2,}/)
    .filter((c) => c.trim() !== '')
  if (cells.length < 2) return null
  if (!annex.headSeen) {
    annex.headSeen = true
    if (cells.every((c) => c.length <= 12 && !/[。0-9０-９]/.test(c))) return null
  }
  annex.rows += 1
  const part = `行${annex.rows}`
  const marker: Marker = {
    level: '行',
    n: annex.rows,
    tail: [],
    start: line.at,
    end: line.at,
    part,
    spaced: false,
  }
  return { marker, id: `${annex.id}-${part}`, parent: annex.id, depth: 1 }
}
