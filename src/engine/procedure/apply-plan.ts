import { chairKey, type PlannedSeat } from './plan-route.ts'
import { plannedRows, type SeatRow } from './seats.ts'
import { advance } from './step-machine.ts'

/**
 * The way of a waiting case after the organisation has changed: seats that have acted stay as they are, the others go to
 * the chairs of the new plan. What nobody needs any more falls away, what is new waits for its turn. Pure.
 */
export function applyPlan(seats: readonly SeatRow[], planned: readonly PlannedSeat[]): readonly SeatRow[] {
  const [first] = seats
  if (first === undefined) return seats
  const current = Math.min(
    ...seats.filter((seat) => seat.state === 'open' || seat.state === 'ahead').map((seat) => seat.place),
  )
  const isOpen = seats.some((seat) => seat.place === current && seat.state === 'open')
  const fresh = new Map(
    plannedRows(
      { tenantId: first.tenant_id, applicationId: first.application_id, round: first.round },
      planned,
    ).map((row) => [`${row.place}.${row.seat}`, row]),
  )
  const kept = seats.map((seat): SeatRow => {
    const plan = fresh.get(`${seat.place}.${seat.seat}`)
    fresh.delete(`${seat.place}.${seat.seat}`)
    if (seat.state === 'done' || seat.state === 'not-needed') return seat
    if (plan === undefined) return { ...seat, state: 'not-needed' }
    const { office, unit_id, step_key, raised, why } = plan
    // A chair that stays the same keeps the sentence it was found by.
    return step_key === seat.step_key ? seat : { ...seat, office, unit_id, step_key, raised, why }
  })
  const added = [...fresh.values()]
    .filter((row) => row.place >= current)
    .map((row): SeatRow => (row.place === current && isOpen ? { ...row, state: 'open' } : row))
  const next = advance([...kept, ...added].toSorted((a, b) => a.place - b.place || a.seat - b.seat))
  // A case never comes to its end because the organisation changed.
  return next.some((seat) => seat.state === 'open') ? next : seats
}

/** Whether some chair that still has to act is another one. */
export function hasMoved(before: readonly SeatRow[], after: readonly SeatRow[]): boolean {
  const left = (seats: readonly SeatRow[]): string =>
    seats
      .filter((seat) => seat.state === 'open' || seat.state === 'ahead')
      .map((seat) => `${seat.place}.${seat.seat} ${seat.step_key}`)
      .join('\n')
  return left(before) !== left(after)
}

/** The seats of units that ended wait at who took over: somebody will be appointed there. Pure. */
export function atHeirs(seats: readonly SeatRow[], heirs: ReadonlyMap<string, string>): readonly SeatRow[] {
  return seats.map((seat) => {
    const heir = seat.unit_id === null ? undefined : heirs.get(seat.unit_id)
    if (heir === undefined || (seat.state !== 'open' && seat.state !== 'ahead')) return seat
    return { ...seat, unit_id: heir, step_key: chairKey({ office: seat.office, unitId: heir }) }
  })
}
