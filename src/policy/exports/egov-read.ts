import type { Level, TableRegion } from '../reading/types.ts'
import { DIVISIONS, SUBITEMS } from './egov-shape.ts'
import { differenceFrom } from './difference-words.ts'
import type { Draft, PlainAside, PlainDocument } from './plain-node.ts'
import { settle, splitTitle } from './settle.ts'
import { CELL_BREAK, rowDraft, shapeFrom, type ReadCell } from './table-cells.ts'
import { elementsOf, findBelow, firstOf, isElement, parsed, saysOf, textOf, type Xml } from './xml-read.ts'

const DIVISION_NAMES = [...DIVISIONS.values()].map((d) => d.name)
const ITEM_NAMES = [...SUBITEMS, 'Class']
const APPENDIX_NAMES = ['AppdxTable', 'AppdxStyle', 'AppdxFormat', 'AppdxNote', 'AppdxFig', 'Appdx']
/** Elements whose characters are the reading of the characters beside them. */
const RUBY = ['Rt']

type Notes = { ruby: number; figures: number }

/**
 * Reads e-Gov 法令標準XML (ours, or any law's): divisions, articles, paragraphs, items, tables, 附則, 別表, 様式.
 * Undefined where the document holds no law.
 */
export function egovDocument(root: Xml): PlainDocument | undefined {
  const law = findBelow(root, 'Law') ?? findBelow(root, 'LawBody')
  const body = law === undefined ? undefined : findBelow(law, 'LawBody')
  if (law === undefined || body === undefined) return undefined
  const notes: Notes = { ruby: 0, figures: count(body, 'Fig') }
  const reader = new Reader(notes)
  const title = firstOf(body, 'LawTitle')
  const before: PlainAside[] = []
  const aside = (xml: Xml | undefined, reason: PlainAside['reason']) => {
    const text = xml === undefined ? '' : spaced(xml)
    if (text !== '') before.push({ text, reason })
  }
  aside(title, 'title')
  aside(firstOf(law, 'LawNum'), 'date')
  for (const xml of elementsOf(body, 'EnactStatement', 'Preamble')) aside(xml, 'preamble')
  aside(firstOf(body, 'TOC'), 'contents')
  const drafts: Draft[] = []
  for (const xml of elementsOf(body)) {
    if (xml.name === 'MainProvision') drafts.push(...reader.divisions(xml))
    else if (xml.name === 'SupplProvision') drafts.push(reader.supplement(xml))
    else if (APPENDIX_NAMES.includes(xml.name)) drafts.push(reader.appendix(xml))
  }
  const { nodes, tables } = settle(drafts)
  return {
    title: title === undefined ? null : words(title).trim(),
    before,
    nodes,
    tables,
    after: reader.after,
    notices: noticesOf(notes),
  }
}

/** 第1項 is the article itself, whether its number is printed or not. */
const isFirst = (label: string) => label === '' || label.normalize('NFKC') === '1'

function noticesOf({ ruby, figures }: Notes): string[] {
  const out: string[] = []
  if (ruby > 0) out.push(`ふりがな${ruby}か所は省き、元の文字だけを読み取りました。`)
  if (figures > 0) out.push(`図${figures}か所は読み取れません。元の文書で確かめてください。`)
  return out
}

const words = (xml: Xml) => textOf(xml, RUBY)

/** The words of a part that is no provision, its lines apart. */
function spaced(xml: Xml): string {
  const below = elementsOf(xml).filter((e) => !['Ruby', 'Rt', 'Sup', 'Sub', 'Line'].includes(e.name))
  if (below.length === 0) return words(xml).trim()
  return below
    .map(spaced)
    .filter((t) => t !== '')
    .join('\n')
}

class Reader {
  readonly notes: Notes
  readonly after: PlainAside[] = []

  constructor(notes: Notes) {
    this.notes = notes
  }

  /** Parts, chapters, articles or paragraphs directly inside an element. */
  divisions(xml: Xml): Draft[] {
    const out: Draft[] = []
    for (const child of elementsOf(xml)) {
      if (DIVISION_NAMES.includes(child.name)) out.push(this.division(child))
      else if (child.name === 'Article') out.push(this.article(child))
      else if (child.name === 'Paragraph') out.push(this.paragraph(child))
    }
    return out
  }

  division(xml: Xml): Draft {
    const title = firstOf(xml, `${xml.name}Title`)
    const { label, heading } = splitTitle(title === undefined ? '' : this.words(title))
    return { label, heading, text: '', children: this.divisions(xml), says: differenceFrom(saysOf(xml)) }
  }

  article(xml: Xml): Draft {
    const caption = firstOf(xml, 'ArticleCaption')
    const title = firstOf(xml, 'ArticleTitle')
    const note = firstOf(xml, 'SupplNote')
    if (note !== undefined) this.after.push({ text: this.words(note), reason: 'amendment-note' })
    return {
      label: title === undefined ? '' : this.words(title),
      level: '条',
      says: differenceFrom(saysOf(xml)),
      ...this.numbered(xml, caption === undefined ? null : unbracketed(this.words(caption))),
    }
  }

  /** The words of an article or 附則: its first paragraph, with or without a number; the others hang below. */
  numbered(xml: Xml, heading: string | null): Pick<Draft, 'heading' | 'text' | 'children' | 'raw'> {
    const [first, ...rest] = elementsOf(xml, 'Paragraph', 'Article', 'Chapter')
    const own =
      first !== undefined && first.name === 'Paragraph' && isFirst(this.title(first, 'ParagraphNum'))
    const paragraph = own ? this.paragraph(first) : null
    const others = own || first === undefined ? rest : [first, ...rest]
    return {
      heading: heading ?? paragraph?.heading ?? null,
      text: paragraph?.text ?? '',
      raw: paragraph?.raw,
      children: [
        ...(paragraph?.children ?? []),
        ...others.map((o) =>
          o.name === 'Article'
            ? this.article(o)
            : o.name === 'Chapter'
              ? this.division(o)
              : this.paragraph(o),
        ),
      ],
    }
  }

  paragraph(xml: Xml): Draft {
    const caption = firstOf(xml, 'ParagraphCaption')
    const printed = this.title(xml, 'ParagraphNum')
    const unnumbered: { level?: Level } = printed === '' ? { level: 'N' } : {}
    const sentence = firstOf(xml, 'ParagraphSentence')
    return {
      label: printed,
      heading: caption === undefined ? null : unbracketed(this.words(caption)),
      text: (sentence === undefined ? '' : this.sentences(sentence)) + this.amended(xml),
      says: differenceFrom(saysOf(xml)),
      ...unnumbered,
      ...this.below(xml),
    }
  }

  /** Words that an amending law puts in place of others, as they stand. */
  amended(xml: Xml): string {
    return elementsOf(xml, 'AmendProvision')
      .map((a) => `\n${spaced(a)}`)
      .join('')
  }

  /** Items and tables, each where it stands; a table whose place is marked goes there. */
  below(xml: Xml): Pick<Draft, 'children' | 'raw'> {
    const out: (Draft | null)[] = []
    const placed: Draft[][] = []
    let raw: Draft['raw']
    const marks = xml.children.filter(
      (c) => typeof c !== 'string' && !isElement(c) && parsed(c.data)?.['place'] === 'table',
    ).length
    for (const child of xml.children) {
      if (typeof child === 'string') continue
      if (!isElement(child)) {
        if (parsed(child.data)?.['place'] !== 'table') continue
        out.push(null)
      } else if (ITEM_NAMES.includes(child.name)) {
        this.hang(out, this.item(child), saysOf(child)?.['below'])
      } else if (child.name === 'TableStruct' || child.name === 'Table') {
        const unconfirmed = this.unconfirmed(child)
        if (unconfirmed !== undefined) raw = unconfirmed
        const rows = unconfirmed === undefined ? this.rows(child) : []
        if (placed.length < marks) placed.push(rows)
        else out.push(...rows)
      } else if (child.name === 'List') out.push(this.list(child))
      else if (child.name === 'StyleStruct') {
        out.push({ label: '', level: '行', heading: null, text: this.words(child).trim(), children: [] })
      } else if (child.name === 'Remarks') out.push(this.remarks(child))
    }
    let next = 0
    return { children: out.flatMap((d) => (d === null ? (placed[next++] ?? []) : [d])), raw }
  }

  /** Puts an item below the last one where the file says it hangs deeper than the schema goes. */
  hang(siblings: (Draft | null)[], item: Draft, below: unknown): void {
    const last = siblings.at(-1)
    if (typeof below !== 'number' || below < 1 || last === null || last === undefined) siblings.push(item)
    else siblings[siblings.length - 1] = hung(last, item, below)
  }

  item(xml: Xml): Draft {
    const says = differenceFrom(saysOf(xml))
    const label = this.title(xml, `${xml.name}Title`)
    const sentence = firstOf(xml, `${xml.name}Sentence`)
    const unlabelled: { level?: Level } = label === '' ? { level: '・' } : {}
    const { heading, text } = sentence === undefined ? { heading: null, text: '' } : this.columns(sentence)
    const below = this.below(xml)
    const inside = sentence === undefined ? [] : elementsOf(sentence, 'Table').flatMap((t) => this.rows(t))
    return {
      label,
      heading,
      text,
      says,
      ...unlabelled,
      raw: below.raw,
      children: [...inside, ...below.children],
    }
  }

  /** Two columns are a word and what it means; one alone is a heading. */
  columns(xml: Xml): { heading: string | null; text: string } {
    const columns = elementsOf(xml, 'Column').map((c) => this.sentences(c))
    if (columns.length === 0) return { heading: null, text: this.sentences(xml) }
    return { heading: columns[0] ?? '', text: columns.slice(1).join(' ') }
  }

  list(xml: Xml): Draft {
    const level = /[0-9]$/.exec(xml.name)?.[0]
    const sentence = firstOf(xml, level === undefined ? 'ListSentence' : `${xml.name}Sentence`)
    const { heading, text } = sentence === undefined ? { heading: null, text: '' } : this.columns(sentence)
    const children = elementsOf(xml, 'Sublist1', 'Sublist2', 'Sublist3').map((c) => this.list(c))
    return { label: '', level: '・', heading, text, children }
  }

  remarks(xml: Xml): Draft {
    const items = elementsOf(xml, 'Item').map((i) => this.item(i))
    return {
      label: this.title(xml, 'RemarksLabel'),
      level: '見出し',
      heading: null,
      text: items.length > 0 ? '' : this.sentences(xml),
      children: items,
    }
  }

  unconfirmed(xml: Xml): Draft['raw'] {
    const says = saysOf(xml)
    const kind = tableKinds.find((k) => k === says?.['raw'])
    if (kind === undefined) return undefined
    const columns = Array.isArray(says?.['columns'])
      ? says['columns'].filter((c) => typeof c === 'string')
      : []
    const cell = findBelow(xml, 'Sentence')
    return { kind, columns, text: cell === undefined ? '' : words(cell) }
  }

  rows(xml: Xml): Draft[] {
    const table = xml.name === 'Table' ? xml : firstOf(xml, 'Table')
    if (table === undefined) return []
    const shape = shapeFrom(saysOf(xml)?.['shape'])
    const columns = elementsOf(
      firstOf(table, 'TableHeaderRow') ?? { name: '', attributes: {}, children: [] },
    ).map((c) => this.words(c))
    const title = firstOf(xml, 'TableStructTitle')
    const rows = elementsOf(table, 'TableRow').map((row) =>
      rowDraft(
        elementsOf(row, 'TableColumn').map((c) => this.cell(c, shape === 'cells')),
        shape,
        {
          says: differenceFrom(saysOf(row)),
          columns,
        },
      ),
    )
    const named: Draft[] =
      title === undefined || this.words(title).trim() === ''
        ? rows
        : [{ label: this.words(title).trim(), level: '見出し', heading: null, text: '', children: rows }]
    return [...named, ...elementsOf(xml, 'Remarks').map((r) => this.remarks(r))]
  }

  /** A cell; what hangs in it is kept as items, or as one line of words where the row is nothing but its cells. */
  cell(xml: Xml, flat: boolean): ReadCell {
    const items = elementsOf(xml, ...ITEM_NAMES)
    if (items.length > 0 && !flat) return { text: '', items: items.map((i) => this.item(i)) }
    const sentences = elementsOf(xml, 'Sentence')
    if (sentences.length > 0) return { text: this.sentences(xml), items: [] }
    return {
      text: spaced(xml)
        .replaceAll(/[\n\t]+/g, ' ')
        .replaceAll(CELL_BREAK, ' '),
      items: [],
    }
  }

  supplement(xml: Xml): Draft {
    const label = firstOf(xml, 'SupplProvisionLabel')
    const amended = xml.attributes['AmendLawNum']
    const numbered = this.numbered(xml, amended === undefined || amended === '' ? null : amended)
    const appendices = elementsOf(
      xml,
      'SupplProvisionAppdxTable',
      'SupplProvisionAppdxStyle',
      'SupplProvisionAppdx',
    )
    return {
      label: label === undefined ? '附則' : this.words(label),
      level: '附則',
      says: differenceFrom(saysOf(xml)),
      ...numbered,
      children: [...numbered.children, ...appendices.map((a) => this.appendix(a))],
    }
  }

  appendix(xml: Xml): Draft {
    const title = firstOf(xml, `${xml.name}Title`, 'ArithFormulaNum')
    const { label, heading } = splitTitle(title === undefined ? '' : this.words(title))
    const related = firstOf(xml, 'RelatedArticleNum')
    const style = elementsOf(xml, 'StyleStruct', 'FormatStruct', 'NoteStruct', 'ArithFormula')
    const inside = style.flatMap((s) => elementsOf(s, 'Style', 'Format', 'Note'))
    const nested = inside.filter((s) => elementsOf(s).length > 0)
    const below =
      nested[0] === undefined
        ? this.below({ ...xml, children: xml.children.filter(outsideStyle) })
        : this.below(nested[0])
    const [first, ...rest] = below.children
    const own =
      first !== undefined && first.label === '' && first.level === '・' && first.children.length === 0
    const plain = style.filter((s) => !nested.some((n) => s.children.includes(n))).map((s) => words(s))
    const formText = plain.map((t, i) => (plain.length === 1 && i === 0 ? t : t.trim())).join('\n')
    return {
      label,
      level: /Style|Format/.test(xml.name) ? '様式' : '別表',
      heading:
        [heading, related === undefined ? null : this.words(related)]
          .filter((h) => h !== null)
          .join('\u3000') || null,
      text: own ? first.text : unpadded(formText),
      says: differenceFrom(saysOf(xml)),
      raw: below.raw,
      children: own ? rest : below.children,
    }
  }

  title(xml: Xml, name: string): string {
    const found = firstOf(xml, name)
    return found === undefined ? '' : this.words(found)
  }

  words(xml: Xml): string {
    this.notes.ruby += count(xml, 'Ruby')
    return words(xml)
  }

  sentences(xml: Xml): string {
    return elementsOf(xml, 'Sentence')
      .map((s) => this.words(s))
      .join('')
  }
}

const tableKinds: readonly TableRegion['kind'][] = ['roles', 'classification', 'unknown']
const outsideStyle = (c: Xml['children'][number]) =>
  typeof c === 'string' || !isElement(c) || !['StyleStruct', 'FormatStruct', 'NoteStruct'].includes(c.name)

/** Indentation around the words of a form is the file's, not the form's. */
const unpadded = (text: string) => (text.includes('\n') && text.trim() === '' ? '' : text)

function count(xml: Xml, name: string): number {
  let n = xml.name === name ? 1 : 0
  for (const child of elementsOf(xml)) n += count(child, name)
  return n
}

function hung(above: Draft, item: Draft, below: number): Draft {
  const last = above.children.at(-1)
  if (below <= 1 || last === undefined) return { ...above, children: [...above.children, item] }
  return { ...above, children: [...above.children.slice(0, -1), hung(last, item, below - 1)] }
}

/** One pair of brackets around a caption is print. */
function unbracketed(caption: string): string {
  return /^（(.*)）$/su.exec(caption)?.[1] ?? /^\((.*)\)$/su.exec(caption)?.[1] ?? caption
}
