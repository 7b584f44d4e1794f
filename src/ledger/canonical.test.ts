import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { canonical, NotCanonical, type Plain } from './canonical.ts'

const { plain } = fc.letrec<{ plain: Plain }>((tie) => ({
  plain: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger().map((value) => (Object.is(value, -0) ? 0 : value)),
    fc.string({ unit: 'binary' }),
    fc.array(tie('plain'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'binary' }), tie('plain'), { maxKeys: 4, noNullPrototype: true }),
  ),
}))

test('the encoding loses nothing: parsing gives the value back, so two values never share a text', () => {
  fc.assert(
    fc.property(plain, (value) => {
      assert.deepEqual(JSON.parse(canonical(value)), value)
    }),
    { numRuns: 2000 },
  )
})

test('different values have different texts', () => {
  fc.assert(
    fc.property(plain, plain, (left, right) => {
      assert.equal(canonical(left) === canonical(right), isDeepStrictEqual(left, right))
    }),
    { numRuns: 2000 },
  )
})

test('the order in which keys were written does not matter', () => {
  assert.equal(canonical({ b: 1, a: [{ z: 1, y: 2 }] }), '{"a":[{"y":2,"z":1}],"b":1}')
  // RFC 8785 §3.2.3: code units, not code points (U+1F600 sorts before U+FB33).
  assert.equal(canonical({ '\uFB33': 1, '\u{1F600}': 2 }), '{"\u{1F600}":2,"\uFB33":1}')
})

test('strings stay exactly as typed, without normalisation', () => {
  assert.notEqual(canonical('\u304C'), canonical('\u304B\u3099'))
})

test('what has no single meaning is refused', () => {
  const bad: unknown[] = [
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    0.5,
    -0,
    2 ** 53,
    '\uD800',
    { '\uDC00': 1 },
    { a: undefined },
    [undefined],
    Array.from({ length: 2 }).fill(undefined),
    new Date(0),
    new Uint8Array(1),
    new Map(),
    10n,
    Symbol('x'),
    { [Symbol('x')]: 1 },
    () => 1,
  ]
  for (const value of bad) assert.throws(() => canonical(value as Plain), NotCanonical, String(typeof value))
  const loop: Record<string, Plain> = {}
  loop['self'] = loop
  assert.throws(() => canonical(loop), NotCanonical)
})
