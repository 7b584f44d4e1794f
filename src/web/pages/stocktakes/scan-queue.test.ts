import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keepOn, typedNumber, waitingOn } from './scan-queue.ts'

function shelf() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

test('what waits survives the page, each sheet by itself, in the order it was read', () => {
  const device = shelf()
  const readings = [
    { mark: 'a-1', number: 'A-1' },
    { mark: 'a-2', number: 'A-2' },
  ]
  keepOn(device, 'one', readings)
  assert.deepEqual(waitingOn(device, 'one'), readings)
  assert.deepEqual(waitingOn(device, 'two'), [])
  keepOn(device, 'one', [])
  assert.deepEqual(waitingOn(device, 'one'), [])
})

test('what is broken on the device, or a device that keeps nothing, does not stop the scanning', () => {
  const device = shelf()
  device.setItem('kijun.scan.one', '{')
  assert.deepEqual(waitingOn(device, 'one'), [])
  device.setItem('kijun.scan.one', '[{"mark":1},{"mark":"a","number":"A-1"}]')
  assert.deepEqual(waitingOn(device, 'one'), [{ mark: 'a', number: 'A-1' }])
  const full = {
    ...shelf(),
    setItem: () => {
      throw new Error('full')
    },
  }
  keepOn(full, 'one', [{ mark: 'a', number: 'A-1' }])
})

test('a reading is its number', () => {
  assert.equal(typedNumber(' A-1 '), 'A-1')
  assert.equal(typedNumber('x'.repeat(200)).length, 100)
})
