import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { code128, fitsCode128, symbolsOf } from './code128.ts'

/** Drawn by another program (bwip-js 4.11.4). */
const drawnElsewhere: readonly (readonly [string, string])[] = [
  ['1234', '2112321122321311231212412331112'],
  ['a', '2112141211241214212331112'],
  ['S-1', '2112142131131221321232213212212331112'],
  ['PC00123456', '2112143131211313211131412122221122321311233311211121332331112'],
  ['x12345678y', '2112144212111131411122321311233311212411121141312121411321312331112'],
  ['~ !', '2112141311412122222221224113112331112'],
]

test('a code is drawn as another program draws it', () => {
  for (const [text, drawn] of drawnElsewhere) assert.equal(code128(text).join(''), drawn, text)
})

/** Reads symbols back as the standard says, knowing nothing of how they were chosen. */
function readBack(symbols: readonly number[]): string {
  const [start = 0] = symbols
  let set = start === 105 ? 'C' : 'B'
  let text = ''
  for (const symbol of symbols.slice(1, -2)) {
    if (set === 'C' && symbol === 100) set = 'B'
    else if (set === 'B' && symbol === 99) set = 'C'
    else text += set === 'C' ? String(symbol).padStart(2, '0') : String.fromCharCode(symbol + 32)
  }
  return text
}

test('every printable text is read back as it was, with a right checksum and whole symbols', () => {
  const digit = fc.integer({ min: 0x30, max: 0x39 })
  const printable = fc.integer({ min: 0x20, max: 0x7e })
  const text = fc
    .array(fc.oneof(digit, digit, printable), { minLength: 1, maxLength: 40 })
    .map((codes) => String.fromCharCode(...codes))
  fc.assert(
    fc.property(text, (it) => {
      const symbols = symbolsOf(it)
      assert.equal(readBack(symbols), it)
      const [start = 0, ...others] = symbols.slice(0, -2)
      assert.equal(others.reduce((sum, each, place) => sum + each * (place + 1), start) % 103, symbols.at(-2))
      // eleven modules a symbol, thirteen for the stop
      assert.equal(
        code128(it).reduce((sum, width) => sum + width, 0),
        (symbols.length - 1) * 11 + 13,
      )
    }),
  )
})

test('what no reader of bars can read is refused', () => {
  for (const text of ['', '文-001', 'A\n1', 'x'.repeat(41)]) {
    assert.equal(fitsCode128(text), false)
    assert.throws(() => symbolsOf(text), RangeError)
  }
})
