import assert from 'node:assert/strict'
import { test } from 'node:test'
import { treeMove } from './tree-keys.ts'

const items = [
  { wid: 'a', parentWid: null },
  { wid: 'a1', parentWid: 'a' },
  { wid: 'b', parentWid: null },
]
const press = (key: string, from: string | undefined, open: string[] = ['a']) =>
  treeMove(key, from, items, new Set(open), (wid) => wid !== 'a1')

test('right opens what is closed, then enters it; left closes it, then goes up', () => {
  assert.deepEqual(press('ArrowRight', 'b'), { kind: 'turn', wid: 'b' })
  assert.deepEqual(press('ArrowRight', 'a'), { kind: 'go', wid: 'a1' })
  assert.deepEqual(press('ArrowLeft', 'a1'), { kind: 'go', wid: 'a' })
  assert.deepEqual(press('ArrowLeft', 'a'), { kind: 'turn', wid: 'a' })
})

test('up and down stop at the ends, Home and End reach them', () => {
  assert.equal(press('ArrowUp', 'a'), undefined)
  assert.equal(press('ArrowDown', 'b'), undefined)
  assert.deepEqual(press('ArrowDown', 'a'), { kind: 'go', wid: 'a1' })
  assert.deepEqual(press('End', 'a'), { kind: 'go', wid: 'b' })
  assert.deepEqual(press('Home', 'b'), { kind: 'go', wid: 'a' })
})

test('Enter and space take the clause; other keys are left to the page', () => {
  assert.deepEqual(press('Enter', 'a1'), { kind: 'take', wid: 'a1' })
  assert.deepEqual(press(' ', 'a1'), { kind: 'take', wid: 'a1' })
  assert.equal(press('j', 'a1'), undefined)
  assert.equal(press('Enter', undefined), undefined)
})
