// Hand-made gold as one shape, whatever file it comes from.
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'

export type GoldRole = { readonly word: string; readonly office: string | null }

/** What the gold says of one norm; a field it does not speak of is undefined. */
export type GoldNorm = {
  readonly id: string
  readonly subject?: readonly GoldRole[]
  readonly modality?: string
  readonly trigger?: string
  /** Openings only tell events from the rest. */
  readonly coarseTrigger?: boolean
  /** Who must permit; empty: nobody. */
  readonly approver?: readonly GoldRole[]
  readonly deadline?: string | null
  readonly target?: string | null
  readonly record?: boolean
  readonly kinds?: readonly string[]
}

export type Gold = {
  readonly name: string
  readonly nodes: readonly { readonly id: string; readonly start: number | null }[] | null
  /** Whether the gold lists every norm of the text. */
  readonly complete: boolean
  readonly norms: readonly GoldNorm[]
}

const role = z.object({
  id: z.string().nullish(),
  office: z.string().nullish(),
  ja: z.string().optional(),
  word: z.string().optional(),
})
const seedNorm = z.object({
  id: z.string(),
  subject: z.object({ roles: z.array(role) }),
  modality: z.string(),
  trigger: z.object({ type: z.string() }),
  approval: z.object({ approver: z.array(role) }).nullable(),
  record: z.unknown(),
  targetClass: z.string().nullable(),
  deadline: z.string().nullable(),
  kind: z.string(),
  secondaryKinds: z.array(z.string()).optional(),
})
const opening = z.object({
  nodes: z.array(z.string()),
  norms: z.array(
    z.object({
      node: z.string(),
      seq: z.number(),
      subject: z.string(),
      modality: z.string(),
      trigger: z.string(),
      approver: z.string(),
    }),
  ),
})
const tree = z.object({ nodes: z.array(z.object({ id: z.string(), src: z.object({ start: z.number() }) })) })

const roleOf = (r: z.infer<typeof role>): GoldRole => ({
  word: r.word ?? r.ja ?? '',
  office: r.office ?? r.id ?? null,
})
/** 「(主語なし・全員)」 of the older gold is nobody. */
const someone = (r: GoldRole) => r.office !== 'any'

/** Gold of a seed (norms, with the tree beside it), of a tree alone, or of one opening by the key of its text. */
export function goldOf(path: string, key: string): Gold {
  if (path.endsWith('.tsv')) return goldOfTable(readFileSync(path, 'utf8'), key)
  const json: unknown = JSON.parse(readFileSync(path, 'utf8'))
  const seed = z.array(seedNorm).safeParse(json)
  if (seed.success) {
    const beside = path.replace(/\.json$/, '_tree.json')
    return {
      name: basename(path, '.json'),
      nodes: existsSync(beside) ? treeNodes(JSON.parse(readFileSync(beside, 'utf8'))) : null,
      complete: true,
      norms: seed.data.map((n) => ({
        id: n.id,
        subject: n.subject.roles.map(roleOf).filter(someone),
        modality: n.modality,
        trigger: n.trigger.type,
        approver: (n.approval?.approver ?? []).map(roleOf),
        deadline: n.deadline,
        target: n.targetClass,
        record: n.record !== null,
        kinds: [n.kind, ...(n.secondaryKinds ?? [])],
      })),
    }
  }
  const asTree = tree.safeParse(json)
  if (asTree.success)
    return { name: basename(path, '.json'), nodes: treeNodes(json), complete: false, norms: [] }
  const openings = z.record(z.string(), opening).safeParse(json)
  const one = openings.success ? openings.data[key] : undefined
  if (one === undefined) throw new Error(`正解の形が分からないか、${key} がありません: ${path}`)
  const words = (s: string): GoldRole[] => (s === '' ? [] : [{ word: s, office: null }])
  return {
    name: key,
    nodes: one.nodes.map((id) => ({ id, start: null })),
    complete: false,
    norms: one.norms.map((n) => ({
      id: n.seq === 1 ? n.node : `${n.node}#${n.seq}`,
      subject: words(n.subject),
      modality: n.modality,
      trigger: n.trigger,
      coarseTrigger: true,
      approver: words(n.approver),
    })),
  }
}

/** Gold as a table: id, subjects joined by +, modality, trigger type, approvers; – for nobody. */
export function goldOfTable(table: string, name: string): Gold {
  const roles = (cell: string | undefined): GoldRole[] =>
    cell === undefined || cell === '–' ? [] : cell.split('+').map((word) => ({ word, office: null }))
  const norms = table
    .split('\n')
    .filter((line) => line !== '')
    .map((line): GoldNorm => {
      const [id = '', subject, modality, trigger, approver] = line.split('\t')
      return {
        id,
        subject: roles(subject),
        ...(modality === undefined ? {} : { modality }),
        ...(trigger === undefined ? {} : { trigger }),
        approver: roles(approver),
      }
    })
  return { name, nodes: null, complete: true, norms }
}

const treeNodes = (json: unknown) => tree.parse(json).nodes.map((n) => ({ id: n.id, start: n.src.start }))

/** Where the development data lie, if they are on this machine. */
export function sharedFolder(): string | null {
  const folder = process.env['KIJUN_SHARED'] ?? join(import.meta.dirname, '../../../shared')
  return existsSync(join(folder, 'corpora')) ? folder : null
}
