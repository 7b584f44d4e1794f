import type { Line } from './line-kinds.ts'
import { isQuantity, isReferredTo, markersAt, type Marker } from './markers.ts'
import type { Outline } from './outline.ts'
import { looksLikeHeading } from './shape.ts'
import type { RowRun } from './table-regions.ts'
import type { UnreadReason } from './types.ts'

/** The width at which this document's lines break, from its longer lines. */
export function typicalWidth(lines: readonly Line[]): number {
  const lengths = lines.map((l) => l.text.length).filter((n) => n > 0)
  lengths.sort((a, b) => a - b)
  return Math.max(30, lengths[Math.floor(lengths.length * 0.9)] ?? 0)
}

/** Whether a line ends what it says, so that a label may follow it. */
export function endsHere(line: Line | undefined, width: number): boolean {
  if (line === undefined || /[。)」』:;]$/.test(line.text)) return true
  if (/(?:[、,はをが]|(?<!も)の|及び|又は|並びに|若しくは)$/.test(line.text)) return false
  return line.text.length < width * 0.85
}

/** Families whose first label opens a list below what stands before it. */
const OPENS_LIST: readonly string[] = ['ア', '(ア)', '①', '(N)']

/**
 * Whether a label opens a list although the line before runs to the margin: a heading as wide as the print. The second of
 * the list follows before anything open goes on, or a lone ア stands below the line of a label.
 */
export function opensList(
  view: string,
  ahead: readonly Line[],
  before: Line | undefined,
  m: Marker,
  outline: Outline,
): boolean {
  if (m.n !== 1 || !m.spaced || !OPENS_LIST.includes(m.level) || before === undefined) return false
  if (/[、，,はをがにで]$/.test(before.text) || isReferredTo(view, m.end) || outline.continues([m]))
    return false
  const headed = markersAt(view, before.at)[0]
  const title = headed === undefined ? '' : view.slice(headed.end, before.end).trim()
  if (m.level === 'ア' && looksLikeHeading(title)) return true
  for (const l of ahead) {
    const next = markersAt(view, l.at)
    if (next.some((x) => x.level === m.level && x.n === 2)) return true
    if (outline.continues(next)) return false
  }
  return false
}

/** Whether something parts two lines of the text: an empty line, a contents list; page furniture does not. */
export function isParted(
  source: string,
  lines: readonly Line[],
  asides: ReadonlyMap<number, UnreadReason>,
  from: number,
  to: number,
): boolean {
  let empty = false
  let furniture = false
  for (let i = from + 1; i < to; i += 1) {
    const line = lines[i]
    const kind = asides.get(i)
    if (kind !== undefined && kind !== 'page-furniture') return true
    if (kind !== undefined || (line !== undefined && source.slice(line.start, line.end).trim() !== ''))
      furniture = true
    else empty = true
  }
  return empty && !furniture
}

/** Whether a label at the beginning of a line may number something there. */
export function admissible(
  view: string,
  m: Marker,
  complete: boolean,
  started: boolean,
  outline: Outline,
): boolean {
  const continues = outline.continues([m])
  const after = view.slice(m.end, m.end + 4)
  switch (m.level) {
    case 'N':
      if (isQuantity(view, m.end)) return false
      if (m.spaced) return complete || continues
      // Tight against its heading: 1目的.
      return (
        complete &&
        (continues || outline.isSecondParagraph(m) || (m.n === 1 && isShortLine(view, m.end))) &&
        /^[一-鿿ァ-ヶA-Z]/.test(after)
      )
    case '第N':
      return m.spaced
        ? complete || continues
        : complete && (continues || m.n === 1) && isShortLine(view, m.end)
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

/** Whether the rest of a line reads as a heading. */
function isShortLine(view: string, from: number): boolean {
  const feed = view.indexOf('\n', from)
  return looksLikeHeading(view.slice(from, feed < 0 ? view.length : feed).trim())
}

/** Below a 別表 or a form only another top-level part, or the article that comes next, begins something new. */
export const inAnnexOnly = (inAnnex: boolean, readings: readonly Marker[]) =>
  inAnnex &&
  !readings.some((m) => m.level === '別表' || m.level === '様式' || m.level === '附則' || m.level === '条')

/** Whether a number inside a table whose columns are mixed up counts its rows, not the provisions. */
export function belongsToTable(
  view: string,
  lines: readonly Line[],
  body: readonly number[],
  k: number,
  readings: readonly Marker[],
  run: RowRun,
  outline: Outline,
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
export function nestedLabel(view: string, outer: Marker, line: Line): Marker[] {
  if (outer.level !== 'N' && outer.level !== '条' && outer.level !== '第N') return []
  const gap = /^ +/.exec(view.slice(outer.end, line.end))
  if (gap === null) return []
  return markersAt(view, outer.end + gap[0].length).filter(
    (m) =>
      m.n === 1 &&
      (m.level === '(N)' ||
        m.level === 'ア' ||
        (m.level === 'N' && outer.level === '条' && m.spaced && !isQuantity(view, m.end))),
  )
}
