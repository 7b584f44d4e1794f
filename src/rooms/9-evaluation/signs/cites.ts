import type { Citation } from '#engine/citation.ts'
import type { BoundCitation } from '#engine/procedure/ports.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import { SIGNS } from './slots.ts'

/** Bindings of these mechanisms in the edition in force on the date. One query. */
export type CitationsPort = (
  tx: Tx,
  mechanisms: readonly string[],
  on: string,
) => Promise<ReadonlyMap<string, readonly BoundCitation[]>>

export type CitesOfSigns = (act: Pick<Act, 'tx' | 'today'>) => Promise<Citation[]>

/** The clauses bound to the signs. One query. */
export function citesOfSigns(citations: CitationsPort): CitesOfSigns {
  return async ({ tx, today }) =>
    ((await citations(tx, [SIGNS], today)).get(SIGNS) ?? []).map(
      ({ slot, documentMark, label, editionId, wid }) => ({ slot, documentMark, label, editionId, wid }),
    )
}
