import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TextNode, Norm, NormKind } from '#policy/norms/types.ts'
import { readPolicy } from '#policy/reading/read.ts'
import { sentencesOf } from '#policy/sentences.ts'

const shared = process.env['KIJUN_SHARED'] ?? join(import.meta.dirname, '../../shared')

/** Why a test of the acceptance documents is left out; false where they are there. */
export const withoutSeeds = existsSync(join(shared, 'seeds'))
  ? false
  : 'the acceptance documents (../shared) are not on this machine'

/** A gold norm of a seed with its words, as the reader gives them. */
export type SeedNorm = {
  readonly id: string
  readonly node: string
  readonly text: string
  /** The words are a summary: the transcript has mixed up the table they stand in. */
  readonly summarised: boolean
  readonly headings: readonly string[]
  readonly draft: Norm
  readonly kind: NormKind
  readonly alsoKinds: readonly NormKind[]
  readonly hasRecord: boolean
  readonly parameters: readonly string[]
  readonly modules: readonly string[]
}

type GoldRole = { readonly id: string; readonly ja: string }
type GoldNorm = {
  readonly id: string
  readonly node: string
  readonly seq: number
  readonly path: readonly string[]
  readonly ja: string
  readonly subject: { readonly roles: readonly GoldRole[]; readonly join: Norm['subject']['join'] }
  readonly modality: Norm['modality']
  readonly trigger: { readonly type: Norm['trigger']['type'] }
  readonly approval: {
    readonly applicant: readonly GoldRole[]
    readonly approver: readonly GoldRole[]
  } | null
  readonly record: string | null
  readonly targetClass: string | null
  readonly kind: NormKind
  readonly secondaryKinds: readonly NormKind[]
  readonly qualifiers: readonly string[]
  readonly deadline: string | null
  readonly exception: string | null
  readonly parameters: readonly string[]
  readonly modules: readonly string[]
  readonly src: { readonly note?: string }
}

const seeds = { kawaguchi: 'kawaguchi-standard', neyagawa: 'neyagawa-basic-policy' } as const

/** A seed's provisions, and its gold norms with the gold's own reading of the other fields. */
export function seedNorms(name: keyof typeof seeds): {
  nodes: TextNode[]
  norms: SeedNorm[]
  title: string | null
} {
  const reading = readPolicy(readFileSync(join(shared, 'seeds', `${seeds[name]}.txt`), 'utf8'))
  const gold: GoldNorm[] = JSON.parse(readFileSync(join(shared, 'corpora', `${name}.json`), 'utf8'))
  const nodes = new Map(reading.nodes.map((n) => [n.id, n]))
  const norms = gold.map((g): SeedNorm => {
    const node = nodes.get(g.node)
    const summarised = node === undefined || g.src.note !== undefined
    const text = summarised ? g.ja : (sentencesOf(node.text)[g.seq - 1] ?? node.text)
    const headings: string[] = []
    for (let n = node; n !== undefined; n = n.parent === null ? undefined : nodes.get(n.parent)) {
      if (n.heading !== null) headings.unshift(n.heading)
    }
    const roles = (of: readonly GoldRole[]) => of.map((r) => ({ word: r.ja, office: null }))
    return {
      id: g.id,
      node: g.node,
      text,
      summarised,
      headings: node === undefined ? g.path.map((p) => p.replace(/^\S+\s*/u, '')) : headings,
      draft: {
        id: g.id,
        node: g.node,
        seq: g.seq,
        text,
        range: [0, text.length],
        subject: { roles: roles(g.subject.roles), join: g.subject.join, from: 'text' },
        modality: g.modality,
        trigger: { type: g.trigger.type, cadence: null, eventText: null },
        approval:
          g.approval === null
            ? null
            : {
                applicant: roles(g.approval.applicant),
                approver: roles(g.approval.approver),
                join: 'single',
                act: '許可',
                when: 'before',
              },
        record: g.record,
        recordFields: [],
        targetClass: g.targetClass,
        deadline: g.deadline,
        crossRefs: [],
        qualifiers: g.qualifiers,
        exception: g.exception,
        parameters: g.parameters,
        kind: g.kind,
        cues: [],
        colour: {},
      },
      kind: g.kind,
      alsoKinds: g.secondaryKinds,
      hasRecord: g.record !== null,
      parameters: g.parameters,
      modules: g.modules,
    }
  })
  return { nodes: reading.nodes.map((n) => ({ ...n })), norms, title: reading.title }
}
