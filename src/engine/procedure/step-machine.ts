import type { StepAct } from './route-definition.ts'

/** What a seat is at: not its turn yet, its turn, acted, or gone through without it. */
export const seatStates = ['ahead', 'open', 'done', 'not-needed'] as const
export type SeatState = (typeof seatStates)[number]

/** What is done in a seat. */
export const seatActs = [
  'grant',
  'refuse',
  'send-back',
  'pass',
  'agree',
  'disagree',
  'answer',
  'receive',
] as const
export type SeatAct = (typeof seatActs)[number]

/** What may be done in a seat, by what its step asks. A resolution is no act of a person. */
export const actsOfStep: Readonly<Record<StepAct, readonly SeatAct[]>> = {
  decide: ['grant', 'refuse', 'send-back'],
  pass: ['pass', 'send-back'],
  agree: ['agree', 'disagree'],
  consult: ['answer'],
  opinion: ['answer'],
  receive: ['receive'],
  resolve: [],
}

/** Acts that owe words: a reason, or the answer itself. */
export const owesWords: ReadonlySet<SeatAct> = new Set(['refuse', 'send-back', 'disagree', 'answer'])

/** A seat as the machine sees it. */
export type MachineSeat = {
  readonly place: number
  readonly seat: number
  readonly act: StepAct
  readonly needs: 'all' | 'any'
  readonly state: SeatState
  /** What was done there. */
  readonly did: SeatAct | null
}

/** Where the case is after an act. */
export type Outcome = 'goes-on' | 'granted' | 'refused' | 'sent-back'

/** Opens the next step when none is open. The seats of one step open together. */
export function advance<S extends MachineSeat>(seats: readonly S[]): readonly S[] {
  if (seats.some((seat) => seat.state === 'open')) return seats
  const next = Math.min(...seats.filter((seat) => seat.state === 'ahead').map((seat) => seat.place))
  return seats.map((seat) => (seat.place === next ? opened(seat) : seat))
}

const opened = <S extends MachineSeat>(seat: S): S =>
  seat.state === 'ahead' ? { ...seat, state: 'open' } : seat

/** What nobody has to do any more: the case is over, or another seat of the step has acted. */
export function closeSeats<S extends MachineSeat>(seats: readonly S[]): readonly S[] {
  return seats.map((seat) =>
    seat.state === 'open' || seat.state === 'ahead' ? { ...seat, state: 'not-needed' } : seat,
  )
}

/**
 * One act in open seats. 及び: the others of the step still have to act. 又は: they need not any more. A refusal and a
 * sending back end the way; otherwise the next step opens, and after the last one the case is granted.
 * @throws TypeError for a seat that is not open, or an act its step does not know.
 */
export function take<S extends MachineSeat>(
  seats: readonly S[],
  chosen: readonly { readonly place: number; readonly seat: number }[],
  act: SeatAct,
): { readonly seats: readonly S[]; readonly outcome: Outcome } {
  const isChosen = (seat: MachineSeat): boolean =>
    chosen.some((each) => each.place === seat.place && each.seat === seat.seat)
  const acting = seats.filter(isChosen)
  if (acting.length === 0 || acting.length < chosen.length) throw new TypeError('no such seat')
  for (const seat of acting) {
    if (seat.state !== 'open') throw new TypeError(`seat ${seat.place}.${seat.seat} is not open`)
    if (!mayDo(seat.act, act)) throw new TypeError(`${act} is no act of a step that is there to ${seat.act}`)
  }
  const eitherPlaces = new Set(acting.filter((seat) => seat.needs === 'any').map((seat) => seat.place))
  const after = seats.map((seat): S => {
    if (isChosen(seat)) return { ...seat, state: 'done', did: act }
    return seat.state === 'open' && eitherPlaces.has(seat.place) ? { ...seat, state: 'not-needed' } : seat
  })
  if (act === 'refuse') return { seats: closeSeats(after), outcome: 'refused' }
  if (act === 'send-back') return { seats: closeSeats(after), outcome: 'sent-back' }
  const next = advance(after)
  if (next.some((seat) => seat.state === 'open')) return { seats: next, outcome: 'goes-on' }
  return { seats: next, outcome: dissented(next) ? 'refused' : 'granted' }
}

/** A resolution is entered like a decision. */
function mayDo(step: StepAct, act: SeatAct): boolean {
  return actsOfStep[step].includes(act) || (step === 'resolve' && (act === 'grant' || act === 'refuse'))
}

/** Where nobody decides after them, whoever had to agree and did not has the last word. */
function dissented(seats: readonly MachineSeat[]): boolean {
  const decided = seats.some((seat) => seat.act === 'decide' || seat.act === 'resolve')
  return !decided && seats.some((seat) => seat.did === 'disagree')
}
