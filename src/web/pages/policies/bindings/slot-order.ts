import type { Slot } from '../types.ts'
import { slotKey } from './use-slots.ts'

/** Slots with the gaps first; otherwise as the house declares them, mechanism by mechanism. */
export function inOrder(slots: readonly Slot[]): Slot[] {
  return slots.toSorted((one, other) => Number(one.state === 'bound') - Number(other.state === 'bound'))
}

/** The gap after a slot, round the end; undefined when there is no other. */
export function nextGap(ordered: readonly Slot[], from: Slot | undefined): Slot | undefined {
  const key = from === undefined ? '' : slotKey(from)
  const at = ordered.findIndex((slot) => slotKey(slot) === key)
  const others = [...ordered.slice(at + 1), ...ordered.slice(0, Math.max(0, at))]
  return others.find((slot) => slot.state === 'gap' && slotKey(slot) !== key)
}
