import { HIERARCHY, levelFrom } from './akn-shape.ts'
import { differenceFrom } from './difference-words.ts'
import type { TableRegion } from '../reading/types.ts'
import type { Draft, PlainAside, PlainDocument } from './plain-node.ts'
import { settle } from './settle.ts'
import { rowDraft, shapeFrom, type ReadCell } from './table-cells.ts'
import { elementsOf, findBelow, firstOf, isElement, textOf, type Xml } from './xml-read.ts'

/** Blocks of words; what else stands inside a provision is looked into. */
const WORDS = ['p', 'block', 'longTitle', 'listIntroduction', 'listWrapUp']
const LISTS = ['blockList', 'ul', 'ol']

/**
 * Reads Akoma Ntoso: every element of its hierarchy is a provision with its number, heading and words. Undefined where
 * the document has no body.
 */
export function aknDocument(root: Xml): PlainDocument | undefined {
  const body = findBelow(root, 'body') ?? findBelow(root, 'mainBody')
  if (body === undefined) return undefined
  const title = findBelow(root, 'docTitle')
  const preface = findBelow(root, 'preface')
  const preamble = findBelow(root, 'preamble')
  const before: PlainAside[] = []
  const add = (xml: Xml | undefined, reason: PlainAside['reason']) => {
    const text =
      xml === undefined
        ? ''
        : textOf(xml)
            .replaceAll(/\s*\n\s*/g, '\n')
            .trim()
    if (text !== '') before.push({ text, reason })
  }
  add(title ?? preface, 'title')
  add(preamble, 'preamble')
  const { nodes, tables } = settle(provisionsIn(body))
  return {
    title: title === undefined ? null : textOf(title).trim(),
    before,
    nodes,
    tables,
    after: [],
    notices: [],
  }
}

/** Provisions and rows below an element, in order. */
function provisionsIn(xml: Xml): Draft[] {
  return elementsOf(xml).flatMap((child): Draft[] => {
    if (child.name === 'hcontainer' && child.attributes['name'] === 'table') return rowsIn(child)
    if (HIERARCHY.has(child.name)) return [provision(child)]
    if (child.name === 'crossHeading') {
      return [{ label: textOf(child).trim(), level: '見出し', heading: null, text: '', children: [] }]
    }
    return []
  })
}

function rowsIn(xml: Xml): Draft[] {
  return elementsOf(xml).flatMap((c) => (c.name === 'table' ? rows(c) : rowsIn(c)))
}

function provision(xml: Xml): Draft {
  const num = firstOf(xml, 'num')
  const heading = firstOf(xml, 'heading')
  const blocks = elementsOf(xml, 'intro', 'content', 'wrapUp').flatMap((b) => elementsOf(b))
  const level = levelFrom(xml.name, xml.attributes['name'])
  const raw = blocks.find((b) => b.name === 'table' && b.attributes['unconfirmed'] !== undefined)
  const inBlocks = blocks.filter((b) => b !== raw).flatMap(hanging)
  return {
    ...identity(xml),
    label: num === undefined ? '' : textOf(num),
    ...(level === undefined ? {} : { level }),
    heading: heading === undefined ? null : textOf(heading),
    text: wordsOf(blocks),
    children: [...inBlocks, ...provisionsIn(xml)],
    raw: raw === undefined ? undefined : unconfirmed(raw),
  }
}

/** What hangs below a provision although it stands among its words: rows of a table, items of a list. */
function hanging(block: Xml): Draft[] {
  if (block.name === 'table') return rows(block)
  if (LISTS.includes(block.name)) return elementsOf(block, 'item', 'li').map(item)
  return WORDS.includes(block.name) ? [] : elementsOf(block).flatMap(hanging)
}

function item(xml: Xml): Draft {
  const num = firstOf(xml, 'num')
  const blocks = elementsOf(xml).filter((e) => e.name !== 'num' && e.name !== 'heading')
  const heading = firstOf(xml, 'heading')
  return {
    ...identity(xml),
    label: num === undefined ? '・' : textOf(num),
    heading: heading === undefined ? null : textOf(heading),
    text: xml.name === 'li' ? ownText(xml) : wordsOf(blocks),
    children: blocks.flatMap(hanging),
  }
}

const ownText = (xml: Xml) =>
  textOf({ ...xml, children: xml.children.filter((c) => !(isElement(c) && LISTS.includes(c.name))) }).trim()

/** Lines of words, one for each block. */
function wordsOf(blocks: readonly Xml[]): string {
  return blocks
    .filter((b) => b.name !== 'table' && !LISTS.includes(b.name))
    .map((b) => textOf(b))
    .join('\n')
}

function rows(table: Xml): Draft[] {
  const shape = shapeFrom(table.attributes['shape'])
  const heads = elementsOf(table, 'tr').find((tr) => elementsOf(tr).every((c) => c.name === 'th'))
  const columns = heads === undefined ? [] : elementsOf(heads, 'th').map((c) => wordsOf(elementsOf(c)))
  return elementsOf(table, 'tr')
    .filter((tr) => tr !== heads)
    .map((tr) => rowDraft(elementsOf(tr, 'td', 'th').map(cell), shape, { ...identity(tr), columns }))
}

function cell(xml: Xml): ReadCell {
  const blocks = elementsOf(xml)
  const items = blocks
    .filter((b) => LISTS.includes(b.name))
    .flatMap((l) => elementsOf(l, 'item', 'li').map(item))
  return { text: blocks.length === 0 ? textOf(xml).trim() : wordsOf(blocks), items }
}

function identity(xml: Xml): Pick<Draft, 'wid' | 'says'> {
  const { id, level, type, label, headed, text } = xml.attributes
  const heading = headed === 'no' ? null : xml.attributes['heading']
  return { wid: xml.attributes['wId'], says: differenceFrom({ id, level, type, label, heading, text }) }
}

const kinds: readonly TableRegion['kind'][] = ['roles', 'classification', 'unknown']

function unconfirmed(table: Xml): Draft['raw'] {
  const kind = kinds.find((k) => k === table.attributes['unconfirmed']) ?? 'unknown'
  const td = findBelow(table, 'td')
  return {
    kind,
    columns: columnsFrom(table.attributes['columns']),
    text: td === undefined ? '' : wordsOf(elementsOf(td)),
  }
}

function columnsFrom(json: string | undefined): string[] {
  try {
    const value: unknown = JSON.parse(json ?? '[]')
    return Array.isArray(value) ? value.filter((v) => typeof v === 'string') : []
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}
