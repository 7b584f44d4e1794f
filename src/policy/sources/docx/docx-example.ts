// Word files for the tests, their parts written by hand so that numbering and marks are exactly those wanted.
import { strToU8, zipSync, type Zippable } from 'fflate'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const NAMESPACES =
  `xmlns:w="${W}" xmlns:r="${OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

export type DocxParts = {
  /** Children of w:body. */
  readonly body: string
  /** Children of w:numbering. */
  readonly numbering?: string
  /** Children of w:styles. */
  readonly styles?: string
  readonly footnotes?: string
  readonly header?: string
  readonly footer?: string
  /** Further files, or replacements of those made here. */
  readonly others?: Readonly<Record<string, string | Uint8Array>>
}

const PARTS = [
  ['numbering', 'word/numbering.xml', 'w:numbering'],
  ['styles', 'word/styles.xml', 'w:styles'],
  ['footnotes', 'word/footnotes.xml', 'w:footnotes'],
  ['header', 'word/header1.xml', 'w:hdr'],
  ['footer', 'word/footer1.xml', 'w:ftr'],
] as const

/** The bytes of a Word file made of these parts. */
export function docxOf(parts: DocxParts): Uint8Array {
  const files: Zippable = {
    '[Content_Types].xml': strToU8(
      `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(relations([['officeDocument', 'word/document.xml']])),
    'word/document.xml': strToU8(
      `${HEAD}<w:document ${NAMESPACES}><w:body>${parts.body}</w:body></w:document>`,
    ),
  }
  const related: [string, string][] = []
  for (const [key, path, name] of PARTS) {
    const content = parts[key]
    if (content === undefined) continue
    files[path] = strToU8(`${HEAD}<${name} ${NAMESPACES}>${content}</${name}>`)
    related.push([key, path.replace('word/', '')])
  }
  files['word/_rels/document.xml.rels'] = strToU8(relations(related))
  for (const [path, content] of Object.entries(parts.others ?? {})) {
    files[path] = typeof content === 'string' ? strToU8(content) : content
  }
  return zipSync(files, { level: 1 })
}

const relations = (all: readonly (readonly [string, string])[]): string =>
  `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
    .map(([kind, target], i) => `<Relationship Id="r${i + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`)
    .join('')}</Relationships>`

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

export const run = (text: string, properties = ''): string =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`

/** A paragraph of one run, or of ready-made runs. */
export const para = (words: string, properties = ''): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${words.startsWith('<') ? words : run(words)}</w:p>`

/** A paragraph with an automatic number. */
export const item = (numId: number, level: number, words: string): string =>
  para(words, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`)

/** A level of an abstract list: its form and text, and more of its children. */
export const level = (at: number, form: string, text: string, more = '', start = 1): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="${start}"/><w:numFmt w:val="${form}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`

export const abstractList = (id: number, levels: string): string =>
  `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="multilevel"/>${levels}</w:abstractNum>`

export const list = (id: number, abstractId: number, more = ''): string =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstractId}"/>${more}</w:num>`

export const cell = (content: string, properties = ''): string =>
  `<w:tc>${properties === '' ? '' : `<w:tcPr>${properties}</w:tcPr>`}${content.startsWith('<') ? content : para(content)}</w:tc>`

export const row = (cells: readonly string[], properties = ''): string =>
  `<w:tr>${properties === '' ? '' : `<w:trPr>${properties}</w:trPr>`}${cells.join('')}</w:tr>`

export const table = (rows: readonly string[]): string => `<w:tbl>${rows.join('')}</w:tbl>`
