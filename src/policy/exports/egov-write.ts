import { dateParts } from '#ground/clock/date.ts'
import { formatDate } from '#ground/clock/wareki.ts'
import type { Level } from '../reading/types.ts'
import type { Differences } from './differences.ts'
import { dayOf, treesOf, type EditionModel, type ModelTree } from './edition-model.ts'
import { articleNumber, DIVISIONS, isDivisionTree, SUBITEMS } from './egov-shape.ts'
import { cutSentences, isProviso } from './sentence-cuts.ts'
import { isOwnCaption, readingsOf } from './settle.ts'
import { belowOf, type Cell, type Table } from './table-cells.ts'
import { el, xmlText, type XmlOut } from './xml-write.ts'

/** e-Gov eras by the day they begin, latest first. */
const ERAS = [
  ['Reiwa', '2019-05-01', 2018],
  ['Heisei', '1989-01-08', 1988],
  ['Showa', '1926-12-25', 1925],
  ['Taisho', '1912-07-30', 1911],
  ['Meiji', '1868-01-25', 1867],
] as const

const TAIL: readonly Level[] = ['附則', '別表', '様式']

/**
 * The edition as e-Gov 法令標準XML v3. Texts built of 条 use its own elements; texts built of 第N, 1, (1), ア become
 * Paragraph, Item and Subitem1…10 with their printed labels. What the shape cannot tell is said by an instruction.
 */
export function egovText(model: EditionModel, says: Differences): string {
  const writer = new Writer(model, says)
  return xmlText(writer.law())
}

class Writer {
  readonly model: EditionModel
  readonly says: Differences
  readonly rawOf: ReadonlyMap<string, EditionModel['tables'][number]>

  constructor(model: EditionModel, says: Differences) {
    this.model = model
    this.says = says
    this.rawOf = new Map(model.tables.filter((t) => t.raw !== '').map((t) => [t.owner, t]))
  }

  law(): XmlOut {
    const { policy, edition } = this.model
    const day = edition.decidedOn ?? dayOf(this.model)
    const { year, month, day: dayOfMonth } = dateParts(day)
    const era = ERAS.find(([, from]) => day >= from) ?? ERAS[4]
    const trees = treesOf(this.model.nodes)
    const lastMain = trees.findLastIndex((t) => !TAIL.includes(t.node.level))
    // A text of nothing but 附則 or 別表 still needs a main part.
    const main = lastMain < 0 ? trees : trees.slice(0, lastMain + 1)
    const tail = lastMain < 0 ? [] : trees.slice(lastMain + 1)
    return el(
      'Law',
      {
        Era: era[0],
        Year: Math.max(1, year - era[2]),
        Num: edition.sequence,
        LawType: 'Misc',
        Lang: 'ja',
        PromulgateMonth: month,
        PromulgateDay: dayOfMonth,
      },
      [
        el('LawNum', {}, [
          `${formatDate(day, { weekday: false })}${edition.decidedBy ?? ''} ${edition.label}`.trim(),
        ]),
        el('LawBody', {}, [
          el('LawTitle', {}, [policy.title]),
          el('MainProvision', {}, this.main(main)),
          ...tail.map((t) => this.tail(t)),
        ]),
      ],
    )
  }

  main(trees: readonly ModelTree[]): XmlOut[] {
    const level = trees[0]?.node.level
    const same = trees.every((t) => t.node.level === level)
    const raw = (wid: string) => this.rawOf.has(wid)
    if (same && level === '条') return trees.map((t) => this.article(t))
    if (same && trees.every((t) => isDivisionTree(t, raw))) return trees.map((t) => this.division(t))
    if (trees.length === 0)
      return [el('Paragraph', { Num: 1 }, [el('ParagraphNum', {}), sentences('ParagraphSentence', '')])]
    return trees.map((t, i) => this.paragraph(t, i + 1))
  }

  division({ node, children }: ModelTree): XmlOut {
    if (node.level === '条') return this.article({ node, children })
    const name = DIVISIONS.get(node.level)?.name ?? 'Chapter'
    const n = readingsOf(node.label)[0]?.n ?? node.order + 1
    return el(name, { Num: n }, [
      this.difference(node.wid),
      el(`${name}Title`, {}, [titled(node.label, node.heading)]),
      ...children.map((c) => this.division(c)),
    ])
  }

  article(tree: ModelTree): XmlOut {
    const { node } = tree
    const deleted = node.type === 'deleted' ? { Delete: true } : {}
    return el('Article', { Num: articleNumber(node.label, node.order + 1), ...deleted }, [
      this.difference(node.wid),
      node.heading === null ? null : el('ArticleCaption', {}, [`（${node.heading}）`]),
      el('ArticleTitle', {}, [node.label]),
      ...this.paragraphsOf(tree),
    ])
  }

  /** The words of an article or 附則 and what hangs on them, then the numbered paragraphs below it. */
  paragraphsOf(tree: ModelTree): XmlOut[] {
    const { node, children } = tree
    const firstNumbered = children.findIndex((c) => c.node.level === 'N' || c.node.level === '条')
    const own = firstNumbered < 0 ? children : children.slice(0, firstNumbered)
    const numbered = firstNumbered < 0 ? [] : children.slice(firstNumbered)
    const out: XmlOut[] = []
    // The caption of a 附則 is that of its first paragraph.
    const caption = node.level === '附則' && !isLawNumber(node.heading) ? node.heading : null
    if (
      node.text !== '' ||
      own.length > 0 ||
      numbered.length === 0 ||
      caption !== null ||
      this.rawOf.has(node.wid)
    ) {
      out.push(
        el('Paragraph', { Num: 1 }, [
          caption === null ? null : el('ParagraphCaption', {}, [`（${caption}）`]),
          el('ParagraphNum', {}),
          sentences('ParagraphSentence', node.text),
          ...this.below(node.wid, own, 0, 'Paragraph'),
        ]),
      )
    }
    for (const child of numbered) {
      // Inside 附則 there may be articles; whatever stands beside numbered paragraphs is written as one of them.
      if (child.node.level === '条' && node.level === '附則') out.push(this.article(child))
      else out.push(this.paragraph(child, readingsOf(child.node.label)[0]?.n ?? out.length + 1))
    }
    return out
  }

  paragraph(tree: ModelTree, n: number): XmlOut {
    const { node } = tree
    return el('Paragraph', { Num: Math.max(1, n) }, [
      this.difference(node.wid),
      node.heading === null || isOwnCaption(node)
        ? null
        : el('ParagraphCaption', {}, [`（${node.heading}）`]),
      el('ParagraphNum', {}, [node.label]),
      sentences('ParagraphSentence', node.text),
      ...this.below(node.wid, tree.children, 0, 'Paragraph'),
    ])
  }

  /** Items and tables below a paragraph or item. Where the schema wants another order, their places are marked. */
  below(
    owner: string,
    children: readonly ModelTree[],
    depth: number,
    inside: 'Paragraph' | 'Item',
  ): XmlOut[] {
    const raw = this.rawOf.get(owner)
    const groups = belowOf(children, this.model.tables)
    const tables: XmlOut[] = raw === undefined ? [] : [rawTable(raw)]
    const items: XmlOut[] = []
    const natural = inside === 'Paragraph' ? ['table', 'node'] : ['node', 'table']
    const kinds = [...(raw === undefined ? [] : ['table']), ...groups.map((g) => g.kind)]
    const runs = kinds.filter((k, i) => k !== kinds[i - 1])
    const fits = runs.length < 2 || (runs.length === 2 && (inside === 'Paragraph' || runs[0] === natural[0]))
    if (!fits && raw !== undefined) items.push(place)
    for (const group of groups) {
      if (group.kind === 'node') items.push(...this.item(group.tree, depth, items.length + 1))
      else {
        if (!fits) items.push(place)
        tables.push(this.table(group.table))
      }
    }
    return fits && runs[0] === 'table' && inside === 'Paragraph'
      ? [...tables, ...items]
      : [...items, ...tables]
  }

  /** An item of its depth; below the deepest one its children follow it, marked as hanging below. */
  item({ node, children }: ModelTree, depth: number, n: number, below = 0): XmlOut[] {
    const name = SUBITEMS[depth] ?? 'Subitem10'
    const deepest = depth >= SUBITEMS.length - 1
    const own = el(name, { Num: n }, [
      below > 0
        ? { instruction: 'kijun', data: { below, ...this.says.get(node.wid) } }
        : this.difference(node.wid),
      node.label === '' ? null : el(`${name}Title`, {}, [node.label]),
      this.itemSentence(`${name}Sentence`, isOwnCaption(node) ? null : node.heading, node.text),
      ...(deepest
        ? this.below(node.wid, [], depth + 1, 'Item')
        : this.below(node.wid, children, depth + 1, 'Item')),
    ])
    return deepest ? [own, ...children.flatMap((c, i) => this.item(c, depth, n + i + 1, below + 1))] : [own]
  }

  itemSentence(name: string, heading: string | null, text: string): XmlOut {
    if (heading === null) return sentences(name, text)
    const columns = [column(1, heading)]
    if (text !== '') columns.push(column(2, text))
    return el(name, {}, columns)
  }

  table({ shape, columns, rows }: Table): XmlOut {
    return el('TableStruct', {}, [
      shape === 'cells' ? null : { instruction: 'kijun', data: { shape } },
      el('Table', { WritingMode: 'horizontal' }, [
        columns.length === 0
          ? null
          : el(
              'TableHeaderRow',
              {},
              columns.map((c) => el('TableHeaderColumn', {}, [c])),
            ),
        ...rows.map((row) =>
          el('TableRow', {}, [this.difference(row.node.wid), ...row.cells.map((c) => this.cell(c))]),
        ),
      ]),
    ])
  }

  cell({ text, items }: Cell): XmlOut {
    if (items.length === 0) return el('TableColumn', {}, sentenceList(text))
    return el(
      'TableColumn',
      {},
      items.flatMap((t, i) => this.item(t, 0, i + 1)),
    )
  }

  tail(tree: ModelTree): XmlOut {
    const { node, children } = tree
    const n = readingsOf(node.label)[0]?.n
    const num = n === undefined || n === 0 ? {} : { Num: n }
    if (node.level === '附則') {
      const amended = isLawNumber(node.heading) ? { Type: 'Amend', AmendLawNum: node.heading } : {}
      return el('SupplProvision', amended, [
        this.difference(node.wid),
        el('SupplProvisionLabel', {}, [node.label]),
        ...this.paragraphsOf(tree),
      ])
    }
    const related =
      node.heading !== null && /^[（(][^（）()]*関係[）)]$/u.test(node.heading) ? node.heading : null
    const title = titled(node.label, related === null ? node.heading : null)
    const name = node.level === '別表' ? 'AppdxTable' : 'AppdxStyle'
    const own = node.text === '' ? [] : [el('Item', { Num: 1 }, [sentences('ItemSentence', node.text)])]
    const below = this.below(node.wid, children, 0, 'Item')
    return el(name, num, [
      this.difference(node.wid),
      el(`${name}Title`, {}, [title]),
      related === null ? null : el('RelatedArticleNum', {}, [related]),
      ...(name === 'AppdxTable'
        ? [...own, ...below]
        : [
            node.text === '' && below.length === 0
              ? null
              : el('StyleStruct', {}, [
                  el('Style', {}, below.length === 0 ? [node.text] : [...own, ...below]),
                ]),
          ]),
    ])
  }

  difference(wid: string): XmlOut | null {
    const says = this.says.get(wid)
    return says === undefined ? null : { instruction: 'kijun', data: says }
  }
}

const place: XmlOut = { instruction: 'kijun', data: { place: 'table' } }

/** Whether the heading of a 附則 names the law that brought it. */
const isLawNumber = (heading: string | null) => heading !== null && /第.{1,8}号/u.test(heading)

function titled(label: string, heading: string | null): string {
  return heading === null ? label : `${label}\u3000${heading}`
}

function sentences(name: string, text: string): XmlOut {
  return el(name, {}, sentenceList(text))
}

/** One Sentence each; a sentence before a ただし書 is `main`, the ただし書 `proviso`. */
function sentenceList(text: string): XmlOut[] {
  const cuts = text === '' ? [''] : cutSentences(text)
  return cuts.map((sentence, i) => {
    const proviso = isProviso(sentence)
    const before = isProviso(cuts[i + 1] ?? '')
    return el(
      'Sentence',
      {
        Num: cuts.length > 1 ? i + 1 : null,
        Function: proviso ? 'proviso' : before ? 'main' : null,
      },
      sentence === '' ? [] : [sentence],
    )
  })
}

function column(n: number, text: string): XmlOut {
  return el('Column', { Num: n }, sentenceList(text))
}

function rawTable(table: EditionModel['tables'][number]): XmlOut {
  return el('TableStruct', {}, [
    { instruction: 'kijun', data: { raw: table.kind, columns: table.columns } },
    el('Table', { WritingMode: 'horizontal' }, [
      el('TableRow', {}, [el('TableColumn', {}, [el('Sentence', {}, [table.raw])])]),
    ]),
  ])
}
