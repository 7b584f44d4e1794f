import { inAnnexOnly } from './admission.ts'
import { candidates, type Candidate } from './candidates.ts'
import { contentsOf } from './contents.ts'
import { isTitle } from './front-matter.ts'
import { unsaidBefore, withFirstParagraph } from './first-paragraph.ts'
import { printOf } from './healing.ts'
import type { Layout, Segment } from './layout.ts'
import { isValueOf } from './markers.ts'
import { createOutline, type Accepted, type Outline } from './outline.ts'
import { columnHeads, createRowRun, type RowRun } from './table-regions.ts'
import { pageFurnitureOf, type LoneNumber } from './page-numbers.ts'
import type { Level, Span, UnreadReason } from './types.ts'

/**
 * Reads text whose line structure is lost (a PDF transcript on one line).
 * A label counts only as the next number of an open level or as the first of a new one;
 * inside a table the row numbers are followed apart, so that they are not taken for provisions.
 */
export function layoutOfFlattened(view: string): Layout {
  const contents = contentsOf(view)
  const spaced = printOf(view).spaced
  const from = contents?.[1] ?? 0
  const pages = spaced ? [] : pageFurnitureOf(view, loneNumbers(view, from), LEAST_PAGE)
  const text = blanked(view, contents === null ? pages : [contents, ...pages])
  const all = candidates(text, from, text.length, spaced)
  const outline = createOutline()
  const starts: Segment[] = []
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
    if (inAnnexOnly(/^(?:別表|様式)$/.test(outline.current()?.level ?? ''), readings)) continue
    if (starts.length === 0 && next !== undefined && isPageOfTitle(text, candidate, next)) continue
    if (next !== undefined && isPageNumber(text, candidate, next, outline.continues(next.readings))) continue
    if (readings[0]?.level === '・' && !beginsBullet(text, at, starts.at(-1), outline)) continue
    const above = starts.at(-1)
    const unsaid = unsaidBefore(text, above, at)
    const accepted = outline.offer(readings, true, unsaid) ?? afterMissing(text, candidate, outline)
    if (accepted === null) continue
    const before = captionBefore(text, at, accepted)
    const caption = before !== null && before[0] >= (above?.accepted.marker.end ?? 0) ? before : null
    const start = caption === null ? at : caption[0]
    const words = caption === null ? null : text.slice(caption[0] + 1, caption[1] - 1)
    closeTable(start)
    if (accepted.firstParagraph === true && above !== undefined)
      starts[starts.length - 1] = withFirstParagraph(above, accepted, start, words)
    else starts.push({ at: start, accepted, caption: words })
    let j = i + 1
    while (all[j]?.readings.every((m) => m.level === '・') === true) j += 1
    const until = Math.min(all[j]?.at ?? text.length, accepted.marker.end + 600)
    const heads = columnHeads(tokens(text, accepted.marker.end, until))
    if (heads !== null)
      table = { nodeId: accepted.id, start: heads.start, heads: heads.heads, run: createRowRun() }
  }
  closeTable(text.length)
  tables.push(...annexesWithoutHeads(text, starts, tables))
  const asides: { span: Span; reason: UnreadReason }[] = pages.map((span) => ({
    span,
    reason: 'page-furniture',
  }))
  if (contents !== null) asides.push({ span: contents, reason: 'contents' })
  return { starts, tables, asides }
}

/** A 別表 whose columns have no known heads: where its cells end nobody can tell, an officer confirms it by form. */
function annexesWithoutHeads(
  view: string,
  starts: readonly Segment[],
  tables: readonly { readonly nodeId: string }[],
): { nodeId: string; span: Span; heads: readonly string[] }[] {
  const told = new Set(tables.map((t) => t.nodeId))
  return starts.flatMap(({ accepted }, i) => {
    if (accepted.marker.level !== '別表' || told.has(accepted.id)) return []
    const end = starts[i + 1]?.at ?? view.length
    const words = view.slice(accepted.marker.end, end)
    const related = /^ *\([^()]{1,40}関係\)/.exec(words)?.[0] ?? ''
    if (words.slice(related.length).trim() === '') return []
    return [{ nodeId: accepted.id, span: [accepted.marker.end + related.length, end], heads: [] }]
  })
}

/** After the end of a sentence one number may be missing (欠番): (3), (5). */
function afterMissing(view: string, { at, readings }: Candidate, outline: Outline): Accepted | null {
  if (!/。[ \n]*$/.test(view.slice(Math.max(0, at - 4), at))) return null
  const open = readings.filter((m) => m.n > 2 && outline.expected(m.level) === m.n - 1)
  return open.length === 0 ? null : outline.offer(open, false)
}

/** A bullet follows a sentence, another bullet or the heading just before it. */
function beginsBullet(view: string, at: number, last: Segment | undefined, outline: Outline): boolean {
  if (last === undefined) return false
  if (outline.current()?.level === '・' || /[。)」:]$/.test(view.slice(Math.max(0, at - 90), at).trimEnd()))
    return true
  // A print that lost its 。 ends its sentences like this.
  if (/(?:な ?い|す ?る|き ?る|も ?の|こ ?と|で ?ある) *$/.test(view.slice(Math.max(0, at - 12), at)))
    return true
  return at - last.accepted.marker.end <= 40
}

/** The fewest characters a printed page has. */
const LEAST_PAGE = 250

function loneNumbers(view: string, from: number): LoneNumber[] {
  const out: LoneNumber[] = []
  const pattern = /(?<=[ \n])(?:[-–—―] ?)?([0-9]{1,3})(?: ?[-–—―])?(?=[ \n])/g
  pattern.lastIndex = from
  for (let m = pattern.exec(view); m !== null; m = pattern.exec(view)) {
    if (!isValueOf(view, m.index)) out.push({ at: m.index, end: m.index + m[0].length, n: Number(m[1]) })
  }
  return out
}

/** The view without some stretches, character for character. */
export function blanked(view: string, spans: readonly Span[]): string {
  const parts: string[] = []
  let at = 0
  for (const span of spans) {
    const start = Math.max(at, span[0])
    if (span[1] <= start) continue
    parts.push(view.slice(at, start), view.slice(start, span[1]).replace(/[^\n]/g, ' '))
    at = span[1]
  }
  return parts.join('') + view.slice(at)
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

/** Families with which a whole text may begin. */
const OUTERMOST: readonly Level[] = ['編', '部', '章', '条', '第N', 'N', 'N.', 'Ⅰ']

/** 「1 ○○市…基準 1. …」: the first number is that of the page, the words are the title. */
function isPageOfTitle(view: string, c: Candidate, next: Candidate): boolean {
  const m = c.readings.find((r) => r.level === 'N' && r.n === 1)
  const title = m === undefined ? '' : view.slice(m.end, next.at).replace(/ +/g, '')
  return (
    // 「1 廃棄の手順」 is a heading: the title of a document names whose it is, too.
    title.length >= 9 && isTitle(title) && next.readings.some((r) => r.n === 1 && OUTERMOST.includes(r.level))
  )
}

/** A bracketed caption (見出し) directly before an article or a paragraph of a 附則. */
function captionBefore(view: string, at: number, { marker, id }: Accepted): Span | null {
  const ofSupplement = marker.level === 'N' && /^附則[0-9]+(?:-[0-9]+)?$/.test(id)
  if (marker.level !== '条' && !ofSupplement) return null
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
