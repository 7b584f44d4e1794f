import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { atLeast, classes, handlingFor, handlings, strictest, type Axis } from './classification.ts'

const asset = fc.record({
  confidentiality: fc.constantFrom('3', '2', '1'),
  integrity: fc.constantFrom('2', '1'),
  availability: fc.constantFrom('2', '1'),
})
const axes: readonly Axis[] = ['confidentiality', 'integrity', 'availability']

test('together, assets are handled by the strictest class of each axis', () => {
  fc.assert(
    fc.property(fc.array(asset, { minLength: 1, maxLength: 8 }), (assets) => {
      const together = strictest(assets)
      assert.ok(together)
      for (const axis of axes) {
        assert.equal(together[axis], String(Math.max(...assets.map((it) => Number(it[axis])))))
      }
      assert.deepEqual(strictest(assets.toReversed()), together)
    }),
  )
})

test('an asset without a class makes the whole bag the strictest', () => {
  assert.deepEqual(
    strictest([
      { confidentiality: '1', integrity: '1', availability: '1' },
      { integrity: '1', availability: 'x' },
    ]),
    { confidentiality: '3', integrity: '1', availability: '2' },
  )
})

test('of no assets there is no class', () => {
  assert.equal(strictest([]), undefined)
})

test('a stricter class asks for everything that a milder one asks for', () => {
  const wanted = (confidentiality: '3' | '2' | '1') =>
    handlingFor({ confidentiality, integrity: '1', availability: '1' }).map((it) => it.key)
  assert.deepEqual(wanted('1'), [])
  assert.ok(wanted('2').includes('protect-outside') && !wanted('2').includes('encrypt'))
  assert.deepEqual(new Set([...wanted('2'), 'encrypt']), new Set(wanted('3')))
})

test('the same demand of two axes is named once', () => {
  const texts = handlingFor({ confidentiality: '3', integrity: '2', availability: '2' }).map((it) => it.text)
  assert.equal(new Set(texts).size, texts.length)
  assert.ok(texts.length >= 10)
})

test('every handling hangs on a class that exists, and what is no class is at least nothing', () => {
  for (const handling of handlings) {
    assert.ok(
      classes[handling.axis].some((it) => it === handling.from),
      handling.key,
    )
  }
  assert.equal(new Set(handlings.map((it) => it.key)).size, handlings.length)
  assert.ok(atLeast('confidentiality', '3B', '2') && atLeast('confidentiality', '3A', '3B'))
  assert.ok(!atLeast('confidentiality', '3B', '3A') && !atLeast('confidentiality', '2', '3C'))
  for (const value of [undefined, '', '4', 3, true, '3a', '3AB']) {
    assert.equal(atLeast('confidentiality', value, '1'), false)
  }
  for (const wanted of ['', '4', 'x']) assert.equal(atLeast('confidentiality', '3', wanted), false)
})
