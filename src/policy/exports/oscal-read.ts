import { z } from 'zod'
import { levelWord } from './difference-words.ts'
import { nodeType } from '../contract-parts.ts'
import { NAMESPACE } from './oscal-norm-props.ts'
import { fromProse } from './oscal-text.ts'
import type { Draft, PlainDocument } from './plain-node.ts'
import { settle } from './settle.ts'

const propShape = z.object({ name: z.string(), value: z.string(), ns: z.string().optional() })
const props = z.array(propShape).default([])

type OscalPart = {
  name: string
  title?: string | undefined
  prose?: string | undefined
  props: z.output<typeof props>
  parts: OscalPart[]
}
const part: z.ZodType<OscalPart, unknown> = z.lazy(() =>
  z.object({
    name: z.string(),
    title: z.string().optional(),
    prose: z.string().optional(),
    props,
    parts: z.array(part).default([]),
  }),
)

type Holder = {
  id?: string | undefined
  title: string
  props: z.output<typeof props>
  parts: OscalPart[]
  groups: Holder[]
  controls: Holder[]
}
const holder: z.ZodType<Holder, unknown> = z.lazy(() =>
  z.object({
    id: z.string().optional(),
    title: z.string(),
    props,
    parts: z.array(part).default([]),
    groups: z.array(holder).default([]),
    controls: z.array(holder).default([]),
  }),
)

/** The parts of a catalog that a text is made of; the rest is not looked at. */
export const catalogShape = z.object({
  catalog: z.object({
    metadata: z.object({ title: z.string() }),
    groups: z.array(holder).default([]),
    controls: z.array(holder).default([]),
  }),
})

/** Deeper than any catalog; a deeper file was made to exhaust whoever walks it. */
const DEEPEST = 60

/** How deep a value of JSON goes, looked at without recursion. */
export function tooDeep(value: unknown, limit = DEEPEST * 2): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true
    level = level.flatMap((v) => (typeof v === 'object' && v !== null ? Object.values(v) : []))
  }
  return false
}

/** Reads an OSCAL catalog: ours with everything it says, any other by its labels, titles and statements. */
export function oscalDocument(file: z.output<typeof catalogShape>): PlainDocument {
  const { metadata, groups, controls } = file.catalog
  const { nodes, tables } = settle(inOrder([...controls, ...groups]).map(draftOf))
  const title = fromProse(metadata.title)
  return { title, before: [{ text: title, reason: 'title' }], nodes, tables, after: [], notices: [] }
}

const find = (list: Holder['props'], name: string, ns?: string) =>
  list.find((p) => p.name === name && p.ns === ns)?.value
const own = (list: Holder['props'], name: string) => find(list, name, NAMESPACE)

/** Groups and controls stand in two lists; `sort-id` tells how they were mixed. */
function inOrder(holders: readonly Holder[]): Holder[] {
  if (!holders.every((h) => find(h.props, 'sort-id') !== undefined)) return [...holders]
  const key = (h: Holder) => find(h.props, 'sort-id') ?? ''
  return holders.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}

function draftOf(h: Holder): Draft {
  const number = own(h.props, 'number')
  const statements = h.parts.filter((p) => p.name === 'statement')
  const foreign = number === undefined
  const table = h.parts.find((p) => p.name === 'unconfirmed-table')
  const below = inOrder([...h.controls, ...h.groups]).map(draftOf)
  return {
    wid: own(h.props, 'wid'),
    label: find(h.props, 'label') ?? (foreign ? (h.id ?? '') : ''),
    heading: own(h.props, 'title-from') === 'number' ? null : fromProse(h.title),
    text: statements.map((s) => (foreign ? fromProse(s.prose ?? '') : proseOf(s))).join('\n'),
    children: foreign ? [...statements.flatMap((s) => s.parts.map(itemOf)), ...below] : below,
    says: {
      id: number,
      heading: own(h.props, 'title-from') === 'number' ? null : undefined,
      level: foreign && find(h.props, 'label') === undefined ? '見出し' : levelOf(h),
      type: nodeType.safeParse(own(h.props, 'type')).data,
    },
    raw: table === undefined ? undefined : rawOf(table),
  }
}

const levelOf = (h: Holder) => levelWord.safeParse(own(h.props, 'level')).data

const proseOf = (p: OscalPart): string => fromProse(p.prose ?? '') + p.parts.map(proseOf).join('')

/** An item of a foreign statement: `a.`, `1.` … with what hangs below. */
function itemOf(p: OscalPart): Draft {
  const label = find(p.props, 'label') ?? ''
  return {
    label,
    heading: p.title === undefined ? null : fromProse(p.title),
    text: fromProse(p.prose ?? ''),
    children: p.parts.map(itemOf),
  }
}

function rawOf(p: OscalPart): Draft['raw'] {
  const kind = own(p.props, 'table-kind')
  return {
    kind: kind === 'roles' || kind === 'classification' ? kind : 'unknown',
    columns: p.props.filter((c) => c.name === 'table-column').map((c) => c.value),
    text: fromProse(p.prose ?? ''),
  }
}
