import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import type { Aligned } from '../compare/align.ts'
import { authorOf } from '../author.ts'
import { foldedProvision, type ImportPlan } from './import-plan.ts'
import type { Level, NodeType, Span } from '../reading/types.ts'
import type { AuthorKind, ConfirmedRow, PolicyKind } from '../tables.ts'

/** What the officer says about a new edition. */
export type EditionRequest = {
  readonly kind: PolicyKind
  readonly policyId?: string | undefined
  readonly title?: string | undefined
  readonly documentMark?: string | undefined
  readonly public: boolean
  readonly label?: string | undefined
  readonly decidedBy?: string | undefined
  readonly decidedOn?: string | undefined
  readonly effectiveFrom?: string | undefined
}

/** A provision of the new edition, read from the text or carried over with a confirmed table. */
export type Planned = {
  readonly eid: string
  readonly parent: string | null
  readonly place: number
  readonly depth: number
  readonly level: Level
  readonly label: string
  readonly heading: string | null
  readonly type: NodeType
  readonly text: string
  readonly span: Span
  readonly pieces: readonly Span[]
  readonly confirmed: boolean
}

export type TablePlan = {
  readonly eid: string
  readonly rows: readonly ConfirmedRow[] | null
  readonly confirmedAt: string | null
  readonly confirmedByKind: AuthorKind | null
  readonly confirmedBy: string | null
}

export const ROW: Level = '行'

/** Places are spaced so that the rows of a confirmed table fit between two provisions. */
export const PLACE_STEP = 1000

/** Everything a new edition consists of, before it is stored. */
export type Prepared = {
  readonly provisions: readonly Planned[]
  readonly tables: readonly TablePlan[]
  readonly aligned: ReadonlyMap<string, Aligned>
  readonly removed: number
}

export async function savePolicy(act: Act, request: EditionRequest, title: string): Promise<string> {
  if (request.public && request.kind === '実施手順') {
    const message = '実施手順は公開できません。公開しない文書として取り込んでください。'
    return refuse('invalid', message, { problems: [{ at: 'public', message }] })
  }
  const policyId = newId()
  await act.recorder.save('policy', {
    tenant_id: act.tenantId,
    policy_id: policyId,
    title,
    kind: request.kind,
    document_mark:
      request.documentMark ??
      (request.kind === '規程' || request.kind === '実施手順' ? title.slice(0, 40) : request.kind),
    public: request.public,
    created_at: act.at,
  })
  return policyId
}

export async function demandFreeLabel(act: Act, policyId: string, label: string): Promise<void> {
  const taken = await act.tx
    .selectFrom('policy_version')
    .select('version_id')
    .where('tenant_id', '=', act.tenantId)
    .where('policy_id', '=', policyId)
    .where('label', '=', label)
    .executeTakeFirst()
  if (taken !== undefined) {
    refuse('conflict', `「${label}」という版はもうあります。別の版の名前を入れてください。`, {
      problems: [{ at: 'label', message: 'もう使われています。', value: label }],
    })
  }
}

export async function saveEdition(
  act: Act,
  edition: EditionRequest & {
    policyId: string
    editionId: string
    sequence: number
    label: string
    name: string
    sha256: string
    plan: ImportPlan
  },
): Promise<void> {
  const author = authorOf(act)
  await act.recorder.save('policy_version', {
    tenant_id: act.tenantId,
    version_id: edition.editionId,
    policy_id: edition.policyId,
    sequence: edition.sequence,
    label: edition.label,
    state: 'draft',
    decided_by: edition.decidedBy ?? null,
    decided_on: edition.decidedOn ?? null,
    effective_from: edition.effectiveFrom ?? null,
    effective_to: null,
    needs_review: edition.plan.halfRead,
    strategy: edition.plan.reading.strategy,
    source_name: edition.name,
    source_sha256: edition.sha256,
    source_format: edition.plan.source.format,
    source_encoding: edition.plan.source.encoding,
    source_text: edition.plan.source.text,
    source_hints: edition.plan.source.hints,
    unread: edition.plan.unread,
    notices: edition.plan.notices,
    imported_at: act.at,
    imported_by_kind: author.kind,
    imported_by: author.id,
  })
}

export async function saveProvisions(
  act: Act,
  editionId: string,
  prepared: Prepared,
  plan: ImportPlan,
): Promise<void> {
  const wid = (eid: string): string => {
    const found = prepared.aligned.get(eid)
    if (found === undefined) throw new TypeError(`provision ${eid} was not given a permanent id`)
    return found.wid
  }
  await act.recorder.saveAll(
    'provision',
    prepared.provisions.map((p) => ({
      tenant_id: act.tenantId,
      version_id: editionId,
      wid: wid(p.eid),
      eid: p.eid,
      parent_wid: p.parent === null ? null : wid(p.parent),
      place: p.place,
      depth: p.depth,
      level: p.level,
      label: p.label,
      heading: p.heading,
      type: p.type,
      text: p.text,
      folded: foldedProvision(p.eid, p.heading, p.text),
      span_start: p.span[0],
      span_end: p.span[1],
      pieces: p.pieces,
      confirmed: p.confirmed,
    })),
  )
  const planned = new Map(prepared.tables.map((t) => [t.eid, t]))
  await act.recorder.saveAll(
    'provision_table',
    plan.reading.tables.map((t) => ({
      tenant_id: act.tenantId,
      version_id: editionId,
      wid: wid(t.nodeId),
      kind: t.kind,
      span_start: t.span[0],
      span_end: t.span[1],
      raw: t.text,
      columns: t.columns,
      guess: t.rows,
      rows: planned.get(t.nodeId)?.rows ?? null,
      confirmed_at: planned.get(t.nodeId)?.confirmedAt ?? null,
      confirmed_by_kind: planned.get(t.nodeId)?.confirmedByKind ?? null,
      confirmed_by: planned.get(t.nodeId)?.confirmedBy ?? null,
    })),
  )
}
