import type { Act } from '#ground/operation/act.ts'

/** The person who acts; null for the operator and for jobs, whom the ledger names. */
export function personOrNull(act: Act): string | null {
  return act.actor.kind === 'person' ? act.actor.personId : null
}
