import { markContents } from './contents.ts'
import { isDateLine, isTitle } from './front-matter.ts'
import { markersAt } from './markers.ts'
import { pageNumbersAmong, splitsSentence } from './page-numbers.ts'
import type { UnreadReason } from './types.ts'

/** One line of the source: `at` is the place of its first visible character. */
export type Line = {
  readonly start: number
  readonly end: number
  readonly at: number
  readonly text: string
}

/** Splits the width view into lines, also at `breaks`; blank lines have an empty text. */
export function linesOf(view: string, breaks: ReadonlySet<number> = new Set()): Line[] {
  const out: Line[] = []
  const add = (start: number, end: number) => {
    const raw = view.slice(start, end)
    out.push({ start, end, at: end - raw.trimStart().length, text: raw.trim() })
  }
  const inside = [...breaks].sort((a, b) => a - b)
  let next = 0
  for (let start = 0; start <= view.length;) {
    const feed = view.indexOf('\n', start)
    const end = feed < 0 ? view.length : feed
    while ((inside[next] ?? Infinity) <= start) next += 1
    for (let cut = inside[next] ?? Infinity; cut < end; cut = inside[next] ?? Infinity) {
      if (view.slice(start, cut).trim() !== '') {
        add(start, cut)
        start = cut
      }
      next += 1
    }
    add(start, end)
    start = end + 1
  }
  return out
}

const PAGE_NUMBER =
  /^(?:[-–—―] ?[0-9]{1,3} ?[-–—―]|[0-9]{1,3}|[pP]\.? ?[0-9]{1,3}|[0-9]{1,3} ?\/ ?[0-9]{1,3}|[0-9]{1,3} ?ページ)$/
const WEB_HEAD =
  /^(?:ページID|ページ番号|更新日|掲載日|ここから本文|本文へ|印刷|ホーム|トップページ|現在の?位置|シェア|ツイート|Comments|Description|Transcript)/
const WEB_TAIL =
  /^(?:この(?:記事|ページ)(?:に関する|は)|このページの|お問い?合わせ|問い?合わせ先|ページの先頭|ページトップ|更新日|関連(?:リンク|情報|ファイル)|PDFファイルを|Adobe)/
const AMENDMENT =
  /^[(〔[［](?=.*(?:明|大|昭|平|令|・)).*(?:改正|追加|全改|繰上げ?|繰下げ?|削除|加える|改める)[^。]{0,4}[)〕\]］]$|^(?:一部)?改正 /
const LEADERS = /[.…・‥]{3} *[0-9]{1,3}$/

export const isPageNumber = (text: string) => PAGE_NUMBER.test(text)
export const isAmendmentNote = (text: string) => AMENDMENT.test(text) && text.length <= 120
export const isCaption = (text: string) =>
  text.length <= 50 && /^\((?:[^()。]|\([^()]*\))+\)$/.test(text) && !/^\([0-9a-zァ-ヶ]{1,3}\)$/.test(text)
export const isUnnumberedHeading = (text: string) =>
  text.length <= 14 && /(?:編|総則|通則|雑則|補則|罰則)$/.test(text)

/** Lines that belong to the page or the contents list, each with its reason. */
export function asideLines(view: string, lines: readonly Line[]): Map<number, UnreadReason> {
  const asides = new Map<number, UnreadReason>()
  const isBlank = (i: number) => lines[i]?.text === ''
  const labelled = (i: number) => markersAt(view, lines[i]?.at ?? 0)[0]
  const firstLabel = lines.findIndex(
    (l, i) => !isBlank(i) && labelled(i) !== undefined && !(labelled(i)?.level === '・' && isTitle(l.text)),
  )

  for (const [i, line] of lines.entries()) {
    if (isPageNumber(line.text) && !/^[0-9]+$/.test(line.text)) asides.set(i, 'page-furniture')
    else if (LEADERS.test(line.text)) asides.set(i, 'contents')
    else if (isAmendmentNote(line.text)) asides.set(i, 'amendment-note')
  }
  const title = lines.slice(0, Math.max(0, firstLabel)).find((l) => isTitle(l.text))
  markLoneNumbers(view, lines, asides, title)
  markContents(view, lines, asides)
  markRunningHeads(view, lines, asides, title)
  for (const [i, line] of lines.entries()) {
    if (asides.has(i) || isBlank(i)) continue
    if (firstLabel >= 0 && i >= firstLabel && !/^[○◯]/.test(line.text)) break
    if (isTitle(line.text) && (labelled(i)?.level ?? '・') === '・') asides.set(i, 'title')
    else if (isDateLine(line.text)) asides.set(i, 'date')
    else if (/の[全一]部を(?:次のように)?改正する。$/.test(line.text)) asides.set(i, 'amendment-note')
    else if (WEB_HEAD.test(line.text)) asides.set(i, 'page-furniture')
    else if (isUnnumberedHeading(line.text)) asides.set(i, 'unnumbered-heading')
  }
  markTail(view, lines, asides, firstLabel)
  return asides
}

/** Lines of a number alone: those that count the pages, and those after which nothing follows that they could number. */
function markLoneNumbers(
  view: string,
  lines: readonly Line[],
  asides: Map<number, UnreadReason>,
  title: Line | undefined,
): void {
  const lone = lines.flatMap((l, i) =>
    /^[0-9]{1,3}$/.test(l.text) ? [{ i, at: l.at, end: l.at + l.text.length, n: Number(l.text) }] : [],
  )
  const pages = new Set(pageNumbersAmong(view, lone, 120).map((p) => p.at))
  const beside = new Map<string, number>()
  const neighbours = (i: number) => {
    let j = i + 1
    while (lines[j]?.text === '') j += 1
    let k = i - 1
    while (lines[k]?.text === '') k -= 1
    return [lines[k], lines[j]]
  }
  // Words beside the numbers that break a sentence with them are a running head; a heading breaks none.
  const breaking = new Set<string>()
  for (const { i, at, end } of lone)
    for (const l of neighbours(i)) {
      if (l === undefined || l.text.length > 40 || /[。、]/.test(l.text)) continue
      beside.set(l.text, (beside.get(l.text) ?? 0) + 1)
      if (splitsSentence(view, [Math.min(at, l.at), Math.max(end, l.end)])) breaking.add(l.text)
    }
  const times = new Map<string, number>()
  for (const l of lines) times.set(l.text, (times.get(l.text) ?? 0) + 1)
  /** The title of the document, not a heading that reads like one: it comes again, or the text begins after it. */
  const isTitlePage = (l: Line | undefined) => {
    if (l === undefined || l.text.length < 9 || !isTitle(l.text)) return false
    if ((times.get(l.text) ?? 0) > 1) return true
    const after = lines.slice(lines.indexOf(l) + 1, lines.indexOf(l) + 6).find((x) => x.text !== '')
    return (
      after !== undefined &&
      (/^目 *次$/.test(after.text) || isDateLine(after.text) || markersAt(view, after.at)[0]?.n === 1)
    )
  }
  const isHead = (l: Line | undefined) =>
    l !== undefined &&
    l !== title &&
    (l.text === title?.text || ((beside.get(l.text) ?? 0) >= 2 && breaking.has(l.text)))
  for (const { i, at, end } of lone) {
    const between = neighbours(i)
    if (between.some(isHead) || isTitlePage(between[1]) || splitsSentence(view, [at, end])) {
      asides.set(i, 'page-furniture')
      continue
    }
    let j = i + 1
    while (lines[j]?.text === '') j += 1
    const next = lines[j]
    const numbersIt =
      next !== undefined && !/^[0-9]{1,3}$/.test(next.text) && markersAt(view, next.at).length === 0
    if (pages.has(at) || !numbersIt) asides.set(i, 'page-furniture')
  }
}

/** A short line printed again on every page, next to the page number. */
function markRunningHeads(
  view: string,
  lines: readonly Line[],
  asides: Map<number, UnreadReason>,
  title: Line | undefined,
): void {
  const visible = lines.map((_, i) => i).filter((i) => lines[i]?.text !== '')
  const beside = new Map<string, number[]>()
  for (const [k, i] of visible.entries()) {
    const text = lines[i]?.text ?? ''
    const near = [visible[k - 1], visible[k + 1]].some(
      (j) => j !== undefined && isPageNumber(lines[j]?.text ?? ''),
    )
    if (
      near &&
      text.length <= 40 &&
      !isPageNumber(text) &&
      !text.endsWith('。') &&
      (markersAt(view, lines[i]?.at ?? 0).length === 0 || (text === title?.text && lines[i] !== title))
    )
      beside.set(text, [...(beside.get(text) ?? []), i])
  }
  for (const [text, places] of beside)
    if (places.length >= 3 || text === title?.text) for (const i of places) asides.set(i, 'page-furniture')
}

function markTail(
  view: string,
  lines: readonly Line[],
  asides: Map<number, UnreadReason>,
  first: number,
): void {
  const lastPart = lines.findLastIndex((l) =>
    /^(?:条|附則|章|第N)$/.test(markersAt(view, l.at)[0]?.level ?? ''),
  )
  for (const [i, line] of lines.entries()) {
    if (i <= first || first < 0 || asides.has(i) || !WEB_TAIL.test(line.text)) continue
    if (i < lastPart) {
      asides.set(i, 'page-furniture')
      continue
    }
    for (let j = i; j < lines.length; j += 1) if (lines[j]?.text !== '') asides.set(j, 'page-furniture')
    return
  }
}
