import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folded } from './folded-rows.ts'

const row = (wid: string, unchanged: boolean) => ({ unchanged, after: { wid }, before: { wid } })

test('a long stretch without change becomes one line; what changed and its near neighbours stay', () => {
  const rows = [
    row('a', false),
    ...['b', 'c', 'd'].map((wid) => row(wid, true)),
    row('e', false),
    row('f', true),
  ]
  assert.deepEqual(
    folded(rows).map((item) => (item.kind === 'folded' ? item.count : item.row.after.wid)),
    ['a', 3, 'e', 'f'],
  )
})

test('nothing is lost: shown and folded rows together are all rows', () => {
  const rows = Array.from({ length: 40 }, (_, i) => row(String(i), i % 7 !== 0))
  const shown = folded(rows).reduce((sum, item) => sum + (item.kind === 'folded' ? item.count : 1), 0)
  assert.equal(shown, rows.length)
})
