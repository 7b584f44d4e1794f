import { derivedId } from '#ground/ids/ids.ts'
import { displayNumber } from '../display-number.ts'
import type { Level } from '../reading/types.ts'
import { dayOf, treesOf, type EditionModel, type ModelNorm, type ModelTree } from './edition-model.ts'
import { NAMESPACE, normProps, prop, type Prop } from './oscal-norm-props.ts'
import { propValue, toProse } from './oscal-text.ts'
import { tokenOf, tokensOf } from './oscal-tokens.ts'
import { cutSentences } from './sentence-cuts.ts'

export const OSCAL_VERSION = '1.2.1'

type Part = {
  readonly id: string
  readonly name: string
  readonly ns?: string
  readonly props?: readonly Prop[]
  readonly prose?: string
  readonly parts?: readonly Part[]
  readonly links?: readonly Link[]
}
type Link = { readonly href: string; readonly rel: string; readonly text?: string }
type Param = {
  readonly id: string
  readonly label: string
  readonly usage?: string
  readonly props?: readonly Prop[]
  readonly guidelines?: readonly { readonly prose: string }[]
}
type Shell = {
  readonly id: string
  readonly class: string
  readonly title: string
  readonly params?: readonly Param[]
  readonly props: readonly Prop[]
  readonly parts?: readonly Part[]
}
type Control = Shell & { readonly controls?: readonly Control[] }
type Group = Shell & { readonly groups?: readonly Group[]; readonly controls?: readonly Control[] }

/**
 * The edition as an OSCAL catalog: headings are groups, provisions controls, sentences parts with what they say as
 * properties of our own namespace; open values are params without a value (the profile sets the city's).
 * The same edition gives the same bytes.
 */
export function oscalCatalog(model: EditionModel): object {
  const writer = new Writer(model)
  const trees = treesOf(model.nodes)
  const groups = trees.filter((t) => isGroup(t)).map((t) => writer.group(t))
  const controls = trees.filter((t) => !isGroup(t)).map((t) => writer.control(t))
  const rest = model.parameters.filter((p) => !writer.placed.has(p.id)).map((p) => param(p))
  const content = {
    metadata: metadata(model, model.policy.title),
    ...some('params', rest),
    ...some('controls', controls),
    ...some('groups', groups),
  }
  return {
    catalog: { uuid: derivedId(`oscal-catalog ${model.edition.id} ${JSON.stringify(content)}`), ...content },
  }
}

/** An object with one list, or none where the list is empty: OSCAL knows no empty lists. */
export function some<K extends string, T>(key: K, list: readonly T[]): { [P in K]?: readonly T[] } {
  const out: { [P in K]?: readonly T[] } = {}
  if (list.length > 0) out[key] = list
  return out
}

/** Metadata of a catalog or profile; the day is the edition's. */
export function metadata(model: EditionModel, title: string) {
  const { city, policy, edition } = model
  const party = derivedId(`party ${city.id}`)
  const facts: [string, string | null][] = [
    ['policy-kind', policy.kind],
    ['policy-body', policy.body],
    ['decided-by', edition.decidedBy],
    ['decided-on', edition.decidedOn],
    ['effective-from', edition.effectiveFrom],
    ['edition-state', edition.draft ? 'draft' : 'decided'],
    ['edition-id', edition.id],
  ]
  return {
    title: toProse(title.replaceAll(/\s+/gu, ' ')),
    ...(edition.publishedOn === null ? {} : { published: `${edition.publishedOn}T00:00:00+09:00` }),
    'last-modified': `${dayOf(model)}T00:00:00+09:00`,
    version: propValue(edition.label) ?? String(edition.sequence),
    'oscal-version': OSCAL_VERSION,
    props: facts.flatMap(([name, value]) => (value === null ? [] : prop(name, value))),
    roles: [{ id: 'creator', title: '制定した団体' }],
    parties: [{ uuid: party, type: 'organization', name: propValue(city.name) ?? '団体' }],
    'responsible-parties': [{ 'role-id': 'creator', 'party-uuids': [party] }],
  }
}

const GROUPED: readonly Level[] = ['編', '部', '章', '節', '款', '目', '第N', '附則']

/** Headings at the top with everything they hold: a group may hold groups or controls, not both. */
function isGroup({ node, children }: ModelTree): boolean {
  return GROUPED.includes(node.level) && node.type === 'heading' && children.length > 0
}

class Writer {
  readonly model: EditionModel
  readonly tokens: ReadonlyMap<string, string>
  readonly widOf: ReadonlyMap<string, string>
  readonly normsOf: ReadonlyMap<string, readonly ModelNorm[]>
  readonly raw: ReadonlyMap<string, EditionModel['tables'][number]>
  readonly bindings: ReadonlyMap<string, EditionModel['bindings']>
  /** Open values that stand in a control already. */
  readonly placed = new Set<string>()

  constructor(model: EditionModel) {
    this.model = model
    this.tokens = tokensOf(model.nodes)
    this.widOf = new Map(model.nodes.map((n) => [n.eid, n.wid]))
    this.normsOf = Map.groupBy(model.norms, (n) => n.node)
    this.raw = new Map(model.tables.filter((t) => t.raw !== '').map((t) => [t.owner, t]))
    this.bindings = Map.groupBy(model.bindings, (b) => b.wid)
  }

  group(tree: ModelTree): Group {
    const rest = this.shell(tree)
    const { children } = tree
    if (children.every(isGroup)) return { ...rest, groups: children.map((c) => this.group(c)) }
    return { ...rest, controls: children.map((c) => this.control(c)) }
  }

  control(tree: ModelTree): Control {
    const own = this.shell(tree)
    return {
      ...own,
      ...(tree.children.length === 0 ? {} : { controls: tree.children.map((c) => this.control(c)) }),
    }
  }

  shell({ node }: ModelTree): Shell {
    const id = this.token(node.wid)
    const norms = this.normsOf.get(node.eid) ?? []
    const title = node.heading ?? displayNumber(node.eid)
    const parts = [...this.statement(id, node.text, norms, node.wid), ...this.table(id, node.wid)]
    return {
      id,
      class: node.type,
      title: toProse(title).replaceAll('\n', ' ') || node.eid,
      ...some('params', this.params(norms)),
      props: [
        ...(propValue(node.label) === undefined
          ? []
          : [{ name: 'label', value: propValue(node.label) ?? '' }]),
        { name: 'sort-id', value: String(node.order + 1).padStart(6, '0') },
        ...prop('wid', node.wid),
        ...prop('number', node.eid),
        ...prop('level', node.level),
        ...prop('type', node.type),
        ...(node.heading === null ? prop('title-from', 'number') : []),
      ],
      ...some('parts', parts),
    }
  }

  /** The words: one statement, or one with an item for each sentence. */
  statement(id: string, text: string, norms: readonly ModelNorm[], wid: string): Part[] {
    if (text === '') return []
    const cuts = cutSentences(text)
    let from = 0
    const items = cuts.map((sentence, i): Part => {
      const [start, end] = [from, from + sentence.length]
      from = end
      const here = norms.filter((n) => n.range[0] >= start && n.range[0] < end)
      const props = [
        ...here.flatMap((n) => normProps(n, here.length > 1 ? `norm-${n.seq}` : undefined)),
        ...(this.bindings.get(wid) ?? [])
          .filter((b) => b.sentence === i + 1)
          .flatMap((b) => prop('binding', `${b.mechanism}#${b.slot}`)),
      ]
      const links = here.flatMap((n) => this.links(n))
      return {
        id: `${id}_smt.${i + 1}`,
        name: 'item',
        ...(props.length === 0 ? {} : { props }),
        prose: toProse(sentence),
        ...(links.length === 0 ? {} : { links }),
      }
    })
    const [only, ...more] = items
    if (only !== undefined && more.length === 0) return [{ ...only, id: `${id}_smt`, name: 'statement' }]
    return [{ id: `${id}_smt`, name: 'statement', parts: items }]
  }

  table(id: string, wid: string): Part[] {
    const table = this.raw.get(wid)
    if (table === undefined) return []
    const props = [
      ...prop('table-kind', table.kind),
      ...table.columns.flatMap((c) => prop('table-column', c)),
    ]
    return [{ id: `${id}_tbl`, name: 'unconfirmed-table', ns: NAMESPACE, props, prose: toProse(table.raw) }]
  }

  /** The open values a control is the first to cite. */
  params(norms: readonly ModelNorm[]): Param[] {
    const ids = new Set(norms.flatMap((n) => n.parameters))
    return this.model.parameters.flatMap((p) => {
      if (!ids.has(p.id) || this.placed.has(p.id)) return []
      this.placed.add(p.id)
      return [param(p)]
    })
  }

  links(norm: ModelNorm): Link[] {
    const seen = new Set<string>()
    return norm.crossRefs.flatMap((ref) =>
      ref.to.flatMap((to): Link[] => {
        const wid = this.widOf.get(to)
        if (wid === undefined || seen.has(wid)) return []
        seen.add(wid)
        const text = propValue(ref.text)
        return [
          {
            href: `#${encodeURIComponent(this.token(wid))}`,
            rel: 'reference',
            ...(text === undefined ? {} : { text: toProse(text) }),
          },
        ]
      }),
    )
  }

  token(wid: string): string {
    return this.tokens.get(wid) ?? tokenOf(wid)
  }
}

function param(p: EditionModel['parameters'][number]): Param {
  const words = propValue(p.words)
  return {
    id: tokenOf(p.id),
    ...(p.unit === '' ? {} : { props: prop('unit', p.unit) }),
    label: toProse(propValue(p.label) ?? p.id),
    ...(words === undefined ? {} : { usage: `条文の言葉: ${toProse(words)}` }),
    ...(p.usual === null
      ? {}
      : { guidelines: [{ prose: toProse(`通例は${p.usual.value}${p.unit}。出所: ${p.usual.source}`) }] }),
  }
}
