import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClauseNode } from '../types.ts'
import { above, blocksOf, headingLevels, makeOutline, shortName, visible } from './outline.ts'

function clause(wid: string, parentWid: string | null, more: Partial<ClauseNode> = {}): ClauseNode {
  return {
    wid,
    eid: wid,
    number: wid,
    parentWid,
    depth: 0,
    label: wid,
    heading: null,
    type: 'provision',
    bound: 0,
    text: '',
    confirmed: false,
    table: null,
    tableConfirmed: false,
    refs: [],
    ...more,
  }
}

const text = makeOutline([
  clause('1', null, { heading: '趣旨' }),
  clause('2', null, { heading: '体制' }),
  clause('2a', '2', { bound: 1 }),
  clause('2aア', '2a', { heading: '会議', bound: 2 }),
  clause('2b', '2'),
  clause('3', null),
])

test('a closed chapter hides everything below it, an open one shows its own clauses', () => {
  assert.deepEqual(
    visible(text, new Set()).map((node) => node.wid),
    ['1', '2', '3'],
  )
  assert.deepEqual(
    visible(text, new Set(['2'])).map((node) => node.wid),
    ['1', '2', '2a', '2b', '3'],
  )
  // open below something closed stays hidden
  assert.deepEqual(
    visible(text, new Set(['2a'])).map((node) => node.wid),
    ['1', '2', '3'],
  )
})

test('a clause knows what stands above it, and a chapter what hangs anywhere below it', () => {
  assert.deepEqual(
    above(text, '2aア').map((node) => node.wid),
    ['2', '2a'],
  )
  assert.deepEqual(above(text, 'なし'), [])
  assert.equal(text.hanging.get('2'), 3)
  assert.equal(text.hanging.get('2b'), 0)
})

test('heading levels never leap: a level without a heading is left out', () => {
  const levels = headingLevels(text)
  assert.equal(levels.get('2'), 2)
  assert.equal(levels.get('2aア'), 3)
})

test('a clause without a heading is called by the beginning of its words', () => {
  assert.equal(shortName(clause('x', null, { text: '職員は、守る。' })), '職員は、守る。')
  assert.equal([...shortName(clause('x', null, { text: 'あ'.repeat(50) }))].length, 29)
  assert.equal(shortName(clause('x', null, { heading: '趣旨', text: '本文' })), '趣旨')
})

test('the rows of a confirmed table stand in one table; before it is confirmed there is none', () => {
  const rows = [
    clause('t', null, { table: 'roles', tableConfirmed: true }),
    clause('r1', 't', { type: 'row', confirmed: true }),
    clause('r1-1', 'r1', { type: 'bullet', confirmed: true }),
    clause('r2', 't', { type: 'row', confirmed: true }),
    clause('n', null),
  ]
  const blocks = blocksOf(makeOutline(rows))
  assert.deepEqual(
    blocks.map((block) => (block.kind === 'clause' ? block.node.wid : block.rows.map((row) => row.row.wid))),
    ['t', ['r1', 'r2'], 'n'],
  )
  const open = blocksOf(makeOutline([clause('t', null, { table: 'roles' }), clause('n', null)]))
  assert.ok(open.every((block) => block.kind === 'clause'))
})
