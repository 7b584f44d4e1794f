import { candidates } from './candidates.ts'
import type { Line } from './line-kinds.ts'
import { markersAt } from './markers.ts'
import type { Level, Span, UnreadReason } from './types.ts'

/** What a line of a 目次 names: a label with its title, or a part without number (「対策基準」). */
type Entry = { readonly level: Level | null; readonly part: string; readonly title: string }

/** A 目次 of more entries than this is none. */
const MOST_ENTRIES = 600

/** Articles a chapter spans, dots and the page, blanks: none of them is printed in the body. */
const bare = (title: string) =>
  title
    .replace(/\([^()]*\)/g, '')
    .replace(/[.…・‥]{2,} *[0-9]{0,3}/g, '')
    .replace(/[ \n]+[-–—―]?[0-9]{1,3}[-–—―]?$/, '')
    .replace(/[ \n]+/g, '')

/** Whether a line prints an entry again. In running text the next part may hang at a title: the shorter one begins it. */
function isAgain(a: Entry, b: Entry): boolean {
  if (a.level !== b.level || a.part !== b.part) return false
  const [short, long] = a.title.length < b.title.length ? [a.title, b.title] : [b.title, a.title]
  if (a.level === null) return short === long
  return short.length >= 2 && long.startsWith(short)
}

/**
 * The entry with which the body begins: one that was printed before, after which no further entry of the families of the
 * 目次 comes that was not. `entries` end at the first sentence. Null when the body repeats nothing.
 */
function bodyBegins(entries: readonly Entry[]): number | null {
  const first = entries.map((e, j) => {
    const at = entries.findIndex((x) => isAgain(x, e))
    return at >= 0 && at < j ? at : null
  })
  const families = new Set<Level | null>()
  let best: { j: number; of: number } | null = null
  for (const [j, of] of first.entries()) {
    const own = entries[j]
    const ends = entries
      .slice(j)
      .every((e, k) => e.level === null || !families.has(e.level) || (first[j + k] ?? j) < j)
    if (of !== null && ends && (best === null || of < best.of)) best = { j, of }
    if (own !== undefined && own.level !== null) families.add(own.level)
  }
  return best?.j ?? null
}

const LEADERS = /[.…・‥]{3} *[0-9]{1,3}$/
const HEAD = /^[<〈【[(]?目 *次[>〉】\])]?$/
const RANGE = /[(（]第[0-9一二三四五六七八九十百]+条(?:の[0-9]+)*(?:[・、～~―ー－-].*)?[)）]$/

/** Whether a line of a wrapped print is running text: a sentence, or the beginning of one. */
function isSentence(line: Line, labelled: boolean): boolean {
  const text = line.text.replace(/\([^()]*\)/g, '')
  return text.includes('。') || (!labelled && text.length >= 25 && /[、,]/.test(text) && !LEADERS.test(text))
}

/**
 * 目次 in a text with lines: from its heading to the second time its first entries are printed, never beyond the first
 * sentence. Names of parts without number are headings where the body prints them again.
 */
export function markContents(view: string, lines: readonly Line[], asides: Map<number, UnreadReason>): void {
  const head = lines.findIndex((l) => HEAD.test(l.text))
  if (head < 0) return
  asides.set(head, 'contents')
  const places: number[] = []
  const entries: Entry[] = []
  for (let i = head + 1; i < lines.length && places.length < MOST_ENTRIES; i += 1) {
    const line = lines[i]
    if (line === undefined || line.text === '' || asides.get(i) === 'page-furniture') continue
    const marker = markersAt(view, line.at)[0]
    if (isSentence(line, marker !== undefined)) break
    places.push(i)
    const title = bare(marker === undefined ? line.text : view.slice(marker.end, line.end))
    entries.push({ level: marker?.level ?? null, part: marker?.part ?? '', title })
  }
  const begins = bodyBegins(entries)
  const until = begins === null ? null : (places[begins] ?? null)
  if (until === null) return markRepeatedLabel(view, lines, asides, head)
  for (let i = head; i < until; i += 1) if (lines[i]?.text !== '') asides.set(i, 'contents')
  const parts = new Set(entries.slice(0, begins ?? 0).flatMap((e) => (e.level === null ? [e.title] : [])))
  for (let i = until; i < lines.length; i += 1) {
    const text = lines[i]?.text ?? ''
    if (text !== '' && text.length <= 30 && parts.has(bare(text)) && !asides.has(i))
      asides.set(i, 'unnumbered-heading')
  }
}

/** A 目次 whose titles the body words otherwise: up to the second time its first label is printed. */
function markRepeatedLabel(
  view: string,
  lines: readonly Line[],
  asides: Map<number, UnreadReason>,
  head: number,
): void {
  const entry = lines.findIndex((l, i) => i > head && l.text !== '')
  const key = entry < 0 ? undefined : markersAt(view, lines[entry]?.at ?? 0)[0]?.part
  if (key === undefined) return
  const again = lines.findIndex(
    (l, i) => i > entry && markersAt(view, l.at)[0]?.part === key && !RANGE.test(l.text),
  )
  for (let i = entry; i < lines.length; i += 1) {
    const line = lines[i]
    if (line === undefined || (again >= 0 ? i >= again : !RANGE.test(line.text) && line.text !== '')) break
    if (line.text !== '') asides.set(i, 'contents')
  }
}

/** 目次 in running text: to the last of its dotted lines, or up to the second time its first entries are printed. */
export function contentsOf(view: string): Span | null {
  const head = /(?:^|[ \n])(目 ?次)[ \n]+(\S+)/.exec(view.slice(0, 3000))
  if (head?.[1] === undefined || head[2] === undefined) return null
  const start = head.index + head[0].indexOf(head[1])
  const dotted = [...view.slice(start, start + 20_000).matchAll(/[.…・‥]{3} ?[0-9]{1,3}(?=[ \n])/g)]
  const last = dotted.at(-1)
  if (last !== undefined && dotted.length >= 3) return [start, start + last.index + last[0].length]
  const entry = head.index + head[0].length - head[2].length
  const ahead = view.slice(entry, entry + 20_000).replace(/\([^()]*\)/g, (m) => ' '.repeat(m.length))
  const sentence = ahead.indexOf('。')
  const labels = candidates(view, entry, entry + (sentence < 0 ? ahead.length : sentence))
    .filter((c) => c.readings[0]?.level !== '・')
    .slice(0, MOST_ENTRIES)
  const entries = labels.map(({ readings: [m] }, i): Entry => {
    const title = bare(view.slice(m?.end ?? entry, labels[i + 1]?.at ?? entry + Math.max(0, sentence)))
    return { level: m?.level ?? null, part: m?.part ?? '', title }
  })
  const begins = bodyBegins(entries)
  const body = begins === null ? undefined : labels[begins]?.at
  if (body !== undefined) return [start, body]
  const again = view.indexOf(`${head[2]} `, entry + head[2].length)
  return again < 0 ? null : [start, again]
}
