import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Slot } from '../types.ts'
import { inOrder, nextGap } from './slot-order.ts'

const slot = (name: string, state: Slot['state']): Slot => ({
  mechanism: 'register:x',
  mechanismName: 'x',
  kind: '台帳',
  slot: name,
  need: name,
  state,
  bindings: [],
})
const slots = [slot('a', 'bound'), slot('b', 'gap'), slot('c', 'bound'), slot('d', 'gap')]

test('gaps come first, and within each the order of the house stays', () => {
  assert.deepEqual(
    inOrder(slots).map((one) => one.slot),
    ['b', 'd', 'a', 'c'],
  )
})

test('the next gap is another one, also round the end; after the last there is none', () => {
  const ordered = inOrder(slots)
  assert.equal(nextGap(ordered, ordered[0])?.slot, 'd')
  assert.equal(nextGap(ordered, ordered[1])?.slot, 'b')
  assert.equal(nextGap(ordered, ordered[3])?.slot, 'b')
  assert.equal(nextGap([slot('b', 'gap')], slot('b', 'gap')), undefined)
  assert.equal(nextGap(ordered, undefined)?.slot, 'b')
})
