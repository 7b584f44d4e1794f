import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sheetMove } from './sheet-keys.ts'

const free = { ctrl: false, alt: false, meta: false }

test('figures answer, in full width too, arrows step, everything else is left alone', () => {
  assert.deepEqual(sheetMove('1', free), { kind: 'answer', answer: 'keep' })
  assert.deepEqual(sheetMove('2', free), { kind: 'answer', answer: 'remove' })
  assert.deepEqual(sheetMove('3', free), { kind: 'answer', answer: 'unknown' })
  assert.deepEqual(sheetMove('ArrowDown', free), { kind: 'step', by: 1 })
  for (const key of ['4', 'a', 'Enter', ' ', 'Tab']) assert.deepEqual(sheetMove(key, free), { kind: 'stay' })
  assert.deepEqual(sheetMove('1', { ...free, ctrl: true }), { kind: 'stay' })
})
