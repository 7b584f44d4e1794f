import type { Tx } from '#ground/database/database.ts'
import type { MechanismSlot, PolicyPorts } from '../ports.ts'
import { proposeBindings } from '../norms/propose.ts'

/** A slot with whether its mechanism is in the house, and whether what is bound to it opens a gate. */
export type AnySlot = MechanismSlot & { readonly ready: boolean; readonly opens: boolean }

export type Proposal = AnySlot & {
  readonly why: string
  /** Higher is better; comparable only between proposals for one norm. */
  readonly score: number
}

/** Everything a norm can be bound to: what runs first, then what is to come. */
export type SlotIndex = {
  readonly all: readonly AnySlot[]
  find(mechanism: string, slot: string): AnySlot | undefined
}

/** The index of the mechanisms there are. The same lists give the same index, with what was proposed by it. */
export async function slotIndex(tx: Tx, ports: Pick<PolicyPorts, 'slots' | 'planned'>): Promise<SlotIndex> {
  return indexOf(await ports.slots(tx), ports.planned())
}

/** The same of the lists themselves. Pure, but that it remembers what it was asked. */
export function indexOf(slots: readonly MechanismSlot[], planned: readonly MechanismSlot[]): SlotIndex {
  const known = indexes.get(slots)
  if (known?.planned === planned) return known.index
  const all = [
    ...slots.map((slot) => ({ ...slot, ready: true, opens: true })),
    ...planned.map((slot) => ({ ...slot, ready: slot.inHouse === true, opens: false })),
  ]
  const byKey = new Map(all.map((slot) => [slotKey(slot.mechanism, slot.slot), slot]))
  const index: SlotIndex = { all, find: (mechanism, slot) => byKey.get(slotKey(mechanism, slot)) }
  indexes.set(slots, { planned, index })
  return index
}

const indexes = new WeakMap<object, { readonly planned: object; readonly index: SlotIndex }>()

export const slotKey = (mechanism: string, slot: string): string => `${mechanism}\n${slot}`

const MOST_PROPOSALS = 8

/**
 * Slots a norm may belong to, best first. A mechanism that runs is proposed only where one of its words stands in the
 * sentence itself: from the proposals follows what a gate will cite. Proposals follow from nothing but the words, so
 * those of the last norms are kept: a screen asks for a whole edition again and again.
 */
export function proposalsFor(
  norm: Parameters<typeof proposeBindings>[0],
  headings: string,
  index: SlotIndex,
): readonly Proposal[] {
  let kept = keptProposals.get(index)
  if (kept === undefined) keptProposals.set(index, (kept = new Map()))
  const key = JSON.stringify([norm.kind, norm.text, norm.record, norm.approval?.act ?? null, headings])
  const known = kept.get(key)
  if (known !== undefined) return known
  const proposals = propose(norm, headings, index)
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(key, proposals)
  return proposals
}

const keptProposals = new WeakMap<SlotIndex, Map<string, readonly Proposal[]>>()
/** Norms of some twenty editions; about a kilobyte each. */
const MOST_KEPT = 8_000

const goesOn = /^(?:ただし|また|なお|この場合)、/u

function propose(
  norm: Parameters<typeof proposeBindings>[0],
  headings: string,
  index: SlotIndex,
): readonly Proposal[] {
  // 「ただし、…」「また、…」 goes on from the sentence before and leaves out what its heading says.
  const said = goesOn.test(norm.text) ? `${norm.text}\n${headings}` : norm.text
  const receivers = index.all.flatMap((slot) => {
    const { takes = [], words = [] } = slot
    if (takes.length === 0 && words.length === 0) return []
    const spoken = words.some((word) =>
      (typeof word === 'string' ? [word] : word).every((part) => said.includes(part)),
    )
    const asks = slot.acts === undefined || (norm.approval !== null && slot.acts.includes(norm.approval.act))
    return slot.opens && !(spoken && asks && takes.includes(norm.kind)) ? [] : [{ ...slot, takes, words }]
  })
  return proposeBindings(norm, receivers, headings.split('\n'), MOST_PROPOSALS).flatMap((each) => {
    const slot = index.find(each.mechanism, each.slot)
    return slot === undefined ? [] : [{ ...slot, why: each.why, score: each.score }]
  })
}

/** How near the best proposal another must come to be bound with it. */
const NEARLY = 0.8

/**
 * What is bound when a norm's proposal is accepted: the first, and with it whatever else runs and fits nearly as well. One
 * sentence stands above a procedure, its ledger and the check over it; a clause on disposal opens the procedure for media
 * as well as that for devices. What is only planned is never bound beside another.
 */
export function proposedTogether<P extends Pick<Proposal, 'score' | 'opens'>>(
  proposals: readonly P[],
): readonly P[] {
  const [first] = proposals
  if (first === undefined) return []
  if (!first.opens) return [first]
  return proposals.filter((each) => each.opens && each.score >= NEARLY * first.score)
}
