import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { planNorms, type NormPlan, type PlannedNorm } from './norm-plan.ts'
import type { StoredLint, StoredParameter, StoredTerm } from './norm-tables.ts'
import { extractNorms } from '../norms/extract-norms.ts'
import type { Extraction, TextNode } from '../norms/types.ts'

/** A provision as norms are read from it. */
export type NormText = Omit<TextNode, 'id'> & { readonly eid: string; readonly wid: string }

/** What the text of an edition says, joined with what was known of it. Pure but for new ids. */
export type NormReadingPlan = NormPlan & {
  readonly parameters: readonly StoredParameter[]
  readonly terms: readonly StoredTerm[]
  readonly lints: readonly StoredLint[]
}

/** Extracts the norms of an edition and joins them with those before. Offline and deterministic. */
export function readNorms(
  title: string,
  texts: readonly NormText[],
  before: readonly PlannedNorm[],
): NormReadingPlan {
  const nodes = texts.map(({ eid, parent, order, level, label, heading, type, text }): TextNode => ({
    id: eid,
    parent,
    order,
    level,
    label,
    heading,
    type,
    text,
  }))
  const extraction = extractNorms({ title, nodes })
  const widOf = new Map(texts.map((text) => [text.eid, text.wid]))
  return {
    ...planNorms(texts, extraction.norms, before, newId),
    parameters: extraction.parameters.map(({ id, label, unit, words, usual }) => ({
      id,
      label,
      unit,
      words,
      usual,
    })),
    terms: extraction.terms.flatMap((term) => {
      const node = widOf.get(term.node)
      return node === undefined ? [] : [{ ...term, node }]
    }),
    lints: keyedLints(extraction.lints, widOf),
  }
}

/** Findings with permanent ids, each with a key under which a note about it lives on. */
function keyedLints(lints: Extraction['lints'], widOf: ReadonlyMap<string, string>): StoredLint[] {
  const seen = new Map<string, number>()
  // A place may be a provision or one of its sentences (`…#2`).
  const place = (id: string) => widOf.get(id) ?? widOf.get(id.replace(/#[0-9]+$/, ''))
  return lints.map((lint) => {
    const node = lint.node === null ? null : (place(lint.node) ?? null)
    const name = [lint.code, node ?? '', lint.text].join('\n')
    const nth = (seen.get(name) ?? 0) + 1
    seen.set(name, nth)
    const key = createHash('sha256').update(`${name}\n${nth}`).digest('hex').slice(0, 32)
    return { ...lint, node, key, related: lint.related.flatMap((id) => place(id) ?? []) }
  })
}

/** Stores what was read; of norms that are already in this edition only what differs. */
export async function saveNorms(
  act: Act,
  editionId: string,
  plan: NormReadingPlan,
  stored: readonly PlannedNorm[] = [],
): Promise<void> {
  const known = new Map(stored.map((norm) => [norm.norm_id, norm]))
  const key = { tenant_id: act.tenantId, version_id: editionId }
  const changed = plan.norms.filter((norm) => {
    const before = known.get(norm.norm_id)
    return before === undefined || !isDeepStrictEqual(norm, before)
  })
  await act.recorder.saveAll(
    'norm',
    changed.map((norm) => ({ ...key, ...norm })),
  )
  await act.recorder.removeAll(
    'norm',
    plan.removed.filter((id) => known.has(id)).map((norm_id) => ({ version_id: editionId, norm_id })),
  )
  await act.recorder.save('edition_reading', {
    ...key,
    parameters: plan.parameters,
    terms: plan.terms,
    lints: plan.lints,
    read_at: act.at,
  })
}

/** Norms of an edition as they are joined with a new reading. */
export function storedNorms(act: Act, editionId: string): Promise<PlannedNorm[]> {
  return act.tx
    .selectFrom('norm')
    .select([
      'norm_id',
      'wid',
      'seq',
      'seq_end',
      'range_start',
      'range_end',
      'text',
      'machine',
      'reading',
      'cues',
      'colour',
      'refs',
      'parameters',
      'worst',
      'state',
      'revision',
      'decided_at',
      'decided_by_kind',
      'decided_by',
    ])
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', editionId)
    .orderBy('wid')
    .orderBy('range_start')
    .execute()
}

/**
 * Reads the norms of a stored edition (again): after a table was confirmed, or with a newer reader. What was decided
 * about sentences that are still there and still read the same stays. Call under the lock `policy.norms`.
 */
export async function readStoredEdition(
  act: Act,
  edition: { readonly version_id: string; readonly title: string },
): Promise<NormReadingPlan> {
  const provisions = await act.tx
    .selectFrom('provision')
    .select(['wid', 'eid', 'parent_wid', 'level', 'label', 'heading', 'type', 'text'])
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', edition.version_id)
    .orderBy('place')
    .execute()
  const stored = await storedNorms(act, edition.version_id)
  const eidOf = new Map(provisions.map((p) => [p.wid, p.eid]))
  const texts = provisions.map(({ parent_wid, ...p }, order): NormText => ({
    ...p,
    parent: parent_wid === null ? null : (eidOf.get(parent_wid) ?? null),
    order,
  }))
  const plan = readNorms(edition.title, texts, stored)
  await saveNorms(act, edition.version_id, plan, stored)
  return plan
}
