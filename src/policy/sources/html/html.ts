import { refuse, type Problem } from '#ground/errors/refusal.ts'
import { isElement, parseMarkup, type Element } from '../markup.ts'
import type { FormatReading } from '../source.ts'
import { createWriting } from '../writing.ts'
import { decodePage } from './charset.ts'
import { writeElement, type Met } from './page-walk.ts'
import { htmlRules } from './rules.ts'
import { mainOf } from './visible.ts'

/**
 * Reads a web page as a person would: the words in their order, one block a line; menus, breadcrumbs, heads and feet
 * as asides; tables, headings, lists and the parts of 例規 pages as hints. Nothing of the page is run or fetched.
 * @throws Refusal when no encoding reads it, or when nothing can be read in it.
 */
export function readHtml(bytes: Uint8Array, file: string): FormatReading {
  const { text: page, encoding } = decodePage(bytes, file)
  const root = parseMarkup(page, htmlRules, file)
  const writing = createWriting()
  const met: Met = { readings: 0, pictures: 0, struck: 0, replacedPictures: 0 }
  const main = mainOf(root)
  const way = { writing, met, main, preformatted: false, lists: 0, depth: null }
  if (main === null) writeElement(root, { ...way, aside: false })
  else writeAround(root, main, way)
  const { text, hints } = writing.finish()
  if (text.trim() === '') refuseBlank(root, file)
  return { text, hints, encoding, notices: noticesOf(met) }
}

/** The main part as such, and everything before and after it as furniture. */
function writeAround(
  element: Element,
  main: Element,
  way: Omit<Parameters<typeof writeElement>[1], 'aside'>,
): void {
  for (const child of element.children) {
    if (isElement(child) && child === main) writeElement(child, { ...way, aside: false })
    else if (isElement(child) && holds(child, main)) writeAround(child, main, way)
    else {
      way.writing.line()
      const from = way.writing.here()
      if (isElement(child)) writeElement(child, { ...way, aside: true })
      else way.writing.flow(child)
      way.writing.aside(from, 'page-furniture')
      way.writing.line()
    }
  }
}

const holds = (element: Element, wanted: Element): boolean =>
  element.children.some((c) => isElement(c) && (c === wanted || holds(c, wanted)))

const hasNamed = (element: Element, names: readonly string[]): boolean =>
  element.children.some((c) => isElement(c) && (names.includes(c.name) || hasNamed(c, names)))

function refuseBlank(root: Element, file: string): never {
  if (hasNamed(root, ['frameset', 'frame', 'iframe'])) {
    return refuse(
      'invalid',
      `${file}は枠(フレーム)だけのページで、本文が入っていません。本文の枠の中を開き、そのページを保存し直してください。`,
    )
  }
  if (hasNamed(root, ['script'])) {
    return refuse(
      'invalid',
      `${file}の本文は、画面に出すときに別に読み込まれる作りで、ファイルには入っていません。画面の本文を写して、テキスト(.txt)に保存してください。`,
    )
  }
  return refuse('invalid', `${file}には文字がありません。正しいファイルを選び直してください。`)
}

function noticesOf(met: Met): Problem[] {
  const out: Problem[] = []
  if (met.readings > 0) out.push({ message: `ふりがな(${met.readings}か所)は本文に入れていません。` })
  if (met.pictures > 0) {
    out.push({
      message: `画像が${met.pictures}か所あります。画像の中の文字は読み取れません。元のページと見比べてください。`,
    })
  }
  if (met.replacedPictures > 0) {
    out.push({
      message: `文字の代わりの画像(${met.replacedPictures}か所)を、その説明の文字に置き換えました。`,
    })
  }
  if (met.struck > 0) {
    out.push({
      message: `取消線の付いた文字が${met.struck}か所あります。本文に入れてあるので、要らないか確かめてください。`,
    })
  }
  return out
}
