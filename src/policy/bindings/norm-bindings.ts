import { refuse, type Problem } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { authorNames, authorOf, mayManage } from '../author.ts'
import { policyAcceptProposals, policyBindNorms, policyNormBindings } from '../contract-norms.ts'
import { findEdition, type EditionRow } from '../editions/editions.ts'
import { kinds as normKinds } from '../norms/types.ts'
import { bindingsByNorm, bindingsOf, type BindingOfNorm, type BindingState } from './norm-bound.ts'
import { normToBindOut } from '../review/norm-out.ts'
import { chapterIn, placesOf, type Places } from '../review/norm-places.ts'
import { bindingStates, chaptersOf } from '../review/norm-progress.ts'
import type { NormRow } from '../review/norm-tables.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import type { PolicyPorts } from '../ports.ts'
import {
  proposalsFor,
  proposedTogether,
  slotIndex,
  slotKey,
  type AnySlot,
  type SlotIndex,
} from './propose.ts'
import { findNorms } from '../review/review-act.ts'
import { normsIn } from '../review/stored-norms.ts'

/** 対応付け: norms with what they rest on and what is proposed, a page at a time. Five queries. */
export function normBindingsOperation(ports: PolicyPorts): Implementation {
  return implement(policyNormBindings, async (act, input) => {
    const edition = await findEdition(act, input.editionId)
    const places = await placesOf(act, edition.version_id)
    const rows = await normsIn(act.tx, act.tenantId, edition.version_id, places)
    const bindings = await bindingsOf(act, edition.version_id)
    const index = await slotIndex(act.tx, ports)
    const states = bindingStates(rows, bindings, index)
    const inside =
      input.chapter === undefined ? null : new Set(chapterIn(places, input.chapter).map((place) => place.wid))
    const bindable = rows.filter((row) => states.has(row.norm_id))
    const shown = bindable.filter(
      (row) =>
        (inside === null || inside.has(row.wid)) &&
        (!input.approvals || row.reading.approval !== null) &&
        (input.kind === undefined || row.reading.kind === input.kind) &&
        (input.show === 'all' || states.get(row.norm_id) === input.show),
    )
    const page = shown.slice((input.page - 1) * input.size, input.page * input.size)
    const nameOf = await authorNames(
      act.tx,
      ports,
      page.flatMap((row) =>
        row.decided_by === null || row.decided_by_kind === null
          ? []
          : [{ kind: row.decided_by_kind, id: row.decided_by }],
      ),
    )
    const view = { places, index, bound: bindingsByNorm(rows, bindings), nameOf }
    const counts = { total: bindable.length, bound: 0, planned: 0, gap: 0, proposed: 0, approvals: 0 }
    for (const row of bindable) {
      const state = states.get(row.norm_id) ?? 'gap'
      counts[state] += 1
      if (row.reading.approval !== null) counts.approvals += 1
      if (state === 'gap' && proposed(row, places, index).length > 0) counts.proposed += 1
    }
    return {
      editionId: edition.version_id,
      norms: page.map((row) => normToBindOut(row, view)),
      counts,
      chapters: chaptersOf(rows, places, states),
      kinds: kindsOf(bindable, states),
      mechanisms: mechanismsOut(index),
      total: shown.length,
      page: input.page,
      size: input.size,
      mayManage: mayManage(act),
    }
  })
}

/** How the norms of each kind stand. */
function kindsOf(norms: readonly NormRow[], states: ReadonlyMap<string, BindingState>) {
  const byKind = Map.groupBy(norms, (norm) => norm.reading.kind)
  return normKinds.flatMap((kind) => {
    const of = byKind.get(kind)
    if (of === undefined) return []
    const counts = { bound: 0, planned: 0, gap: 0 }
    for (const norm of of) counts[states.get(norm.norm_id) ?? 'gap'] += 1
    return [{ kind, total: of.length, ...counts }]
  })
}

const proposed = (row: NormRow, places: Places, index: SlotIndex) =>
  proposalsFor({ ...row.reading, text: row.text }, places.headings(row.wid), index)

function mechanismsOut(index: SlotIndex) {
  const byKey = Map.groupBy(
    index.all.filter((slot) => slot.carriedOver !== true),
    (slot) => slot.mechanism,
  )
  return [...byKey].map(([mechanism, slots]) => ({
    mechanism,
    mechanismName: slots[0]?.mechanismName ?? mechanism,
    kind: slots[0]?.kind ?? '',
    ready: slots[0]?.ready ?? false,
    slots: slots.map(({ slot, need }) => ({ slot, need })),
  }))
}

type Choice = { readonly norm: NormRow; readonly slot: AnySlot }

/** Binds the norms an officer chose. What is bound already stays and is counted. */
export function bindNormsOperation(ports: PolicyPorts): Implementation {
  return implement(policyBindNorms, async (act, input) => {
    await oneAtATime(act, 'policy.bind')
    const edition = await editionToBind(act, input.editionId)
    const index = await slotIndex(act.tx, ports)
    const norms = await findNorms(
      act,
      edition.version_id,
      input.choices.map((choice) => choice.normId),
    )
    const problems: Problem[] = []
    const choices = input.choices.flatMap(({ normId, mechanism, slot }, i): Choice[] => {
      const norm = norms.get(normId)
      const known = index.find(mechanism, slot)
      const found = known?.carriedOver === true ? undefined : known
      if (norm === undefined) {
        return refuse('not-found', 'その規範はこの版にありません。対応付けの画面を読み直してください。')
      }
      if (found === undefined) {
        const message = 'その仕掛けには、そのような根拠条文の欄がありません。'
        problems.push({ at: `choices.${i}.slot`, message, value: `${mechanism} ${slot}` })
        return []
      }
      return [{ norm, slot: found }]
    })
    if (problems.length > 0) {
      refuse('invalid', '仕掛けの欄が見つかりません。一覧から選び直してください。', { problems })
    }
    const done = await saveChoices(act, edition, choices)
    act.recorder.describe({
      act: '規範の対応付け',
      subject: { kind: 'binding', id: edition.version_id, label: labelOf(edition, choices.length) },
      editionId: edition.version_id,
    })
    return done
  })
}

/** Without a binding, or bound only by a key of before: what runs it now is still to be named. */
const isOpen = (bindings: readonly BindingOfNorm[] | undefined, index: SlotIndex): boolean =>
  (bindings ?? []).every(({ mechanism, slot }) => index.find(mechanism, slot)?.carriedOver === true)

/** Norms without a binding take what is proposed for them. Nothing that a person bound is taken away. */
export function acceptProposalsOperation(ports: PolicyPorts): Implementation {
  return implement(policyAcceptProposals, async (act, input) => {
    await oneAtATime(act, 'policy.bind')
    const edition = await editionToBind(act, input.editionId)
    const places = await placesOf(act, edition.version_id)
    const wids =
      input.chapter === undefined ? undefined : chapterIn(places, input.chapter).map((place) => place.wid)
    const rows = await normsIn(act.tx, act.tenantId, edition.version_id, places, wids)
    const bound = bindingsByNorm(rows, await bindingsOf(act, edition.version_id))
    const index = await slotIndex(act.tx, ports)
    const open = rows.filter((row) => row.state !== 'dismissed' && isOpen(bound.get(row.norm_id), index))
    const choices = open.flatMap((norm): Choice[] =>
      proposedTogether(proposed(norm, places, index)).map((slot) => ({ norm, slot })),
    )
    const bindable = new Set(choices.map(({ norm }) => norm.norm_id)).size
    await saveChoices(act, edition, choices)
    act.recorder.describe({
      act: '規範の対応付け(提案のとおり)',
      subject: { kind: 'binding', id: edition.version_id, label: labelOf(edition, bindable) },
      editionId: edition.version_id,
    })
    return { bound: bindable, left: open.length - bindable }
  })
}

const labelOf = (edition: EditionRow, count: number) => `${edition.document_mark} ${edition.label} ${count}件`

async function editionToBind(act: Act, editionId: string): Promise<EditionRow> {
  const edition = await findEdition(act, editionId)
  if (edition.state === 'superseded') {
    refuse('conflict', `「${edition.label}」は旧版です。対応付けは今の版か、これからの版で行ってください。`)
  }
  return edition
}

/** One binding per norm and slot. A norm that shares its sentence with another is bound by itself. */
async function saveChoices(act: Act, edition: EditionRow, choices: readonly Choice[]) {
  const shared = await sharedSentences(act, edition.version_id, choices)
  const known = new Set((await bindingsOf(act, edition.version_id)).map(keyOf))
  const author = authorOf(act)
  const rows = []
  for (const { norm, slot } of choices) {
    const row = {
      tenant_id: act.tenantId,
      binding_id: newId(),
      version_id: edition.version_id,
      wid: norm.wid,
      mechanism: slot.mechanism,
      slot: slot.slot,
      sentence: norm.seq,
      norm_id: shared.has(norm.norm_id) ? norm.norm_id : null,
      quote: norm.text,
      carried_from: null,
      confirmed_at: act.at,
      confirmed_by_kind: author.kind,
      confirmed_by: author.id,
    }
    // A binding of the whole sentence is one of each of its parts.
    if (known.has(keyOf(row)) || known.has(keyOf({ ...row, norm_id: null }))) continue
    known.add(keyOf(row))
    rows.push(row)
  }
  await act.recorder.saveAll('binding', rows)
  return {
    bound: rows.length,
    already: choices.length - rows.length,
    bindingIds: rows.map((row) => row.binding_id),
  }
}

const keyOf = (b: {
  wid: string
  mechanism: string
  slot: string
  sentence: number
  norm_id: string | null
}): string => `${b.wid} ${b.sentence} ${b.norm_id ?? ''} ${slotKey(b.mechanism, b.slot)}`

/** Of the chosen norms those whose sentence was split: other norms stand in it too. */
async function sharedSentences(
  act: Act,
  editionId: string,
  choices: readonly Choice[],
): Promise<ReadonlySet<string>> {
  const wids = [...new Set(choices.map((choice) => choice.norm.wid))]
  if (wids.length === 0) return new Set()
  const rows = await act.tx
    .selectFrom('norm')
    .select(['norm_id', 'wid', 'seq', 'seq_end'])
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', editionId)
    .where('wid', 'in', wids)
    .execute()
  const sentences = new Map<string, number>()
  const keys = (row: (typeof rows)[number]) =>
    Array.from({ length: row.seq_end - row.seq + 1 }, (_, i) => `${row.wid} ${row.seq + i}`)
  for (const row of rows) for (const key of keys(row)) sentences.set(key, (sentences.get(key) ?? 0) + 1)
  return new Set(
    rows.filter((row) => keys(row).some((key) => (sentences.get(key) ?? 0) > 1)).map((row) => row.norm_id),
  )
}
