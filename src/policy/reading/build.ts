import { healLines, healRunning, printOf, type Print } from './healing.ts'
import type { Layout } from './flattened.ts'
import { frontMatter } from './front-matter.ts'
import { looksLikeHeading, SENTENCE_END, typeOf } from './shape.ts'
import { rowsOf } from './table-rows.ts'
import type { Level, ReadNode, Span, Strategy, TableRegion, Unread, UnreadReason } from './types.ts'

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
}

/** Makes the nodes of a layout; what no node owns becomes `unread`, so that no character is lost. */
export function build(
  source: string,
  strategy: Strategy,
  layout: Layout,
): { nodes: ReadNode[]; unread: Unread[]; tables: TableRegion[] } {
  const print = printOf(source)
  const asides = [...layout.asides].sort((a, b) => a.span[0] - b.span[0])
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
  const drafts = layout.starts.map(({ at, accepted, caption }, i): Draft => {
    const end = layout.starts[i + 1]?.at ?? source.length
    const pieces = without([at, end], holes)
    const table = tableOf.get(accepted.id)
    const words = pieces
      .map(([s, e]): Span => [
        Math.max(s, accepted.marker.end),
        table === undefined ? e : Math.min(e, table.span[0]),
      ])
      .filter(([s, e]) => e > s)
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
    const { id, parent, depth, level, label, pieces } = d
    return { id, parent, order, depth, level, label, heading, type, text, span, pieces }
  })
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
    return { nodeId: t.nodeId, span: t.span, kind, text, columns: t.heads, rows: rowsOf(kind, text) }
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
  const trimmed = raw.replace(/^[\s　]+|[\s　]+$/g, '')
  if (ALWAYS_HEADING.includes(draft.level)) {
    const title = strategy === 'lines' ? (trimmed.split('\n', 1)[0] ?? '') : trimmed
    return { heading: healHeading(title, print), text: heal(trimmed.slice(title.length)) }
  }
  if (draft.caption !== null) return { heading: healHeading(draft.caption, print), text: heal(trimmed) }
  const bracketed = /^[（(]([^()（）]{1,40})[）)][\s　]*/.exec(trimmed)
  if (draft.level === '附則') {
    const note = /^[（(]((?:[^()（）]|[（(][^()（）]*[）)])*)[）)]/.exec(trimmed)
    if (note === null) return { heading: null, text: heal(trimmed) }
    return { heading: healHeading(note[1] ?? '', print), text: heal(trimmed.slice(note[0].length)) }
  }
  if (draft.level === '条' && bracketed !== null) {
    return { heading: healHeading(bracketed[1] ?? '', print), text: heal(trimmed.slice(bracketed[0].length)) }
  }
  if (draft.level === '別表' || draft.level === '様式') {
    const line = strategy === 'lines' ? (raw.split('\n', 1)[0] ?? '') : ''
    const title = line.trim()
    const rest = raw.slice(line.length)
    // A form is a drawing made of lines: they are not joined.
    const text = strategy === 'lines' ? rest.replace(/\n[\s　]*/g, '\n').trim() : heal(rest)
    return { heading: title === '' ? null : healHeading(title, print), text }
  }
  const head = headOf(trimmed, strategy, print)
  if (head === null) {
    // A label with a short title only is a heading when something hangs below it or nothing above it speaks.
    const holds = hasChildren || draft.table !== null
    const title = holds
      ? !trimmed.includes('。') && trimmed.length <= 80
      : looksLikeHeading(trimmed) && draft.parent === null
    if (title && !SENTENCE_END.test(trimmed)) {
      return { heading: healHeading(trimmed, print), text: '' }
    }
    return { heading: null, text: heal(trimmed) }
  }
  return { heading: healHeading(head, print), text: heal(trimmed.slice(head.length)) }
}

/** The title at the beginning of a provision's words, if the words go on after it. */
function headOf(words: string, strategy: Strategy, print: Print): string | null {
  if (strategy === 'lines') {
    const line = words.split('\n', 1)[0] ?? ''
    if (line.length < words.length) {
      const title = line.trim()
      return looksLikeHeading(title) && !SENTENCE_END.test(title) ? line : inlineTerm(line)
    }
    return inlineTerm(words)
  }
  if (print.spaced) return null
  const run = /^[^\s　]+/.exec(words)?.[0] ?? ''
  const limit = run.endsWith('等') ? 0.95 : 0.8
  if (run.length === words.length || run.length > print.lineWidth * limit) return null
  // The first printed line of a body runs to the margin: a shorter run is a title, unless only a number parts it.
  const next = words.slice(run.length).trimStart()[0] ?? ''
  if (/[0-9A-Za-z０-９、。)）]/.test(next) || /[0-9A-Za-z０-９]$/.test(run) || /[。]/.test(run)) return null
  return looksLikeHeading(run) || (run.length <= print.lineWidth * 0.7 && !/は、/.test(run)) ? run : null
}

/** 用語 説明… on one line: a short term, a blank, a sentence. */
function inlineTerm(line: string): string | null {
  const m = /^([^\s　。、，,]{1,24})[\s　]+(?=\S[^\n]{7,})/.exec(line)
  const term = m?.[1]
  if (term === undefined || !/[。]|[)）]$/.test(line.slice(term.length)) || !looksLikeHeading(term))
    return null
  return /[0-9A-Za-z]$/.test(term) && /^[\s　]+[0-9A-Za-z]/.test(line.slice(term.length)) ? null : term
}

function healHeading(text: string, print: Print): string {
  return text.replace(/^[\s　]+|[\s　]+$/g, '').replace(/[\s　]+/g, (blank, at: number, all: string) => {
    if (print.spaced) return ''
    const before = all[at - 1] ?? ''
    const after = all[at + blank.length] ?? ''
    return /[A-Za-z]/.test(before) && /[A-Za-z]/.test(after) ? ' ' : /[0-9]/.test(before + after) ? '' : ' '
  })
}
