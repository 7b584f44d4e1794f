import type { AuthoritySlot } from '#authority/slots.ts'
import type { Tx } from '#ground/database/database.ts'
import { citationsOfAll } from '#policy/reads.ts'

/** The mechanism under which the rules of who decides are bound to their clauses. */
const MECHANISM = 'authority'

export type Cite = { readonly label: string; readonly editionId: string; readonly wid: string }

/** The clauses of the city's text bound to these slots on the date, in the order of the slots. One query. */
export async function citesOf(tx: Tx, slots: readonly AuthoritySlot[], on: string): Promise<Cite[]> {
  const cites = (await citationsOfAll(tx, [MECHANISM], on)).get(MECHANISM) ?? []
  return slots.flatMap((slot) =>
    cites
      .filter((cite) => cite.slot === slot)
      .map(({ documentMark, label, editionId, wid }) => ({
        label: `${documentMark} ${label}`,
        editionId,
        wid,
      })),
  )
}
