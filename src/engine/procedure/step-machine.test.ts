import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { stepActs, type StepAct } from './route-definition.ts'
import {
  actsOfStep,
  advance,
  closeSeats,
  type MachineSeat,
  type Outcome,
  type SeatAct,
  seatActs,
  take,
} from './step-machine.ts'

const stepArb = fc.record({
  act: fc.constantFrom(...stepActs),
  needs: fc.constantFrom('all', 'any'),
  seats: fc.integer({ min: 1, max: 3 }),
})
type Step = { readonly act: StepAct; readonly needs: 'all' | 'any'; readonly seats: number }

/** A try to act: which seat is meant, and with what; often one that is not possible. */
const tryArb = fc.record({
  place: fc.integer({ min: 1, max: 5 }),
  seat: fc.integer({ min: 1, max: 3 }),
  act: fc.constantFrom(...seatActs),
})

function seatsOf(steps: readonly Step[]): MachineSeat[] {
  return steps.flatMap(({ act, needs, seats }, index) =>
    Array.from({ length: seats }, (_, at): MachineSeat => ({
      place: index + 1,
      seat: at + 1,
      act,
      needs,
      state: 'ahead',
      did: null,
    })),
  )
}

/** What the machine should come to, worked out from the list of acts alone: no states, no seats that open and close. */
function oracle(
  steps: readonly Step[],
  tries: readonly { place: number; seat: number; act: SeatAct }[],
): { outcome: Outcome; accepted: number } {
  const did = new Map<string, SeatAct>()
  let accepted = 0
  const complete = (step: Step, place: number): boolean => {
    const acted = Array.from({ length: step.seats }, (_, at) => did.has(`${place}.${at + 1}`))
    return step.needs === 'all' ? acted.every(Boolean) : acted.some(Boolean)
  }
  for (const each of tries) {
    const step = steps[each.place - 1]
    const before = steps.slice(0, each.place - 1).every((one, index) => complete(one, index + 1))
    const known =
      step !== undefined &&
      each.seat <= step.seats &&
      (step.act === 'resolve'
        ? each.act === 'grant' || each.act === 'refuse'
        : actsOfStep[step.act].includes(each.act))
    if (!known || !before || complete(step, each.place) || did.has(`${each.place}.${each.seat}`)) continue
    did.set(`${each.place}.${each.seat}`, each.act)
    accepted += 1
    if (each.act === 'refuse') return { outcome: 'refused', accepted }
    if (each.act === 'send-back') return { outcome: 'sent-back', accepted }
    if (steps.every((one, index) => complete(one, index + 1))) {
      const decides = steps.some((one) => one.act === 'decide' || one.act === 'resolve')
      const dissent = [...did.values()].includes('disagree')
      return { outcome: dissent && !decides ? 'refused' : 'granted', accepted }
    }
  }
  return { outcome: 'goes-on', accepted }
}

test('whatever is tried in whatever order, a case ends as a reading of the acts alone says', () => {
  fc.assert(
    fc.property(
      fc.array(stepArb, { minLength: 1, maxLength: 5 }),
      fc.array(tryArb, { maxLength: 60 }),
      (steps, tries) => {
        let seats: readonly MachineSeat[] = advance(seatsOf(steps))
        let outcome: Outcome = 'goes-on'
        let accepted = 0
        for (const each of tries) {
          if (outcome !== 'goes-on') break
          try {
            const taken = take(seats, [each], each.act)
            seats = taken.seats
            outcome = taken.outcome
            accepted += 1
          } catch (error) {
            assert.ok(error instanceof TypeError)
          }
        }
        assert.deepEqual({ outcome, accepted }, oracle(steps, tries))
      },
    ),
    { numRuns: 2000 },
  )
})

test('seats open one step after another, and nothing is open once a case is over', () => {
  fc.assert(
    fc.property(
      fc.array(stepArb, { minLength: 1, maxLength: 5 }),
      fc.array(fc.nat({ max: 1_000 }), { minLength: 20, maxLength: 20 }),
      (steps, picks) => {
        let seats: readonly MachineSeat[] = advance(seatsOf(steps))
        let outcome: Outcome = 'goes-on'
        for (const pick of picks) {
          const open = seats.filter((seat) => seat.state === 'open')
          assert.ok(open.length > 0 || outcome !== 'goes-on', 'a case that goes on waits for somebody')
          if (outcome !== 'goes-on') break
          assert.equal(new Set(open.map((seat) => seat.place)).size, 1)
          const [first] = open
          for (const seat of seats) {
            if (seat.place < (first?.place ?? 0))
              assert.ok(seat.state === 'done' || seat.state === 'not-needed')
            if (seat.place > (first?.place ?? 0)) assert.equal(seat.state, 'ahead')
          }
          const seat = open[pick % open.length]
          if (seat === undefined) break
          const acts: readonly SeatAct[] = seat.act === 'resolve' ? ['grant', 'refuse'] : actsOfStep[seat.act]
          const taken = take(seats, [seat], acts[pick % acts.length] ?? 'grant')
          seats = taken.seats
          outcome = taken.outcome
          if (outcome !== 'goes-on') {
            assert.ok(seats.every((each) => each.state === 'done' || each.state === 'not-needed'))
          }
          if (outcome === 'granted') {
            for (const [index, step] of steps.entries()) {
              const done = seats.filter((each) => each.place === index + 1 && each.state === 'done').length
              assert.equal(done >= (step.needs === 'all' ? step.seats : 1), true)
            }
          }
        }
      },
    ),
  )
})

test('an act that the step does not know, or in a seat that is not open, is a fault and changes nothing', () => {
  const seats = advance(
    seatsOf([
      { act: 'pass', needs: 'all', seats: 1 },
      { act: 'decide', needs: 'all', seats: 2 },
    ]),
  )
  assert.throws(() => take(seats, [{ place: 1, seat: 1 }], 'grant'), TypeError)
  assert.throws(() => take(seats, [{ place: 2, seat: 1 }], 'grant'), TypeError)
  assert.throws(() => take(seats, [{ place: 9, seat: 1 }], 'pass'), TypeError)
  assert.throws(() => take(seats, [], 'pass'), TypeError)
  assert.ok(closeSeats(seats).every((seat) => seat.state === 'not-needed'))
})
