import assert from 'node:assert/strict'
import { test } from 'node:test'
import { excerpt } from './excerpt.ts'

test('a short clause is shown whole, with its places', () => {
  const ranges = [{ start: 0, end: 2 }]
  assert.deepEqual(excerpt('持出しの許可', ranges), { text: '持出しの許可', ranges })
})

test('the places of a long clause still cover the words that were found', () => {
  const text = `${'あ'.repeat(300)}持出し${'い'.repeat(300)}`
  const cut = excerpt(text, [{ start: 300, end: 303 }])
  assert.equal(cut.ranges.length, 1)
  const [range] = cut.ranges
  assert.equal(cut.text.slice(range?.start, range?.end), '持出し')
  assert.ok(cut.text.length <= 202)
  assert.ok(cut.text.startsWith('…') && cut.text.endsWith('…'))
})

test('no character is cut in two', () => {
  const cut = excerpt('𠮷'.repeat(300), [{ start: 201, end: 202 }])
  assert.equal(cut.text.isWellFormed(), true)
})
