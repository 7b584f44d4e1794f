import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { methodProblems, methods, tooWeak, type Method } from './method.ts'

const known = Object.keys(methods) as Method[]
const going = fc.record({
  level: fc.constantFrom(1, 2, 3),
  myNumber: fc.boolean(),
  holds: fc.boolean(),
})

test('an initialised disk of 機密性2 or 3 is not disposed of; of 機密性1 it is', () => {
  const plain = { myNumber: false, holds: true }
  for (const level of [2, 3]) assert.match(tooWeak('reset', { ...plain, level }) ?? '', /元に戻せない/)
  assert.equal(tooWeak('reset', { ...plain, level: 1 }), null)
  for (const method of ['destroy', 'degauss', 'wipe'])
    assert.equal(tooWeak(method, { ...plain, level: 3 }), null)
})

test('what held the individual number is destroyed, whatever its class', () => {
  fc.assert(
    fc.property(going, fc.constantFrom(...known), (thing, method) => {
      const said = tooWeak(method, { ...thing, myNumber: true })
      if (method === 'destroy' || method === 'lost') assert.equal(said, null)
      else if (method !== 'mistake') assert.ok(said)
    }),
  )
})

test('a stricter class never makes a method do that was too weak for a milder one', () => {
  fc.assert(
    fc.property(going, fc.constantFrom(...known), (thing, method) => {
      if (thing.level < 3 && tooWeak(method, thing) !== null)
        assert.ok(tooWeak(method, { ...thing, level: thing.level + 1 }) !== null)
    }),
  )
})

test('a line with something on it is no mistake, and an unknown method is none', () => {
  assert.match(tooWeak('mistake', { level: 1, myNumber: false, holds: true }) ?? '', /誤った登録/)
  assert.equal(tooWeak('mistake', { level: 3, myNumber: false, holds: false }), null)
  assert.ok(tooWeak('burn', { level: 2, myNumber: false, holds: false }))
})

test('of several things the strictest decides', () => {
  const one = { level: 1, myNumber: false, holds: false }
  assert.deepEqual(methodProblems('method', 'reset', [one, one]), [])
  assert.equal(methodProblems('method', 'reset', [one, { ...one, level: 3 }])[0]?.at, 'method')
})
