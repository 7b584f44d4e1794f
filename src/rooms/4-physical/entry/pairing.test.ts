import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { insideAfter, pair, type Passing } from './pairing.ts'
import { naivePairs } from './pairing-oracle.ts'

const passings: fc.Arbitrary<Passing[]> = fc
  .array(
    fc.record({
      who: fc.constantFrom('a', 'b', 'c'),
      minute: fc.nat(20),
      direction: fc.constantFrom('in' as const, 'out' as const),
    }),
    { maxLength: 24 },
  )
  .map((all) =>
    all.map(({ who, minute, direction }, at) => ({
      lineId: String(at).padStart(3, '0'),
      who,
      direction,
      at: `2026-11-24T00:${String(minute).padStart(2, '0')}:00Z`,
    })),
  )

test('every going in is paired with what a naive look finds, in whatever order the lines come', () => {
  fc.assert(
    fc.property(passings, fc.infiniteStream(fc.nat()), (all, random) => {
      const shuffled = all
        .map((each) => ({ each, key: random.next().value }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ each }) => each)
      const { stays } = pair(shuffled)
      const found = new Map(stays.map((stay) => [stay.in.lineId, stay.out?.lineId ?? null]))
      assert.deepEqual(
        [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)),
        [...naivePairs(all)].toSorted(([a], [b]) => (a < b ? -1 : 1)),
      )
    }),
  )
})

test('no line is lost: each going in is in one stay, each coming out in a stay or astray', () => {
  fc.assert(
    fc.property(passings, (all) => {
      const { stays, strayOuts } = pair(all)
      const seen = [
        ...stays.flatMap((stay) => [stay.in, ...(stay.out === null ? [] : [stay.out])]),
        ...strayOuts,
      ]
      assert.deepEqual(seen.map((each) => each.lineId).toSorted(), all.map((each) => each.lineId).toSorted())
    }),
  )
})

test('inside is who went in last, and nobody twice', () => {
  fc.assert(
    fc.property(passings, (all) => {
      const people = insideAfter(all).map((each) => each.who)
      assert.equal(new Set(people).size, people.length)
      const pairs = naivePairs(all)
      for (const who of ['a', 'b', 'c']) {
        const own = all
          .filter((each) => each.who === who)
          .toSorted((x, y) =>
            `${x.at}${x.direction === 'out' ? 0 : 1}${x.lineId}` <
            `${y.at}${y.direction === 'out' ? 0 : 1}${y.lineId}`
              ? -1
              : 1,
          )
        const last = own.at(-1)
        assert.equal(people.includes(who), last?.direction === 'in' && pairs.get(last.lineId) === null)
      }
    }),
  )
})
