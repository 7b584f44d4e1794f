import { refuse, type Problem } from '#ground/errors/refusal.ts'
import { childNamed, childrenNamed, parseMarkup, type Element } from '../markup.ts'
import type { FormatReading } from '../source.ts'
import { createWriting } from '../writing.ts'
import { writeBlocks, type Body } from './body.ts'
import { createFields } from './fields.ts'
import { readNumbering } from './numbering.ts'
import { openPackage, type Package } from './package.ts'
import type { Met } from './runs.ts'
import { readStyles } from './styles.ts'
import { xmlRules } from './xml.ts'

/**
 * Reads a Word file: the words of the body as they are printed, with the automatic numbers that are not characters of
 * the file; inserted words are in, deleted ones are not. Headers, footers, notes and text boxes come as asides.
 * @throws Refusal for a broken, secret or oversized file.
 */
export function readDocx(bytes: Uint8Array, file: string): FormatReading {
  const parts = openPackage(bytes, file)
  const mainName = mainPart(parts, file)
  const root = partTree(parts, mainName, file)
  const document = root === null ? undefined : childNamed(root, 'w:document')
  const main = document === undefined ? undefined : childNamed(document, 'w:body')
  if (main === undefined) {
    return refuse(
      'invalid',
      `${file}にワードの本文が見つかりません。ワードで開き、ワード文書(.docx)として保存し直してください。`,
    )
  }
  const related = relationsOf(parts, mainName, file)
  const one = (kind: string): Element | null => {
    const name = related.find((r) => r.kind === kind)?.name
    return name === undefined ? null : partTree(parts, name, file)
  }
  const styles = readStyles(one('styles'))
  const writing = createWriting()
  const met: Met = {
    inserted: 0,
    deleted: 0,
    readings: 0,
    pictures: 0,
    struck: 0,
    hidden: 0,
    symbols: 0,
    boxes: 0,
    notes: 0,
    attached: 0,
  }
  const body: Body = {
    writing,
    styles,
    met,
    fields: createFields(),
    notes: [],
    numbering: readNumbering(one('numbering'), styles),
    joined: false,
  }
  writeBlocks(main, body)
  writeNotes(body, { footnote: one('footnotes'), endnote: one('endnotes') })
  writeEdges(
    body,
    related
      .filter((r) => r.kind === 'header' || r.kind === 'footer')
      .flatMap((r) => partTree(parts, r.name, file) ?? []),
  )
  const { text, hints } = writing.finish()
  if (text.trim() === '' && met.pictures > 0) {
    return refuse(
      'invalid',
      `${file}には画像しかありません。画像の中の文字は読み取れないので、本文を文字で入れたファイルを選んでください。`,
    )
  }
  return { text, hints, encoding: 'UTF-8', notices: noticesOf(met) }
}

function partTree(parts: Package, name: string, file: string): Element | null {
  const xml = parts.part(name)
  return xml === null ? null : parseMarkup(xml, xmlRules, file)
}

function mainPart(parts: Package, file: string): string {
  const found = relationsOf(parts, '', file).find((r) => r.kind === 'officeDocument')?.name
  return found ?? 'word/document.xml'
}

type Relation = { readonly kind: string; readonly name: string }

/** The parts that a part refers to; only those inside the file. */
function relationsOf(parts: Package, of: string, file: string): Relation[] {
  const slash = of.lastIndexOf('/')
  const folder = of.slice(0, slash + 1)
  const root = partTree(parts, `${folder}_rels/${of.slice(slash + 1)}.rels`, file)
  const list = root === null ? undefined : childNamed(root, 'Relationships')
  return (list === undefined ? [] : childrenNamed(list, 'Relationship')).flatMap((r) => {
    const target = r.attributes.get('Target') ?? ''
    if (r.attributes.get('TargetMode') === 'External' || target === '') return []
    const name = target.startsWith('/') ? target.slice(1) : resolved(folder + target)
    return [{ kind: (r.attributes.get('Type') ?? '').split('/').at(-1) ?? '', name }]
  })
}

function resolved(path: string): string {
  const out: string[] = []
  for (const step of path.split('/')) {
    if (step === '..') out.pop()
    else if (step !== '.') out.push(step)
  }
  return out.join('/')
}

function writeNotes(body: Body, parts: { footnote: Element | null; endnote: Element | null }): void {
  for (const kind of ['footnote', 'endnote'] as const) {
    const root = parts[kind]
    const list = root === null ? undefined : childNamed(root, `w:${kind}s`)
    if (list === undefined) continue
    const byId = new Map(childrenNamed(list, `w:${kind}`).map((n) => [n.attributes.get('w:id'), n]))
    // Notes of notes are added while they are written; each is written once.
    const written = new Set<string>()
    for (const note of body.notes) {
      const element = byId.get(note.id)
      if (note.kind !== kind || element === undefined || written.has(note.id)) continue
      written.add(note.id)
      body.met.notes += 1
      const from = body.writing.here()
      writeBlocks(element, body, 1)
      body.writing.end()
      body.writing.aside(from, 'unrecognised')
    }
  }
}

/** Headers and footers, each wording once. */
function writeEdges(body: Body, roots: readonly Element[]): void {
  const seen = new Set<string>()
  for (const root of roots) {
    const element = childNamed(root, 'w:hdr') ?? childNamed(root, 'w:ftr')
    if (element === undefined) continue
    const words = JSON.stringify(element.children.length) + shown(element)
    if (seen.has(words)) continue
    seen.add(words)
    const from = body.writing.here()
    writeBlocks(element, body, 1)
    body.writing.end()
    body.writing.aside(from, 'page-furniture')
  }
}

function shown(element: Element): string {
  let text = ''
  for (const child of element.children) text += typeof child === 'string' ? child : shown(child)
  return text.trim()
}

function noticesOf(met: Met): Problem[] {
  const out: string[] = []
  if (met.deleted > 0 || met.inserted > 0) {
    out.push(
      `変更履歴が残っています。削除された文字(${met.deleted}か所)は入れず、挿入された文字(${met.inserted}か所)は入れました。変更を反映した文書か確かめてください。`,
    )
  }
  if (met.hidden > 0) out.push(`隠し文字(${met.hidden}か所)は本文に入れていません。`)
  if (met.readings > 0) out.push(`ふりがな(${met.readings}か所)は本文に入れていません。`)
  if (met.struck > 0) {
    out.push(
      `取消線の付いた文字が${met.struck}か所あります。本文に入れてあるので、要らないか確かめてください。`,
    )
  }
  if (met.boxes > 0)
    out.push(
      `文字の枠(テキストボックス)が${met.boxes}か所あります。条文として読まず、読めなかった部分に示しました。`,
    )
  if (met.notes > 0)
    out.push(`脚注が${met.notes}件あります。条文として読まず、読めなかった部分に示しました。`)
  if (met.pictures > 0)
    out.push(
      `図や画像が${met.pictures}か所あります。その中の文字は読み取れません。元の文書と見比べてください。`,
    )
  if (met.symbols > 0)
    out.push(`記号用の書体の文字(${met.symbols}か所)を「〓」に置き換えました。元の文書と見比べてください。`)
  if (met.attached > 0)
    out.push(
      `ほかのファイルを差し込んだ部分(${met.attached}か所)は読めません。ワードで開いて保存し直すと読めます。`,
    )
  return out.map((message) => ({ message }))
}
