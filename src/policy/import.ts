import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { alignEditions, type Aligned } from './align.ts'
import { authorOf } from './author.ts'
import { policyImport } from './contract.ts'
import { displayNumber } from './display-number.ts'
import { foldedProvision, planImport, unreadOut, type ImportPlan } from './import-plan.ts'
import { previousEdition, type PreviousEdition } from './previous-edition.ts'
import type { Level, NodeType, Span } from './reading/types.ts'
import { rowProvisions } from './row-provisions.ts'
import { sentencesOf } from './sentences.ts'
import type { AuthorKind, ConfirmedRow, PolicyKind } from './tables.ts'

type Request = {
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

type Known = { readonly policy_id: string; readonly title: string; readonly document_mark: string }

/** A provision of the new edition, read from the text or carried over with a confirmed table. */
type Planned = {
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

type TablePlan = {
  readonly eid: string
  readonly rows: readonly ConfirmedRow[] | null
  readonly confirmedAt: string | null
  readonly confirmedByKind: AuthorKind | null
  readonly confirmedBy: string | null
}

const ROW: Level = '行'

/** Places are spaced so that the rows of a confirmed table fit between two provisions. */
export const PLACE_STEP = 1000

export function importOperation(): Implementation {
  return implement(policyImport, async (act, input) => {
    const { bytes, name } = await sourceOf(act, input)
    const plan = planImport(bytes, name)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    // Two imports at once must not both take 第2版.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`policy.import ${act.tenantId}`}, 0))`.execute(
      act.tx,
    )
    const title = input.title ?? plan.reading.title
    const known = await knownPolicy(act, input.policyId, title)
    const finalTitle = known?.title ?? title
    if (finalTitle === undefined || finalTitle === null) {
      return refuse('invalid', '本文から題名を読み取れませんでした。規程の題名を入れてください。', {
        problems: [{ at: 'title', message: '題名を入れてください。' }],
      })
    }
    const again = known === undefined ? undefined : await sameBytes(act, known.policy_id, sha256)
    const previous = known === undefined ? null : await previousEdition(act, known.policy_id)
    const sequence = (previous?.sequence ?? 0) + 1
    const label = again?.label ?? input.label ?? `第${sequence}版`
    const prepared = prepare(plan, previous)
    const answer = {
      ...answerOf(plan, prepared, previous),
      dryRun: input.dryRun,
      already: again !== undefined,
      title: finalTitle,
      label,
    }
    const subject = { kind: 'policy', id: known?.policy_id ?? '', label: `${finalTitle} ${label}` }
    if (again !== undefined) {
      act.recorder.describe({ act: '取込み(同じ内容のため変更なし)', subject, editionId: again.version_id })
      return {
        ...answer,
        changes: null,
        bindings: { carried: 0, open: 0 },
        policyId: subject.id,
        editionId: again.version_id,
        needsReview: again.needs_review,
      }
    }
    if (input.dryRun) {
      act.recorder.describe({ act: '試し取込み', subject })
      return { ...answer, policyId: known?.policy_id ?? null, editionId: null, needsReview: plan.halfRead }
    }
    if (plan.halfRead && !input.acceptUnread) refuseHalfRead(plan, name)
    const policyId = known?.policy_id ?? (await savePolicy(act, input, finalTitle))
    await demandFreeLabel(act, policyId, label)
    const editionId = newId()
    await saveEdition(act, { ...input, policyId, editionId, sequence, label, name, sha256, plan })
    await saveProvisions(act, editionId, prepared, plan)
    await carryBindings(act, editionId, prepared, previous)
    act.recorder.describe({ act: '取込み', subject: { ...subject, id: policyId }, editionId })
    return { ...answer, policyId, editionId, needsReview: plan.halfRead }
  })
}

async function sourceOf(
  act: Act,
  input: { fileId?: string | undefined; base64?: string | undefined; fileName?: string | undefined },
): Promise<{ bytes: Uint8Array; name: string }> {
  if (input.fileId !== undefined) {
    const file = await act.files.read(input.fileId)
    return { bytes: file.bytes, name: file.name }
  }
  return { bytes: Buffer.from(input.base64 ?? '', 'base64'), name: input.fileName ?? '本文' }
}

async function knownPolicy(
  act: Act,
  policyId: string | undefined,
  title: string | null | undefined,
): Promise<Known | undefined> {
  const query = act.tx
    .selectFrom('policy')
    .select(['policy_id', 'title', 'document_mark'])
    .where('tenant_id', '=', act.tenantId)
  if (policyId !== undefined) {
    const found = await query.where('policy_id', '=', policyId).executeTakeFirst()
    return found ?? refuse('not-found', 'その規程はありません。規程の一覧から選び直してください。')
  }
  return title === undefined || title === null
    ? undefined
    : query.where('title', '=', title).executeTakeFirst()
}

const sameBytes = (act: Act, policyId: string, sha256: string) =>
  act.tx
    .selectFrom('policy_version')
    .select(['version_id', 'label', 'needs_review'])
    .where('tenant_id', '=', act.tenantId)
    .where('policy_id', '=', policyId)
    .where('source_sha256', '=', sha256)
    .executeTakeFirst()

type Prepared = {
  readonly provisions: readonly Planned[]
  readonly tables: readonly TablePlan[]
  readonly aligned: ReadonlyMap<string, Aligned>
  readonly removed: number
}

/** Provisions of the new edition with their permanent ids; confirmed tables whose raw text is the same come along. */
function prepare(plan: ImportPlan, previous: PreviousEdition | null): Prepared {
  const provisions: Planned[] = []
  const tables: TablePlan[] = []
  const tableByEid = new Map(plan.reading.tables.map((t) => [t.nodeId, t]))
  for (const n of plan.reading.nodes) {
    const place = n.order * PLACE_STEP
    const { id: eid, parent, depth, level, label, heading, type, text, span, pieces } = n
    provisions.push({
      eid,
      parent,
      place,
      depth,
      level,
      label,
      heading,
      type,
      text,
      span,
      pieces,
      confirmed: false,
    })
    const table = tableByEid.get(eid)
    if (table === undefined) continue
    const old = previous?.tables.find((t) => t.eid === eid && t.raw === table.text && t.rows !== null)
    tables.push({
      eid,
      rows: old?.rows ?? null,
      confirmedAt: old?.confirmedAt ?? null,
      confirmedByKind: old?.confirmedByKind ?? null,
      confirmedBy: old?.confirmedBy ?? null,
    })
    for (const [i, row] of rowProvisions({ eid, depth }, table.kind, old?.rows ?? []).entries()) {
      const none: Span = [table.span[0], table.span[0]]
      provisions.push({ ...row, place: place + i + 1, level: ROW, span: none, pieces: [], confirmed: true })
    }
  }
  const { aligned, removed } = alignEditions(previous?.provisions ?? [], provisions, newId)
  return { provisions, tables, aligned, removed: removed.length }
}

function answerOf(plan: ImportPlan, prepared: Prepared, previous: PreviousEdition | null) {
  const byType: Record<string, number> = {}
  for (const p of prepared.provisions) byType[p.type] = (byType[p.type] ?? 0) + 1
  const changes = { same: 0, renumbered: 0, changed: 0, added: 0, removed: prepared.removed }
  for (const { change } of prepared.aligned.values()) changes[change] += 1
  const kept = carried(prepared, previous)
  return {
    strategy: plan.reading.strategy,
    encoding: plan.decoded.encoding,
    counts: {
      provisions: prepared.provisions.length,
      byType,
      tables: plan.reading.tables.length,
      characters: plan.characters,
      unreadCharacters: plan.unreadCharacters,
    },
    changes: previous === null ? null : changes,
    bindings: { carried: kept.length, open: (previous?.bindings.length ?? 0) - kept.length },
    outline: prepared.provisions
      .filter((p) => p.depth <= 1 && p.heading !== null)
      .map((p) => ({
        eid: p.eid,
        number: displayNumber(p.eid),
        depth: p.depth,
        label: p.label,
        heading: p.heading ?? '',
      })),
    tables: plan.reading.tables.map((t) => ({
      eid: t.nodeId,
      number: displayNumber(t.nodeId),
      kind: t.kind,
      columns: [...t.columns],
      raw: t.text,
      guess: t.rows.map((r) => ({ ...r, items: [...r.items] })),
    })),
    unread: unreadOut(plan.unread),
    notices: [...plan.notices],
  }
}

function refuseHalfRead(plan: ImportPlan, name: string): never {
  const share = Math.round((100 * plan.unreadCharacters) / plan.characters)
  return refuse(
    'invalid',
    `「${name}」は本文の${share}%を条文として読み取れませんでした。示した部分を確かめ、直すか、「確認が必要」として取り込んでください。`,
    {
      problems: plan.unread
        .filter((u) => u.reason === 'preamble' || u.reason === 'unrecognised')
        .slice(0, 50)
        .map((u) => ({
          at: `${u.line}行`,
          message: '条文として読めなかった部分です。',
          value: u.text.slice(0, 100),
        })),
    },
  )
}

async function savePolicy(act: Act, request: Request, title: string): Promise<string> {
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

async function demandFreeLabel(act: Act, policyId: string, label: string): Promise<void> {
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

async function saveEdition(
  act: Act,
  edition: Request & {
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
    source_encoding: edition.plan.decoded.encoding,
    source_text: edition.plan.decoded.text,
    unread: edition.plan.unread,
    notices: edition.plan.notices,
    imported_at: act.at,
    imported_by_kind: author.kind,
    imported_by: author.id,
  })
}

async function saveProvisions(
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

/** Bindings of the edition before whose provision goes on with the same words. */
function carried(prepared: Prepared, previous: PreviousEdition | null) {
  if (previous === null) return []
  const eidOf = new Map([...prepared.aligned].map(([eid, a]) => [a.wid, { eid, change: a.change }]))
  const textOf = new Map(prepared.provisions.map((p) => [p.eid, p.text]))
  return previous.bindings.flatMap((b) => {
    const now = eidOf.get(b.wid)
    if (now === undefined || (now.change !== 'same' && now.change !== 'renumbered')) return []
    const quote = sentencesOf(textOf.get(now.eid) ?? '')[b.sentence - 1] ?? b.quote
    return [{ ...b, quote }]
  })
}

async function carryBindings(
  act: Act,
  editionId: string,
  prepared: Prepared,
  previous: PreviousEdition | null,
): Promise<void> {
  const author = authorOf(act)
  await act.recorder.saveAll(
    'binding',
    carried(prepared, previous).map((b) => ({
      tenant_id: act.tenantId,
      binding_id: newId(),
      version_id: editionId,
      wid: b.wid,
      mechanism: b.mechanism,
      slot: b.slot,
      sentence: b.sentence,
      quote: b.quote,
      carried_from: b.bindingId,
      confirmed_at: act.at,
      confirmed_by_kind: author.kind,
      confirmed_by: author.id,
    })),
  )
}
