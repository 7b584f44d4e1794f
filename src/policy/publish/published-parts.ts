import { formatDate } from '#ground/clock/wareki.ts'
import { treesOf, type EditionModel, type ModelTree } from '../exports/edition-model.ts'
import { tokensOf } from '../exports/oscal-tokens.ts'
import { isOwnCaption } from '../exports/settle.ts'
import { belowOf, type Table } from '../exports/table-cells.ts'
import { published } from './words.ts'

/** One piece of the published text. Places are anchors of the page. */
export type Block =
  | {
      readonly kind: 'section'
      readonly place: string
      readonly label: string
      readonly heading: string
      readonly text: string
      readonly below: readonly Block[]
    }
  | {
      readonly kind: 'clause'
      readonly place: string
      readonly label: string
      readonly text: string
      readonly below: readonly Block[]
    }
  | { readonly kind: 'table'; readonly name: string; readonly table: Table }
  | { readonly kind: 'unconfirmed'; readonly text: string }

export type Published = {
  readonly title: string
  readonly city: string
  /** 決定日, 施行日, 公表日 and the like, as people read them. */
  readonly facts: readonly (readonly [name: string, value: string])[]
  readonly blocks: readonly Block[]
}

/** What the page of a policy shows, before it is drawn as HTML or PDF. */
export function publishedParts(model: EditionModel): Published {
  const { policy, edition, city } = model
  const tokens = tokensOf(model.nodes)
  const raw = new Map(model.tables.filter((t) => t.raw !== '').map((t) => [t.owner, t.raw]))
  const day = (date: string | null) => (date === null ? null : formatDate(date, { weekday: false }))

  const blockOf = ({ node, children }: ModelTree): Block => {
    const place = tokens.get(node.wid) ?? node.wid
    const below = blocksOf(children, node.wid, `${node.label} ${node.heading ?? ''}`.trim())
    if (node.heading === null) return { kind: 'clause', place, label: node.label, text: node.text, below }
    const label = isOwnCaption(node) ? '' : node.label
    return { kind: 'section', place, label, heading: node.heading, text: node.text, below }
  }
  const blocksOf = (trees: readonly ModelTree[], owner: string | null, name: string): Block[] => {
    const unconfirmed = owner === null ? undefined : raw.get(owner)
    return [
      ...(unconfirmed === undefined ? [] : [{ kind: 'unconfirmed', text: unconfirmed } as const]),
      ...belowOf(trees, model.tables).map((b): Block =>
        b.kind === 'node'
          ? blockOf(b.tree)
          : { kind: 'table', name: `${name}${published.tableOf}`, table: b.table },
      ),
    ]
  }
  const facts: (readonly [string, string | null])[] = [
    [published.edition, edition.draft ? `${edition.label} ${published.draft}` : edition.label],
    [published.body, policy.body],
    [published.decidedOn, day(edition.decidedOn)],
    [published.decidedBy, edition.decidedBy],
    [published.effectiveFrom, day(edition.effectiveFrom)],
    [published.publishedOn, day(edition.publishedOn)],
  ]
  return {
    title: policy.title,
    city: city.name,
    facts: facts.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
    blocks: blocksOf(treesOf(model.nodes), null, policy.title),
  }
}
