import { ownSlots } from '#engine/own-procedure/reads.ts'
import type { Tx } from '#ground/database/database.ts'
import type { MechanismSlot } from '#policy/ports.ts'
import { slots } from './mechanisms.ts'

/** Lists that were put together for a city; the same while nothing of its own procedures changes. */
const kept = new Map<string, readonly MechanismSlot[]>()
const MOST_KEPT = 100

/** Every place of the house where a clause belongs, with those of the city's own procedures. One query. */
export async function allSlots(tx: Tx): Promise<readonly MechanismSlot[]> {
  const own = await ownSlots(tx)
  if (own.length === 0) return slots
  const key = JSON.stringify(own)
  const known = kept.get(key)
  if (known !== undefined) return known
  if (kept.size >= MOST_KEPT) kept.clear()
  const all = [...slots, ...own]
  kept.set(key, all)
  return all
}
