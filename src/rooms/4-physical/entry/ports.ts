import type { OrganisationPort } from '#engine/register/access.ts'
import type { BoundCitation } from '#engine/procedure/ports.ts'
import type { Tx } from '#ground/database/database.ts'

/** What the doors of controlled areas ask of the rest of the house. */
export type EntryPorts = {
  readonly organisation: OrganisationPort
  /** Bindings of these mechanisms in the edition in force on the date. One query. */
  citations(
    tx: Tx,
    mechanisms: readonly string[],
    on: string,
  ): Promise<ReadonlyMap<string, readonly BoundCitation[]>>
  /** Who has which of the cards, by the number asked for; cards nobody has are absent. One query. */
  cardHolders(tx: Tx, cards: readonly string[]): Promise<ReadonlyMap<string, CardHolder>>
}

/** Whose card it is, and whether he has reported it lost. */
export type CardHolder = { readonly personId: string; readonly lost: boolean }

/** The register key under which the years of keeping stand, and what is usual. */
export const ENTRY_BOOK = 'entry-log'
export const usualYears = 5

/** The mechanism under which the clauses of the log are bound. */
export const ENTRY_LOG = 'register:entry-log'
export const entrySlots = [
  {
    slot: 'log',
    need: '管理区域の入退室を管理し、記録することを定める条文',
    takes: ['ledger', 'duty'] as const,
    words: ['入退室管理簿', ['入退室', '管理']],
  },
  {
    slot: 'visitor',
    need: '訪問者に付き添い、外見で区別することを定める条文',
    takes: ['ledger', 'duty'] as const,
    words: ['訪問者', '付き添', '来訪者'],
  },
]
