import type { Citation } from '#engine/procedure/contract.ts'
import type { Clause } from '../../parts/clause-link.tsx'
import { readingAddress } from '../policies/addresses.ts'

/** Clauses to show, each place once although several rules rest on it. */
export function clausesOf(cites: readonly Citation[]): Clause[] {
  const seen = new Map<string, Clause>()
  for (const { editionId, wid, documentMark, label } of cites) {
    const href = readingAddress(editionId, wid)
    if (!seen.has(href)) seen.set(href, { href, label: `${documentMark} ${label}` })
  }
  return [...seen.values()]
}

/** The clauses of some slots. Slots nobody has bound have no clause to show. */
export function clausesOfSlots(cites: readonly Citation[], slots: readonly string[]): Clause[] {
  return clausesOf(cites.filter((cite) => slots.includes(cite.slot)))
}
