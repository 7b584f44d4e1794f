import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { fold } from '#ground/words/fold.ts'

/** A card that somebody has and has not given back. */
export type HeldCard = {
  readonly entryId: string
  readonly personId: string
  readonly number: string
  readonly cardNumber: string
  readonly kind: string
  readonly state: 'held' | 'lost'
  readonly issuedOn: string
  readonly lostOn: string | null
  readonly stoppedOn: string | null
}

/** The cards these people have on the day, lost ones too: what is lost cannot be given back and is no less open. One query. */
export async function cardsOf(tx: Tx, personIds: readonly string[], on: string): Promise<HeldCard[]> {
  if (personIds.length === 0) return []
  const { rows } = await sql<HeldCard>`
    select entry_id as "entryId", text_3 as "personId", number, values ->> 'card_number' as "cardNumber",
           text_2 as kind, text_4 as state, date_1 as "issuedOn", date_2 as "lostOn", date_3 as "stoppedOn"
      from register_entry
     where register = 'card' and state = 'current' and text_3 = any(${[...new Set(personIds)]}::text[])
       and text_4 in ('held', 'lost') and date_1 <= ${on}::date
     order by number`.execute(tx)
  return rows
}

/**
 * Who has which of these cards, by the number asked for, whatever its width and case; cards nobody has are absent.
 * One query.
 */
export async function holdersOfCards(
  tx: Tx,
  cardNumbers: readonly string[],
): Promise<Map<string, { readonly personId: string; readonly lost: boolean }>> {
  if (cardNumbers.length === 0) return new Map()
  const { rows } = await sql<{ card: string; person: string; state: string }>`
    select text_1 as card, text_3 as person, text_4 as state from register_entry
     where register = 'card' and state = 'current' and text_4 in ('held', 'lost')
       and text_1 = any(${[...new Set(cardNumbers.map(fold))]}::text[])
     order by number desc`.execute(tx)
  const known = new Map(rows.map((row) => [row.card, { personId: row.person, lost: row.state === 'lost' }]))
  return new Map(
    cardNumbers.flatMap((number) => {
      const holder = known.get(fold(number))
      return holder === undefined ? [] : [[number, holder] as const]
    }),
  )
}
