import { isDateLine, isTitle } from './front-matter.ts'
import { markersAt } from './markers.ts'
import type { UnreadReason } from './types.ts'

/** One line of the source: `at` is the place of its first visible character. */
export type Line = {
  readonly start: number
  readonly end: number
  readonly at: number
  readonly text: string
}

/** Splits the width view into lines; blank lines have an empty text. */
export function linesOf(view: string): Line[] {
  const out: Line[] = []
  let start = 0
  for (const raw of view.split('\n')) {
    const text = raw.trim()
    out.push({ start, end: start + raw.length, at: start + raw.length - raw.trimStart().length, text })
    start += raw.length + 1
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
const LEADERS = /[.…・‥]{3,} *[0-9]{1,3}$/
const RANGE = /[(（]第[0-9一二三四五六七八九十百]+条(?:の[0-9]+)*(?:[・、～~―ー－-].*)?[)）]$/

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
    if (isPageNumber(line.text)) asides.set(i, 'page-furniture')
    else if (LEADERS.test(line.text)) asides.set(i, 'contents')
    else if (isAmendmentNote(line.text)) asides.set(i, 'amendment-note')
  }
  markContents(view, lines, asides)
  markRunningHeads(view, lines, asides)
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

/** 目次: from its heading to the second time its first entry is printed. */
function markContents(view: string, lines: readonly Line[], asides: Map<number, UnreadReason>): void {
  const head = lines.findIndex((l) => /^目 *次$/.test(l.text))
  if (head < 0) return
  asides.set(head, 'contents')
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

/** A short line printed again on every page, next to the page number. */
function markRunningHeads(view: string, lines: readonly Line[], asides: Map<number, UnreadReason>): void {
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
      markersAt(view, lines[i]?.at ?? 0).length === 0
    )
      beside.set(text, [...(beside.get(text) ?? []), i])
  }
  for (const places of beside.values())
    if (places.length >= 3) for (const i of places) asides.set(i, 'page-furniture')
}

function markTail(
  view: string,
  lines: readonly Line[],
  asides: Map<number, UnreadReason>,
  first: number,
): void {
  for (const [i, line] of lines.entries()) {
    if (i <= first || first < 0 || asides.has(i) || !WEB_TAIL.test(line.text)) continue
    const goesOn = lines
      .slice(i + 1)
      .some((l) => /^(?:条|附則|章|第N)$/.test(markersAt(view, l.at)[0]?.level ?? ''))
    if (goesOn) {
      asides.set(i, 'page-furniture')
      continue
    }
    for (let j = i; j < lines.length; j += 1) if (lines[j]?.text !== '') asides.set(j, 'page-furniture')
    return
  }
}
