import type { LedgerEntry } from '#ledger/contract.ts'
import type { ProofState } from '../../parts/proof-note.tsx'

/** What the entries of a case say together: one that does not match outweighs all, one not looked at the rest. */
export function proofOf(entries: readonly Pick<LedgerEntry, 'state'>[]): ProofState {
  if (entries.some(({ state }) => state === 'altered')) return 'altered'
  return entries.length === 0 || entries.some(({ state }) => state === 'waiting') ? 'unchecked' : 'intact'
}
