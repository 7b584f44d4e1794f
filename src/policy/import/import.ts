import { createHash } from 'node:crypto'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { alignEditions } from '../compare/align.ts'
import { policyImport } from '../contract.ts'
import { carriedBindings, saveCarriedBindings, type CarriedBinding } from './carry-bindings.ts'
import { displayNumber } from '../display-number.ts'
import { readNorms, saveNorms, type NormReadingPlan, type NormText } from '../review/keep-norms.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { planImport, unreadOut, type ImportPlan } from './import-plan.ts'
import { previousEdition, type PreviousEdition } from './previous-edition.ts'
import type { Span } from '../reading/types.ts'
import { rowProvisions } from './row-provisions.ts'
import {
  demandFreeLabel,
  PLACE_STEP,
  ROW,
  saveEdition,
  savePolicy,
  saveProvisions,
  type Planned,
  type Prepared,
  type TablePlan,
} from './save-edition.ts'

type Known = { readonly policy_id: string; readonly title: string; readonly document_mark: string }

export function importOperation(): Implementation {
  return implement(policyImport, async (act, input) => {
    const { bytes, name } = await fileOf(act, input)
    const plan = await planImport(bytes, name)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    // Two imports at once must not both take 第2版.
    await oneAtATime(act, 'policy.import')
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
    const norms = readNorms(finalTitle, normTexts(prepared), previous?.norms ?? [])
    const kept = carriedBindings(prepared, previous, norms.norms)
    const answer = {
      ...answerOf(plan, prepared, previous, norms, kept),
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
    await saveNorms(act, editionId, norms)
    await saveCarriedBindings(act, editionId, kept)
    act.recorder.describe({ act: '取込み', subject: { ...subject, id: policyId }, editionId })
    return { ...answer, policyId, editionId, needsReview: plan.halfRead }
  })
}

async function fileOf(
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
  const { aligned, removed } = alignEditions(
    previous?.provisions ?? [],
    provisions.map((p) => ({ ...p, table: tableByEid.get(p.eid)?.text ?? null })),
    newId,
  )
  return { provisions, tables, aligned, removed: removed.length }
}

/** The provisions as norms are read from them. */
function normTexts(prepared: Prepared): NormText[] {
  return prepared.provisions.map(({ eid, parent, level, label, heading, type, text }, order) => {
    const wid = prepared.aligned.get(eid)?.wid ?? ''
    return { eid, wid, parent, order, level, label, heading, type, text }
  })
}

function answerOf(
  plan: ImportPlan,
  prepared: Prepared,
  previous: PreviousEdition | null,
  norms: NormReadingPlan,
  kept: readonly CarriedBinding[],
) {
  const byType: Record<string, number> = {}
  for (const p of prepared.provisions) byType[p.type] = (byType[p.type] ?? 0) + 1
  const changes = { same: 0, renumbered: 0, changed: 0, added: 0, removed: prepared.removed }
  for (const { change } of prepared.aligned.values()) changes[change] += 1
  return {
    strategy: plan.reading.strategy,
    format: plan.source.format,
    encoding: plan.source.encoding,
    counts: {
      provisions: prepared.provisions.length,
      byType,
      tables: plan.reading.tables.length,
      characters: plan.characters,
      unreadCharacters: plan.unreadCharacters,
    },
    changes: previous === null ? null : changes,
    bindings: { carried: kept.length, open: (previous?.bindings.length ?? 0) - kept.length },
    norms: {
      total: norms.norms.length,
      kept: norms.kept,
      reopened: norms.reopened,
      added: norms.added,
      parameters: norms.parameters.length,
      lints: norms.lints.length,
    },
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
