import { healLines, healRunning, printOf, type Print } from './healing.ts'
import { conditionHead, headOf, healHeading, isTitleOfBelow, joined } from './titles.ts'
import { supplementTitle, titleOf } from './first-paragraph.ts'
import { frontMatter } from './front-matter.ts'
import type { Layout } from './layout.ts'
import { officeWords } from './office-words.ts'
import { looksLikeHeading, SENTENCE_END, typeOf } from './shape.ts'
import { rowsOf } from './table-rows.ts'
import {
  CELL_BREAK,
  type Level,
  type ReadNode,
  type Span,
  type Strategy,
  type TableRegion,
  type Unread,
  type UnreadReason,
} from './types.ts'

/** Headings of these families carry no words of their own. */
const ALWAYS_HEADING: readonly Level[] = ['編', '部', '章', '節', '款', '目']

type Draft = {
  readonly id: string
  readonly parent: string | null
  readonly depth: number
  readonly level: Level
  readonly label: string
  readonly caption: string | null
  readonly pieces: Span[]
  readonly words: Span[]
  readonly table: Span | null
  readonly headed: boolean
  /** The heading of an article whose first paragraph has a printed number. */
  readonly title: string | null
  readonly cells: readonly Span[] | null
  readonly columns: readonly string[]
}

/** Makes the nodes of a layout; what no node owns becomes `unread`, so that no character is lost. */
export function build(
  source: string,
  strategy: Strategy,
  layout: Layout,
): { nodes: ReadNode[]; unread: Unread[]; tables: TableRegion[] } {
  const print = printOf(source)
  const asides = apart(layout.asides)
  const holes = asides.map((a) => a.span)
  const first = layout.starts[0]?.at ?? source.length
  const unread: Unread[] = []
  const addUnread = (span: Span, reason: UnreadReason) => {
    const text = source.slice(span[0], span[1])
    if (text.trim() !== '') unread.push({ start: span[0], end: span[1], text, reason })
  }
  for (const a of asides) addUnread(a.span, a.reason)
  for (const gap of without([0, first], holes)) {
    for (const line of linesWithin(source, gap)) {
      addUnread(
        line,
        layout.starts.length === 0 ? 'unrecognised' : frontMatter(source.slice(line[0], line[1])),
      )
    }
  }

  const tableOf = new Map(layout.tables.map((t) => [t.nodeId, t]))
  // Where another node begins, the one before does not go on.
  const begun = new Set(layout.starts.map((s) => s.at))
  const resumptions = (layout.resumptions ?? []).filter((r) => !begun.has(r.at))
  const places = [...layout.starts, ...resumptions].map((p) => p.at).sort((a, b) => a - b)
  const endOf = (at: number) => places[firstAbove(places, at)] ?? source.length
  const goesOn = Map.groupBy(resumptions, (r) => r.of)
  const drafts = layout.starts.map((start): Draft => {
    const { at, accepted, caption } = start
    const pieces = without([at, endOf(at)], holes)
    const table = tableOf.get(accepted.id)
    const first = start.firstParagraph
    const from = first === undefined ? accepted.marker.end : first.span[1]
    const words = pieces
      .map(([s, e]): Span => [Math.max(s, from), table === undefined ? e : Math.min(e, table.span[0])])
      .filter(([s, e]) => e > s)
    for (const more of goesOn.get(accepted.id) ?? []) {
      const spans = without([more.at, endOf(more.at)], holes)
      pieces.push(...spans)
      if (!more.silent) words.push(...spans)
    }
    return {
      id: accepted.id,
      parent: accepted.parent,
      depth: accepted.depth,
      level: accepted.marker.level,
      label: source.slice(accepted.marker.start, accepted.marker.end).trim(),
      caption,
      pieces,
      words,
      table: table?.span ?? null,
      headed: start.headed === true,
      title: first === undefined ? null : titleOf(source, start),
      cells: start.cells ?? null,
      columns: start.columns ?? [],
    }
  })
  const parents = new Set(drafts.map((d) => d.parent))
  const split = drafts.map((d) => wordsOf(source, strategy, print, d, parents.has(d.id)))
  const textById = new Map(drafts.map((d, i) => [d.id, split[i]?.text ?? '']))
  const listed = new Set(
    drafts.filter((d, i) => split[i]?.text !== '' || d.table !== null).map((d) => d.parent),
  )
  const nodes = drafts.map((d, order): ReadNode => {
    const { heading, text } = split[order] ?? { heading: null, text: '' }
    const parentText = d.parent === null ? null : (textById.get(d.parent) ?? null)
    const type = typeOf({
      level: d.level,
      heading,
      text,
      hasItems: d.table !== null || listed.has(d.id),
      hasChildren: parents.has(d.id),
      parentText,
      parentIsList: parentText !== null && parentText !== '',
    })
    const span: Span = [d.pieces[0]?.[0] ?? 0, d.pieces.at(-1)?.[1] ?? 0]
    const { id, parent, depth, level, label, pieces, cells, columns } = d
    const node = { id, parent, order, depth, level, label, heading, type, text, span, pieces }
    return cells === null ? node : { ...node, cells, columns }
  })
  const regions = layout.tables.map((t) => t.span)
  const offices = officeWords(layout.tables.length === 0 ? '' : source, regions)
  const tables = layout.tables.map((t): TableRegion => {
    const kind = t.heads.some((h) => /役割|権限|役職/.test(h))
      ? 'roles'
      : t.heads.some((h) => /^(?:分類|区分)/.test(h))
        ? 'classification'
        : 'unknown'
    const text = without(t.span, holes)
      .map(([start, end]) => source.slice(start, end))
      .join('')
      .trim()
    return { nodeId: t.nodeId, span: t.span, kind, text, columns: t.heads, rows: rowsOf(kind, text, offices) }
  })
  unread.sort((a, b) => a.start - b.start)
  return { nodes, unread, tables }
}

function linesWithin(source: string, [start, end]: Span): Span[] {
  const out: Span[] = []
  for (let at = start; at < end;) {
    const feed = source.indexOf('\n', at)
    const stop = feed < 0 || feed >= end ? end : feed + 1
    out.push([at, stop])
    at = stop
  }
  return out
}

/** The asides in order, none over another: what a format and a guess both leave out is left out once. */
function apart(asides: Layout['asides']): { span: Span; reason: UnreadReason }[] {
  const out: { span: Span; reason: UnreadReason }[] = []
  let end = 0
  for (const { span, reason } of [...asides].sort((a, b) => a.span[0] - b.span[0])) {
    const start = Math.max(span[0], end)
    if (span[1] <= start) continue
    out.push({ span: [start, span[1]], reason })
    end = span[1]
  }
  return out
}

/** Index of the first place above another. */
function firstAbove(places: readonly number[], place: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] ?? 0) > place) high = middle
    else low = middle + 1
  }
  return low
}

/** The parts of a span that none of the holes covers; the holes are in order and apart from each other. */
function without(span: Span, holes: readonly Span[]): Span[] {
  const out: Span[] = []
  let at = span[0]
  for (let i = firstBeyond(holes, at); i < holes.length; i += 1) {
    const [s, e] = holes[i] ?? [span[1], span[1]]
    if (s >= span[1]) break
    if (s > at) out.push([at, s])
    at = Math.max(at, e)
  }
  if (at < span[1]) out.push([at, span[1]])
  return out
}

/** Index of the first hole that ends after a place. */
function firstBeyond(holes: readonly Span[], place: number): number {
  let low = 0
  let high = holes.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((holes[middle]?.[1] ?? 0) > place) high = middle
    else low = middle + 1
  }
  return low
}

function wordsOf(
  source: string,
  strategy: Strategy,
  print: Print,
  draft: Draft,
  hasChildren: boolean,
): { heading: string | null; text: string } {
  const raw = draft.words.map(([s, e]) => source.slice(s, e)).join('\n')
  const heal = (s: string) => (strategy === 'flattened' ? healRunning(s, print) : healLines(s.split('\n')))
  if (draft.cells !== null) {
    const cells = draft.cells.map(([s, e]) => heal(source.slice(s, e)).replaceAll(CELL_BREAK, ' '))
    return { heading: null, text: cells.join(CELL_BREAK) }
  }
  const trimmed = raw.replace(/^[\s　]+|[\s　]+$/g, '')
  if (draft.title !== null) {
    return { heading: draft.title === '' ? null : healHeading(draft.title, print), text: heal(trimmed) }
  }
  if (ALWAYS_HEADING.includes(draft.level)) {
    const title = strategy === 'lines' ? (trimmed.split('\n', 1)[0] ?? '') : trimmed
    const bare = title.trim().replace(/^[（(]([^()（）]+)[)）]$/, '$1')
    return { heading: healHeading(bare, print), text: heal(trimmed.slice(title.length)) }
  }
  if (draft.headed) {
    const title = trimmed.split('\n', 1)[0] ?? ''
    return { heading: healHeading(title, print), text: heal(trimmed.slice(title.length)) }
  }
  if (draft.caption !== null) return { heading: healHeading(draft.caption, print), text: heal(trimmed) }
  const bracketed = /^[（(]([^()（）]{1,40})[）)][\s　]*/.exec(trimmed)
  if (draft.level === '附則') {
    const head = supplementTitle(trimmed)
    if (head === null) return { heading: null, text: heal(trimmed) }
    return { heading: healHeading(head.title, print), text: heal(head.rest) }
  }
  if (draft.level === '条' && bracketed !== null) {
    return { heading: healHeading(bracketed[1] ?? '', print), text: heal(trimmed.slice(bracketed[0].length)) }
  }
  if (draft.level === '別表' || draft.level === '様式') {
    const line =
      strategy === 'lines'
        ? (raw.split('\n', 1)[0] ?? '')
        : (/^[\s　]*[（(][^()（）]{1,40}関係[)）]/.exec(raw)?.[0] ?? '')
    const title = line.trim()
    const rest = raw.slice(line.length)
    // A form is a drawing made of lines: they are not joined.
    const text = strategy === 'lines' ? rest.replace(/\n[\s　]*/g, '\n').trim() : heal(rest)
    return { heading: title === '' ? null : healHeading(title, print), text }
  }
  const healTitle = (words: string) => healHeading(strategy === 'lines' ? joined(words) : words, print)
  const head = headOf(trimmed, strategy, print) ?? conditionHead(trimmed, strategy, print)
  if (head === null) {
    // A label with a short title only is a heading when something hangs below it or nothing above it speaks.
    const holds = hasChildren || draft.table !== null
    const title = holds
      ? isTitleOfBelow(trimmed)
      : looksLikeHeading(trimmed) && draft.parent === null && !SENTENCE_END.test(trimmed)
    if (title) return { heading: healTitle(trimmed), text: '' }
    return { heading: null, text: heal(trimmed) }
  }
  return { heading: healTitle(head), text: heal(trimmed.slice(head.length)) }
}
