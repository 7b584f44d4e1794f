import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choiceKey, type Pressed } from './choice-key.ts'

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  isComposing: false,
  target: null,
  ...more,
})

test('a number key means the sentence of that number, and nothing beyond the last', () => {
  assert.equal(choiceKey(press('2'), 2), 2)
  assert.equal(choiceKey(press('3'), 2), undefined)
  assert.equal(choiceKey(press('0'), 9), undefined)
})

test('Ctrl+Z takes back; a number with Ctrl or Alt belongs to the browser', () => {
  assert.equal(choiceKey(press('z', { ctrlKey: true }), 1), 'undo')
  assert.equal(choiceKey(press('z'), 1), undefined)
  assert.equal(choiceKey(press('1', { ctrlKey: true }), 1), undefined)
  assert.equal(choiceKey(press('1', { altKey: true }), 1), undefined)
})

test('while somebody types, numbers are what they type', () => {
  const input = Object.assign(new EventTarget(), { tagName: 'INPUT' })
  assert.equal(choiceKey(press('1', { target: input }), 1), undefined)
  assert.equal(choiceKey(press('1', { isComposing: true }), 1), undefined)
})
