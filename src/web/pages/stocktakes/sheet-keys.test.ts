import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sheetMove } from './sheet-keys.ts'

const free = { ctrl: false, alt: false, meta: false }

test('figures answer, also wide ones of a Japanese keyboard; arrows step; the rest stays the browser’s', () => {
  assert.deepEqual(sheetMove('1', free), { kind: 'answer', outcome: 'found' })
  assert.deepEqual(sheetMove('4', free), { kind: 'answer', outcome: 'missing' })
  assert.deepEqual(sheetMove('5', free), { kind: 'answer', outcome: 'unseen' })
  assert.deepEqual(sheetMove('ArrowUp', free), { kind: 'step', by: -1 })
  for (const key of ['6', '0', 'a', 'Enter', 'Tab']) assert.deepEqual(sheetMove(key, free), { kind: 'stay' })
  assert.deepEqual(sheetMove('1', { ...free, ctrl: true }), { kind: 'stay' })
})
