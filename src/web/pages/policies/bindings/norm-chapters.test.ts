import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byChapter } from './norm-chapters.ts'

test('a norm stands under its own chapter, not under one whose number begins alike', () => {
  const chapters = [
    { eid: '第1', wid: 'a' },
    { eid: '第10', wid: 'b' },
  ]
  const groups = byChapter(
    [{ eid: '第1-2' }, { eid: '第10' }, { eid: '第10-1' }, { eid: '附則-1' }],
    chapters,
  )
  assert.deepEqual(
    groups.map(({ chapter, norms }) => [chapter?.wid ?? null, norms.length]),
    [
      ['a', 1],
      ['b', 2],
      [null, 1],
    ],
  )
})
