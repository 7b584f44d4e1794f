import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { authorOf } from '../author.ts'
import type { PlannedNorm } from '../review/norm-plan.ts'
import type { PreviousEdition } from './previous-edition.ts'
import type { Prepared } from './save-edition.ts'
import { sentencesOf } from '../sentences.ts'

export type CarriedBinding = PreviousEdition['bindings'][number]

/**
 * Bindings of the edition before that go on: those of provisions with the same words, and of single sentences that
 * stand unchanged in a provision whose other words changed. Pure.
 */
export function carriedBindings(
  prepared: Prepared,
  previous: PreviousEdition | null,
  norms: readonly PlannedNorm[],
): CarriedBinding[] {
  if (previous === null) return []
  const eidOf = new Map([...prepared.aligned].map(([eid, a]) => [a.wid, { eid, change: a.change }]))
  const textOf = new Map(prepared.provisions.map((p) => [p.eid, p.text]))
  const before = Map.groupBy(previous.norms, (norm) => norm.wid)
  const now = new Map(norms.map((norm) => [norm.norm_id, norm]))
  return previous.bindings.flatMap((binding) => {
    const provision = eidOf.get(binding.wid)
    if (provision === undefined) return []
    const sentences = sentencesOf(textOf.get(provision.eid) ?? '')
    if (provision.change === 'same' || provision.change === 'renumbered') {
      return [{ ...binding, quote: sentences[binding.sentence - 1] ?? binding.quote }]
    }
    const old = before
      .get(binding.wid)
      ?.find((norm) => norm.seq <= binding.sentence && binding.sentence <= norm.seq_end)
    const goesOn = old === undefined ? undefined : now.get(old.norm_id)
    if (old === undefined || goesOn === undefined || goesOn.text !== old.text) return []
    const sentence = binding.sentence + goesOn.seq - old.seq
    return [{ ...binding, sentence, quote: sentences[sentence - 1] ?? binding.quote }]
  })
}

export async function saveCarriedBindings(
  act: Act,
  editionId: string,
  bindings: readonly CarriedBinding[],
): Promise<void> {
  const author = authorOf(act)
  await act.recorder.saveAll(
    'binding',
    bindings.map((b) => ({
      tenant_id: act.tenantId,
      binding_id: newId(),
      version_id: editionId,
      wid: b.wid,
      mechanism: b.mechanism,
      slot: b.slot,
      sentence: b.sentence,
      norm_id: b.norm_id,
      quote: b.quote,
      carried_from: b.bindingId,
      confirmed_at: act.at,
      confirmed_by_kind: author.kind,
      confirmed_by: author.id,
    })),
  )
}
