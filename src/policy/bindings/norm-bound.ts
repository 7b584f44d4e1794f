import type { Act } from '#ground/operation/act.ts'
import type { SlotIndex } from './propose.ts'

export type BindingOfNorm = {
  readonly binding_id: string
  readonly wid: string
  readonly mechanism: string
  readonly slot: string
  readonly sentence: number
  readonly norm_id: string | null
  readonly carried_from: string | null
}

export type BindingState = 'bound' | 'planned' | 'gap'

type NormKey = {
  readonly norm_id: string
  readonly wid: string
  readonly seq: number
  readonly seq_end: number
}

/** Bindings of an edition. One query. */
export const bindingsOf = (act: Act, editionId: string): Promise<BindingOfNorm[]> =>
  act.tx
    .selectFrom('binding')
    .select(['binding_id', 'wid', 'mechanism', 'slot', 'sentence', 'norm_id', 'carried_from'])
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', editionId)
    .orderBy('confirmed_at')
    .orderBy('binding_id')
    .execute()

/**
 * Which bindings each norm of an edition has. A binding is of a sentence and so of every norm that stands in it;
 * one that names a part of a split sentence is of that part alone, and of the whole sentence again when the part is
 * merged away. Pure.
 */
export function bindingsByNorm(
  norms: readonly NormKey[],
  bindings: readonly BindingOfNorm[],
): ReadonlyMap<string, readonly BindingOfNorm[]> {
  const known = new Set(norms.map((norm) => norm.norm_id))
  const byWid = Map.groupBy(bindings, (binding) => binding.wid)
  const out = new Map<string, readonly BindingOfNorm[]>()
  for (const norm of norms) {
    const here = (byWid.get(norm.wid) ?? []).filter(
      (binding) =>
        norm.seq <= binding.sentence &&
        binding.sentence <= norm.seq_end &&
        (binding.norm_id === null || binding.norm_id === norm.norm_id || !known.has(binding.norm_id)),
    )
    if (here.length > 0) out.set(norm.norm_id, here)
  }
  return out
}

/** bound: a mechanism that runs rests on it. planned: only ones to come (未整備). gap: none (未対応). */
export function bindingState(bindings: readonly BindingOfNorm[], index: SlotIndex): BindingState {
  let state: BindingState = 'gap'
  for (const { mechanism, slot } of bindings) {
    const known = index.find(mechanism, slot)
    if (known?.ready === true) return 'bound'
    // A slot that is no longer declared is no mechanism at all.
    if (known !== undefined) state = 'planned'
  }
  return state
}

/** A binding as the screen shows it. */
export function bindingOut(binding: BindingOfNorm, index: SlotIndex) {
  const slot = index.find(binding.mechanism, binding.slot)
  return {
    bindingId: binding.binding_id,
    mechanism: binding.mechanism,
    mechanismName: slot?.mechanismName ?? binding.mechanism,
    kind: slot?.kind ?? '',
    slot: binding.slot,
    need: slot?.need ?? '',
    ready: slot?.ready ?? false,
    carried: binding.carried_from !== null,
  }
}
