import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { proposedTogether } from './propose.ts'

const at = (score: number, opens = true) => ({ score, opens })

test('with the first proposal goes whatever runs and fits nearly as well, and nothing that fits clearly less', () => {
  const [first, equal, near, far] = [at(10), at(10), at(8), at(7.9)]
  assert.deepEqual(proposedTogether([first, equal, near, far]), [first, equal, near])
  assert.deepEqual(proposedTogether([]), [])
})

test('what is only planned is proposed alone, and never bound beside what runs', () => {
  const [planned, running] = [at(10, false), at(9.9)]
  assert.deepEqual(proposedTogether([planned, running]), [planned])
  assert.deepEqual(proposedTogether([at(10), at(10, false)]), [at(10)])
})

test('the first is always among what goes together, in the order proposed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ score: fc.integer({ min: 1, max: 20 }), opens: fc.boolean() }), { minLength: 1 }),
      (raw) => {
        const proposals = raw.toSorted((a, b) => b.score - a.score)
        const together = proposedTogether(proposals)
        assert.equal(together[0], proposals[0])
        assert.deepEqual(
          together,
          proposals.filter((each) => together.includes(each)),
        )
        assert.ok(together.length === 1 || together.every((each) => each.opens))
      },
    ),
  )
})
