import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { applyPlan, atHeirs, hasMoved } from './apply-plan.ts'
import type { PlannedSeat } from './plan-route.ts'
import { plannedRows, type SeatRow } from './seats.ts'
import { actsOfStep, advance, take } from './step-machine.ts'

const acts = ['pass', 'agree', 'consult', 'decide'] as const
const units = ['a', 'b', 'c', 'd'] as const

const seatArb = fc.record({
  place: fc.integer({ min: 1, max: 4 }),
  seat: fc.integer({ min: 1, max: 3 }),
  unit: fc.constantFrom(...units),
})
const planArb = fc
  .uniqueArray(seatArb, { minLength: 1, maxLength: 8, selector: ({ place, seat }) => `${place}.${seat}` })
  .map((seats) => seats.toSorted((a, b) => a.place - b.place || a.seat - b.seat).map(planned))

function planned({ place, seat, unit }: { place: number; seat: number; unit: string }): PlannedSeat {
  const act = acts[place - 1] ?? 'decide'
  const needs = place % 2 === 0 ? 'any' : 'all'
  const chair = { office: 'sec-manager', unitId: unit, raised: false, why: `${unit}が決定します。` } as const
  return { place, seat, key: `step-${place}`, act, word: '許可', needs, ...chair }
}

/** A case that was filed with a plan and in which some have acted. */
function walked(plan: readonly PlannedSeat[], steps: number): readonly SeatRow[] {
  const place = { tenantId: 't', applicationId: 'x', round: 1 }
  let seats: readonly SeatRow[] = advance(plannedRows(place, plan))
  for (let count = 0; count < steps; count += 1) {
    const open = seats.find((seat) => seat.state === 'open')
    if (open === undefined) break
    seats = take(seats, [open], actsOfStep[open.act][0] ?? 'grant').seats
  }
  return seats
}

test('what has been done stays, somebody still has the turn, and the order of the way is kept', () => {
  fc.assert(
    fc.property(planArb, planArb, fc.nat({ max: 4 }), (before, after, steps) => {
      const seats = walked(before, steps)
      fc.pre(seats.some((seat) => seat.state === 'open'))
      const next = applyPlan(seats, after)
      for (const seat of seats.filter((each) => each.state === 'done')) {
        assert.deepEqual(
          next.find((each) => each.place === seat.place && each.seat === seat.seat),
          seat,
        )
      }
      const open = next.filter((seat) => seat.state === 'open')
      assert.ok(open.length > 0, 'a case does not end because the organisation changed')
      const at = open[0]?.place ?? 0
      assert.ok(open.every((seat) => seat.place === at))
      assert.ok(next.every((seat) => seat.place >= at || seat.state !== 'ahead'))
    }),
  )
})

test('a plan that sends a case where it is moves nothing', () => {
  fc.assert(
    fc.property(planArb, (plan) => {
      const seats = walked(plan, 0)
      assert.deepEqual(applyPlan(seats, plan), seats)
      assert.equal(hasMoved(seats, seats), false)
    }),
  )
})

test('the seats of a unit that ended wait at its heir; what is done stays where it was done', () => {
  const plan = [planned({ place: 1, seat: 1, unit: 'a' }), planned({ place: 4, seat: 1, unit: 'a' })]
  const seats = walked(plan, 1)
  const moved = atHeirs(seats, new Map([['a', 'b']]))
  assert.deepEqual(
    moved.map((seat) => [seat.state, seat.unit_id, seat.step_key]),
    [
      ['done', 'a', 'sec-manager:a'],
      ['open', 'b', 'sec-manager:b'],
    ],
  )
})
