import {
  admissible,
  belongsToTable,
  endsHere,
  inAnnexOnly,
  isParted,
  nestedLabel,
  opensList,
  typicalWidth,
} from './admission.ts'
import { annexRow, continuedRow, hintedRows, tableInside, type Annex, type RowCount } from './annex.ts'
import { unsaidBefore, withFirstParagraph } from './first-paragraph.ts'
import { known } from './hinted.ts'
import type { Layout, Resumption, Segment } from './layout.ts'
import { asideLines, isCaption, isUnnumberedHeading, linesOf, type Line } from './line-kinds.ts'
import { bulletAt, captionAt, markersAt } from './markers.ts'
import { goesBackTo } from './outdented.ts'
import { createOutline, type Accepted } from './outline.ts'
import { columnHeads, createRowRun, type RowRun } from './table-regions.ts'
import type { Hints, Span, UnreadReason } from './types.ts'

/**
 * Reads text that kept its lines (web page, 例規, Word, wrapped PDF).
 * A label counts at the beginning of a line; a line without one continues the provision before it.
 * What the format of the file knows (tables, labels, headings) is believed before any guess.
 */
export function layoutOfLines(view: string, source: string, hints: Hints | null = null): Layout {
  const hinted = known(hints)
  const lines = linesOf(view, hinted.breaks)
  const asideKinds = asideLines(view, lines)
  const width = typicalWidth(lines)
  const outline = createOutline()
  const starts: Segment[] = []
  const resumptions: Resumption[] = []
  const rowCounts: RowCount = new Map()
  const tables: { nodeId: string; span: Span; heads: readonly string[] }[] = []
  const body = lines.map((_, i) => i).filter((i) => lines[i]?.text !== '' && !asideKinds.has(i))
  const captionsAreNodes = captionsNumberTheText(view, lines, body)
  let table: { nodeId: string; start: number; heads: readonly string[]; run: RowRun } | null = null
  let annex: Annex | null = null
  let pending: { at: number; text: string } | null = null
  let readUntil = 0

  const closeTable = (end: number) => {
    if (table !== null) tables.push({ nodeId: table.nodeId, span: [table.start, end], heads: table.heads })
    table = null
  }
  const open = (accepted: Accepted, at: number, caption: string | null, headed: boolean) => {
    closeTable(at)
    const article = starts.at(-1)
    if (accepted.firstParagraph === true && article !== undefined) {
      starts[starts.length - 1] = withFirstParagraph(article, accepted, at, caption)
      return
    }
    starts.push({ at, accepted, caption, headed })
    const { id, depth } = accepted
    annex = accepted.marker.level === '別表' ? { id, depth, columns: null } : null
  }

  for (const [k, i] of body.entries()) {
    const line = lines[i]
    if (line === undefined || line.at < readUntil) continue
    const owner = outline.current()
    const grid = hinted.tableAt(line.at)
    // A table that began before anything was numbered stays text; none is taken up in its middle.
    const begins = grid !== null && line.at <= grid.span[0]
    if (begins && owner !== null && owner.level !== '様式' && !isFrame(view, grid.rows)) {
      closeTable(line.at)
      const rows = hintedRows(source, grid, owner, rowCounts)
      starts.push(...rows.starts)
      resumptions.push(...rows.resumptions)
      readUntil = grid.span[1]
      pending = null
      continue
    }
    const before = body[k - 1] ?? -1
    const complete = endsHere(lines[before], width) || isParted(source, lines, asideKinds, before, i)
    const following = lines[body[k + 1] ?? -1]
    const rank = hinted.headingAt(line.at)

    const trusted = hinted.labelAt(line.at)
    if (trusted !== null) {
      const found = markersAt(view, line.at)
      const readings = found.length > 0 ? found : [bulletAt(line.at, trusted.span[1])]
      const from: { at: number; text: string } | null = pending
      const unsaid = unsaidBefore(view, starts.at(-1), from?.at ?? line.at)
      const accepted = outline.offerKnown(readings, trusted.depth, unsaid)
      pending = null
      open(accepted, from?.at ?? line.at, from?.text ?? null, rank !== null)
      continue
    }
    const caption = hinted.captionAt(line.at)
    if (caption !== null && caption[1] >= line.end) {
      pending = { at: line.at, text: line.text.replace(/^\(([^]*)\)$/, '$1') }
      continue
    }
    if (isCaption(line.text) && complete && following !== undefined) {
      const next = markersAt(view, following.at)
      if (next.some((m) => m.level === '条' || (m.level === 'N' && m.spaced))) {
        pending = { at: line.at, text: line.text.slice(1, -1) }
        continue
      }
      if (captionsAreNodes) {
        const accepted = outline.offer([captionAt(line.at, line.text)], false)
        if (accepted !== null) open(accepted, line.at, line.text.slice(1, -1), false)
        continue
      }
    }
    const state: { annex: Annex | null } = { annex }
    if (state.annex !== null) {
      const numbers = state.annex.inside === true && outline.continues(markersAt(view, line.at))
      const row = numbers ? null : annexRow(source, line, state.annex, rowCounts)
      if (row !== null) {
        starts.push(row)
        continue
      }
      const ahead = body.slice(k + 1, k + 6).flatMap((j) => lines[j] ?? [])
      const ends = ahead.findIndex((l) => outline.continues(markersAt(view, l.at)))
      const soon = ends < 0 ? ahead : ahead.slice(0, ends)
      const more =
        numbers || state.annex.inside !== true || /^(?:備考|注|※)/.test(line.text)
          ? null
          : continuedRow(source, line, starts.at(-1), state.annex, soon)
      if (more !== null) {
        starts[starts.length - 1] = more
        continue
      }
      if (state.annex.inside === true) {
        resumptions.push({ at: line.at, of: state.annex.id, silent: false })
        annex = null
        state.annex = null
      }
    }
    const from = pending
    pending = null
    const found = markersAt(view, line.at)
    const ahead = () => body.slice(k + 1, k + 40).flatMap((j) => lines[j] ?? [])
    const opens = !complete && found.some((m) => opensList(view, ahead(), lines[before], m, outline))
    const readings = found.filter(
      (m) => rank !== null || admissible(view, m, complete || opens, starts.length > 0, outline),
    )
    const accepted =
      readings.length > 0 &&
      !(table !== null && belongsToTable(view, lines, body, k, readings, table.run, outline))
        ? inAnnexOnly(state.annex !== null || outline.current()?.level === '様式', readings)
          ? null
          : outline.offer(
              readings,
              readings.some((m) => m.misprint) || !complete,
              unsaidBefore(view, starts.at(-1), from?.at ?? line.at),
            )
        : null
    if (accepted !== null) {
      open(accepted, from?.at ?? line.at, from?.text ?? null, rank !== null)
      const nested = nestedLabel(view, accepted.marker, line)
      const unsaid = unsaidBefore(view, starts.at(-1), nested[0]?.start ?? line.at)
      const inner = nested.length === 0 ? null : outline.offer(nested, true, unsaid)
      if (inner !== null) open(inner, inner.marker.start, null, false)
      continue
    }
    if (/^[0-9]{1,3}$/.test(line.text) && state.annex === null && outline.current()?.level !== '様式') {
      asideKinds.set(i, 'page-furniture')
      continue
    }
    if (rank !== null && starts.length > 0) {
      asideKinds.set(i, 'unnumbered-heading')
      continue
    }
    const back = table === null && state.annex === null ? goesBackTo(view, line, starts, complete) : null
    if (back !== null) {
      resumptions.push({ at: line.at, of: back, silent: false })
      continue
    }
    const current = outline.current()
    if (current !== null && table === null && state.annex === null && starts.length > 0) {
      const near = [i, body[k + 1] ?? -1, body[k + 2] ?? -1].flatMap((j) => {
        const l = lines[j]
        return l === undefined || l.text.length > 60 ? [] : runs(l)
      })
      const heads = line.text.includes('。') ? null : columnHeads(near)
      const inside = heads?.start === line.at ? tableInside(source, line, following, current) : null
      if (inside !== null) {
        resumptions.push({ at: line.at, of: current.id, silent: true })
        annex = inside
      } else if (heads !== null && heads.start === line.at) {
        table = { nodeId: current.id, start: line.at, heads: heads.heads, run: createRowRun() }
      } else if (isUnnumberedHeading(line.text) && complete) asideKinds.set(i, 'unnumbered-heading')
    }
  }
  closeTable(view.length)
  tables.push(...annexesWithoutRows(view, starts))
  const asides = [...asideKinds].map(([i, reason]): { span: Span; reason: UnreadReason } => {
    const line = lines[i]
    return { span: [line?.start ?? 0, line?.end ?? 0], reason }
  })
  return { starts, resumptions, tables, asides: [...asides, ...(hints?.asides ?? [])] }
}

/** A table in which articles stand only frames the text. */
function isFrame(
  view: string,
  rows: readonly { readonly cells: readonly { readonly span: Span }[] }[],
): boolean {
  return rows.some((r) =>
    r.cells.some((c) => {
      const words = view.slice(c.span[0], c.span[1])
      const at = c.span[0] + words.length - words.trimStart().length
      return markersAt(view, at).some(
        (m) =>
          m.level === '条' &&
          !/^ ?[のにをはがと第、]/.test(view.slice(m.end, m.end + 2)) &&
          words.trim().length > 12,
      )
    }),
  )
}

/** A 別表 whose cells stand on lines of their own cannot be told into rows: it is confirmed by form. */
function annexesWithoutRows(view: string, starts: readonly Segment[]): Layout['tables'][number][] {
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
