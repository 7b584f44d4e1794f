import { decidersIn } from '#authority/deciders.ts'
import type { Frame } from '#authority/frame.ts'
import { frameOfUnits } from '#authority/load.ts'
import type { OfficeCode } from '#authority/offices.ts'
import { describePeople } from '#authority/people.ts'
import { wordOf } from '#authority/route.ts'
import { unitNames } from '#authority/units.ts'
import type { z } from 'zod'
import type { Tx } from '#ground/database/database.ts'
import type { seatView } from './contract.ts'
import type { StepAct } from './route-definition.ts'

export type DeciderLine = z.input<typeof seatView>['deciders'][number]

/** A chair of a case as a screen asks about it. */
export type ShownSeat = {
  readonly place: number
  readonly seat: number
  readonly act: StepAct
  readonly word: string
  readonly needs: 'all' | 'any'
  readonly office: OfficeCode
  readonly unitId: string | null
  readonly raised: boolean
  readonly why: string
}

type Of = {
  readonly matter: string
  readonly caseUnits: readonly string[]
  readonly applicantId: string
  readonly on: string
}

/**
 * Seats with the names of those who act in them on the day, holders who are away first. Two queries, and one more
 * where the organisation around the seats is not at hand.
 */
export async function describeSeats<S extends ShownSeat>(
  tx: Tx,
  seats: readonly S[],
  of: Of,
  known?: Frame,
): Promise<(S & { officeWord: string; unitName: string | null; deciders: DeciderLine[] })[]> {
  if (seats.length === 0) return []
  const frame =
    known ??
    (await frameOfUnits(tx, [...new Set(seats.flatMap((seat) => seat.unitId ?? []))], of.on, [
      ...new Set(seats.map((seat) => seat.office)),
    ]))
  const found = seats.map((seat) => ({
    seat,
    ...decidersIn(
      frame,
      { office: seat.office, unitId: seat.unitId, matter: of.matter, caseUnits: of.caseUnits },
      of.applicantId,
    ),
  }))
  const people = await describePeople(
    tx,
    found.flatMap(({ deciders, away }) => [...away, ...deciders].map((each) => each.personId)),
    of.on,
  )
  const units = await unitNames(
    tx,
    seats.flatMap((seat) => seat.unitId ?? []),
    of.on,
  )
  const line = (personId: string, capacity: string, awayUntil: string | null): DeciderLine => ({
    personId,
    name: people.get(personId)?.name ?? '(職員の記録なし)',
    postTitle: people.get(personId)?.postTitle ?? '',
    capacity,
    awayUntil,
  })
  return found.map(({ seat, deciders, away }) => ({
    ...seat,
    officeWord: wordOf(frame, seat.office),
    unitName: seat.unitId === null ? null : (units.get(seat.unitId) ?? ''),
    deciders: [
      ...away.map((each) => line(each.personId, '不在', each.until)),
      ...deciders.map((each) => line(each.personId, each.standing.capacity, null)),
    ],
  }))
}

type SeatWithWords = z.input<typeof seatView>

/** The seat whose turn it is, and where several are open all of them as one. */
export function turnOf(seats: readonly (SeatWithWords & { readonly state: string })[]) {
  const open = seats.filter((seat) => seat.state === 'open')
  const [first] = open
  if (first === undefined) return null
  const deciders = new Map(
    open.flatMap((seat) => seat.deciders.map((each) => [`${each.personId}${each.capacity}`, each])),
  )
  return {
    act: first.act,
    word: first.word,
    needs: first.needs,
    office: first.office,
    officeWord: [...new Set(open.map((seat) => seat.officeWord))].join('、'),
    raised: open.some((seat) => seat.raised),
    why: open.map((seat) => seat.why).join(''),
    deciders: [...deciders.values()],
  }
}
