import { AKN, numberOf, OURS, shapeOf } from './akn-shape.ts'
import type { Differences } from './differences.ts'
import { dayOf, treesOf, type EditionModel, type ModelNode, type ModelTree } from './edition-model.ts'
import { isOwnCaption } from './settle.ts'
import { belowOf, type Below, type Cell, type Table } from './table-cells.ts'
import { el, xmlText, type XmlOut } from './xml-write.ts'

/**
 * The edition as Akoma Ntoso 3: `eId` is the path of numbers, `wId` the permanent id; what the shape cannot tell stands
 * in attributes of our own namespace.
 */
export function aknText(model: EditionModel, says: Differences): string {
  const writer = new Writer(model, says)
  return xmlText(
    el('akomaNtoso', { xmlns: AKN, 'xmlns:kijun': OURS }, [
      el('act', { name: 'policy', contains: 'singleVersion' }, [
        meta(model),
        el('preface', {}, [el('longTitle', {}, [el('p', {}, [el('docTitle', {}, [model.policy.title])])])]),
        el('body', {}, writer.below(treesOf(model.nodes), '')),
      ]),
    ]),
  )
}

/** Identification of a document of a Japanese municipality, dated by the edition. */
function meta(model: EditionModel): XmlOut {
  const { policy, edition, city } = model
  const decided = edition.decidedOn ?? dayOf(model)
  const inForce = dayOf(model)
  const work = `/akn/jp/act/policy/${city.id}/${decided}/${policy.id}`
  const expression = `${work}/jpn@${inForce}`
  const core = (uri: string, date: string, name: string, author: string) => [
    el('FRBRthis', { value: `${uri}/!main` }),
    el('FRBRuri', { value: uri }),
    el('FRBRdate', { date, name }),
    el('FRBRauthor', { href: author, as: '#author' }),
  ]
  return el('meta', {}, [
    el('identification', { source: '#kijun' }, [
      el('FRBRWork', {}, [
        ...core(work, decided, 'decision', '#city'),
        el('FRBRcountry', { value: 'jp' }),
        el('FRBRsubtype', { value: 'policy' }),
        el('FRBRnumber', { value: policy.id }),
        el('FRBRname', { value: policy.title }),
        el('FRBRprescriptive', { value: true }),
        el('FRBRauthoritative', { value: false }),
      ]),
      el('FRBRExpression', {}, [
        ...core(expression, inForce, 'in-force', '#city'),
        el('FRBRversionNumber', { value: edition.label }),
        el('FRBRlanguage', { language: 'jpn' }),
      ]),
      el('FRBRManifestation', {}, [
        ...core(`${expression}.akn`, inForce, 'export', '#kijun'),
        el('FRBRformat', { value: 'application/akn+xml' }),
      ]),
    ]),
    edition.publishedOn === null
      ? null
      : el('publication', { date: edition.publishedOn, name: 'publication', showAs: '公表' }),
    el('references', { source: '#kijun' }, [
      el('TLCOrganization', { eId: 'city', href: '/ontology/organization/city', showAs: city.name }),
      el('TLCOrganization', { eId: 'kijun', href: '/ontology/organization/kijun', showAs: 'Kijun' }),
      el('TLCRole', { eId: 'author', href: '/ontology/role/author', showAs: '制定者' }),
    ]),
  ])
}

class Writer {
  readonly model: EditionModel
  readonly says: Differences
  readonly rawOf: ReadonlyMap<string, EditionModel['tables'][number]>
  readonly used = new Set<string>()

  constructor(model: EditionModel, says: Differences) {
    this.model = model
    this.says = says
    this.rawOf = new Map(model.tables.filter((t) => t.raw !== '').map((t) => [t.owner, t]))
  }

  /** Provisions and tables below a place, each an element of the hierarchy. */
  below(trees: readonly ModelTree[], path: string): XmlOut[] {
    return belowOf(trees, this.model.tables).map((b, i) =>
      b.kind === 'node'
        ? this.provision(b.tree, path, i + 1)
        : el('hcontainer', { name: 'table', eId: this.eId(path, 'hcontainer', `table${i + 1}`) }, [
            el('content', {}, [this.table(b.table, path)]),
          ]),
    )
  }

  provision({ node, children }: ModelTree, path: string, ordinal: number): XmlOut {
    const { element, abbreviation, name } = shapeOf(node.level)
    const eId = this.eId(path, abbreviation, numberOf(node.label, node.level, ordinal))
    const blocks = this.blocks(node, eId)
    const groups = belowOf(children, this.model.tables)
    const onlyTables = groups.length > 0 && groups.every((g) => g.kind === 'table')
    return el(element, { name, ...this.identity(node, eId) }, [
      node.label === '' ? null : el('num', {}, [node.label]),
      node.heading === null || isOwnCaption(node) ? null : el('heading', {}, [node.heading]),
      ...this.inside(blocks, groups, onlyTables, children, eId),
    ])
  }

  inside(
    blocks: XmlOut[],
    groups: readonly Below[],
    onlyTables: boolean,
    children: readonly ModelTree[],
    eId: string,
  ): XmlOut[] {
    if (onlyTables) {
      const tables = groups.flatMap((g) => (g.kind === 'table' ? [this.table(g.table, eId)] : []))
      return [el('content', {}, [...blocks, ...tables])]
    }
    if (children.length === 0) return blocks.length === 0 ? [] : [el('content', {}, blocks)]
    return [blocks.length === 0 ? null : el('intro', {}, blocks), ...this.below(children, eId)].filter(
      (x) => x !== null,
    )
  }

  /** The words, a paragraph for each line, and a table nobody has confirmed. */
  blocks(node: ModelNode, eId: string): XmlOut[] {
    const words = node.text === '' ? [] : node.text.split('\n').map((line) => el('p', {}, [line]))
    const raw = this.rawOf.get(node.wid)
    if (raw === undefined) return words
    const given = {
      eId: this.eId(eId, 'table', 'raw'),
      'kijun:unconfirmed': raw.kind,
      'kijun:columns': JSON.stringify(raw.columns),
    }
    return [...words, el('table', given, [el('tr', {}, [el('td', {}, paragraphs(raw.raw))])])]
  }

  table({ shape, columns, rows }: Table, path: string): XmlOut {
    const given = shape === 'cells' ? {} : { 'kijun:shape': shape }
    return el('table', { eId: this.eId(path, 'table', '1'), ...given }, [
      columns.length === 0
        ? null
        : el(
            'tr',
            {},
            columns.map((c) => el('th', {}, [el('p', {}, [c])])),
          ),
      ...rows.map((row, i) => {
        const eId = this.eId(path, 'tr', String(i + 1))
        return el(
          'tr',
          this.identity(row.node, eId),
          row.cells.map((c) => this.cell(c, eId)),
        )
      }),
    ])
  }

  cell({ text, items }: Cell, path: string): XmlOut {
    const words = text === '' ? [] : paragraphs(text)
    if (items.length === 0) return el('td', {}, words)
    const list = items.map(({ node }, i) =>
      el('item', this.identity(node, this.eId(path, 'item', String(i + 1))), [
        el('num', {}, [node.label]),
        ...paragraphs(node.text),
      ]),
    )
    return el('td', {}, [...words, el('blockList', { eId: this.eId(path, 'list', '1') }, list)])
  }

  identity(node: ModelNode, eId: string): Record<string, string | null | undefined> {
    const says = this.says.get(node.wid)
    return {
      eId,
      wId: node.wid,
      'kijun:id': says?.id,
      'kijun:level': says?.level,
      'kijun:type': says?.type,
      'kijun:label': says?.label,
      'kijun:heading': says?.heading,
      'kijun:headed': says?.heading === null ? 'no' : undefined,
      'kijun:text': says?.text,
    }
  }

  /** A path of numbers nobody else has. */
  eId(path: string, abbreviation: string, number: string): string {
    const stem = `${path === '' ? '' : `${path}__`}${abbreviation}_${number.replaceAll(/\s/gu, '')}`
    let free = stem
    for (let n = 2; this.used.has(free); n += 1) free = `${stem}-bis${n}`
    this.used.add(free)
    return free
  }
}

const paragraphs = (text: string) => text.split('\n').map((line) => el('p', {}, line === '' ? [] : [line]))
