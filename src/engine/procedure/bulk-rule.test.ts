import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bulkFault, bundleProblems, type BulkFacts } from './bulk-rule.ts'

const usual: BulkFacts = { atMost: 10, state: 'waiting', decides: true, own: false, strictest: 2 }

test('a case is granted with others only where the city says so, and never of the strictest class', () => {
  assert.equal(bulkFault(usual), null)
  assert.equal(bulkFault({ ...usual, strictest: 0 }), null)
  assert.match(bulkFault({ ...usual, atMost: 1 }) ?? '', /1件ずつ/)
  assert.match(bulkFault({ ...usual, atMost: 0 }) ?? '', /1件ずつ/)
  assert.match(bulkFault({ ...usual, strictest: 3 }) ?? '', /機密性3/)
})

test('one’s own case, one that waits for words and one that was decided are not granted with others', () => {
  assert.match(bulkFault({ ...usual, own: true }) ?? '', /あなた自身/)
  assert.match(bulkFault({ ...usual, decides: false }) ?? '', /段にありません/)
  assert.match(bulkFault({ ...usual, state: 'granted' }) ?? '', /段にありません/)
})

test('a bundle holds each case once, and no more than the smallest limit of its procedures', () => {
  assert.deepEqual(bundleProblems(['a', 'b'], [2, 5]), [])
  assert.deepEqual(
    bundleProblems(['a', 'b', 'a'], [5]).map(({ at }) => at),
    ['cases.2'],
  )
  assert.match(bundleProblems(['a', 'b', 'c'], [5, 2])[0]?.message ?? '', /2件まで.*3件/)
})

test('what is decided by itself sets no limit for the others of a bundle', () => {
  assert.deepEqual(bundleProblems(['a', 'b', 'c'], [1, 5]), [])
  assert.deepEqual(bundleProblems(['a', 'b'], [1, 1]), [])
  assert.deepEqual(bundleProblems([], []), [])
})
