import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refsByProvision } from './clause-refs.ts'
import { indexPlaces } from '../review/norm-places.ts'

const place = { parent_wid: null, depth: 0, heading: null }
const places = indexPlaces([
  { ...place, wid: 'a', eid: '第1', place: 1 },
  { ...place, wid: 'b', eid: '第4', place: 2 },
])
const ref = (text: string, start: number, to: readonly string[]) => ({
  text,
  start,
  end: start + text.length,
  kind: 'provision' as const,
  to,
})

test('a pointer is placed in the words of its provision, in their order, and left out where the words differ', () => {
  const norms = [
    { wid: 'a', text: '第4による。', range_start: 6, refs: [ref('第4', 0, ['b'])] },
    { wid: 'a', text: '第4をみる。', range_start: 0, refs: [ref('第4', 0, ['b'])] },
    { wid: 'b', text: '第4による。', range_start: 0, refs: [ref('第4', 0, ['b'])] },
  ]
  const texts = new Map([
    ['a', '第4をみる。第4による。'],
    ['b', '第5による。'],
  ])
  const found = refsByProvision(norms, (wid) => texts.get(wid), places)
  assert.deepEqual(
    found.get('a')?.map(({ start, end, to }) => [start, end, to]),
    [
      [0, 2, [{ wid: 'b', number: '第4' }]],
      [6, 8, [{ wid: 'b', number: '第4' }]],
    ],
  )
  assert.equal(found.get('b'), undefined)
})

test('a pointer that leads nowhere in this edition is left out', () => {
  const norms = [
    { wid: 'a', text: '別に定める法による。', range_start: 0, refs: [ref('別に定める法', 0, ['ext:法'])] },
    { wid: 'a', text: '第9による。', range_start: 0, refs: [ref('第9', 0, ['gone'])] },
  ]
  assert.equal(refsByProvision(norms, () => '別に定める法による。', places).size, 0)
})
