import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deskKey, keysSwitchedOn, switchKeys } from './desk-keys.ts'

const pressed = (key: string, more: object = {}) => ({
  key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  isComposing: false,
  repeat: false,
  ...more,
})

test('a key acts by itself, in small and capital letters', () => {
  assert.equal(deskKey(pressed('j'), false), 'next')
  assert.equal(deskKey(pressed('K'), false), 'previous')
  assert.equal(deskKey(pressed('a'), false), 'main')
  assert.equal(deskKey(pressed('x'), false), undefined)
})

test('a key does nothing while typing, converting, held down or with another key', () => {
  assert.equal(deskKey(pressed('a'), true), undefined)
  for (const more of [
    { isComposing: true },
    { repeat: true },
    { altKey: true },
    { ctrlKey: true },
    { metaKey: true },
  ]) {
    assert.equal(deskKey(pressed('a', more), false), undefined, JSON.stringify(more))
  }
})

test('keys act until they are switched off, and the choice stays at the desk', () => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
  assert.equal(keysSwitchedOn(storage), true)
  switchKeys(false, storage)
  assert.equal(keysSwitchedOn(storage), false)
  switchKeys(true, storage)
  assert.equal(keysSwitchedOn(storage), true)
})
