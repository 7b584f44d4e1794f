import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOrder, nextOpen, plainValue, valueProblem } from './value-order.ts'

const of = (parameter: string, value: string | null) => ({ parameter, value })
const keys = (rows: readonly { parameter: string }[]): string => rows.map((row) => row.parameter).join('')

test('values not set come first, and a row stays where it was while it is filled in', () => {
  const rows = [of('a', '1'), of('b', null), of('c', '2'), of('d', null)]
  assert.equal(keys(inOrder(rows, [])), 'bdac')
  assert.equal(
    keys(inOrder([of('a', '1'), of('b', '5'), of('c', '2'), of('d', null)], ['b', 'd', 'a', 'c'])),
    'bdac',
  )
})

test('after one is set the next one without a value follows, round the end', () => {
  const rows = [of('b', null), of('d', null), of('a', '1')]
  assert.equal(nextOpen(rows, 'b')?.parameter, 'd')
  assert.equal(nextOpen(rows, 'd')?.parameter, 'b')
  assert.equal(nextOpen([of('b', null), of('a', '1')], 'b'), undefined)
})

test('a number may be typed in either width and with its unit; words are no number', () => {
  assert.equal(plainValue(' 30日 ', '日'), '30')
  assert.equal(plainValue('1,000', '文字'), '1000')
  assert.equal(plainValue(' 年度末 ', ''), '年度末')
  assert.equal(valueProblem('0.5', '年'), null)
  assert.equal(valueProblem('毎年', '年'), 'not-number')
  assert.equal(valueProblem(' ', '日'), 'missing')
  assert.equal(valueProblem('適切な者', ''), null)
})
