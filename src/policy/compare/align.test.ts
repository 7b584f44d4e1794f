import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alignEditions } from './align.ts'
import { sentencesOf } from '../sentences.ts'

const before = [
  { wid: 'a', eid: '第1条', heading: '目的', text: 'この規程は、情報を守ることを目的とする。' },
  {
    wid: 'b',
    eid: '第2条',
    heading: '持出し',
    text: '職員は、情報を持ち出すときは、課長の許可を受けなければならない。',
  },
  {
    wid: 'c',
    eid: '第3条',
    heading: null,
    text: '課長は、持出しの記録を作り、三年間保存しなければならない。',
  },
  { wid: 'd', eid: '第4条', heading: null, text: '廃止する。' },
]
const align = (after: Parameters<typeof alignEditions>[1]) => {
  let n = 0
  return alignEditions(before, after, () => `new-${(n += 1)}`)
}

test('a provision keeps its permanent id when it is renumbered or its words change a little', () => {
  const { aligned, removed } = align([
    { eid: '第1条', heading: '目的', text: 'この規程は、情報を守ることを目的とする。' },
    { eid: '第2条', heading: '定義', text: '用語は、別に定める。' },
    {
      eid: '第3条',
      heading: '持出し',
      text: '職員は、情報を持ち出すときは、課長の許可を受けなければならない。',
    },
    { eid: '第4条', heading: null, text: '課長は、持出しの記録を作り、三年間保存しなければならない。' },
  ])
  assert.deepEqual(aligned.get('第1条'), { wid: 'a', change: 'same' })
  assert.deepEqual(aligned.get('第2条'), { wid: 'new-1', change: 'added' })
  assert.deepEqual(aligned.get('第3条'), { wid: 'b', change: 'renumbered' })
  assert.deepEqual(aligned.get('第4条'), { wid: 'c', change: 'renumbered' })
  assert.deepEqual(removed, ['d'])
})

test('a changed sentence under the same number is the same provision, changed', () => {
  const { aligned } = align([
    { eid: '第3条', heading: null, text: '課長は、持出しの記録を作り、五年間保存しなければならない。' },
  ])
  assert.deepEqual(aligned.get('第3条'), { wid: 'c', change: 'changed' })
})

test('no permanent id is given twice', () => {
  const same = { heading: null, text: '課長は、持出しの記録を作り、三年間保存しなければならない。' }
  const { aligned } = align([
    { eid: '第3条', ...same },
    { eid: '第9条', ...same },
  ])
  assert.deepEqual([aligned.get('第3条')?.wid, aligned.get('第9条')?.wid], ['c', 'new-1'])
})

test('sentences end at 。 outside brackets and at line ends', () => {
  assert.deepEqual(sentencesOf('甲は、乙(丙を含む。以下同じ。)をする。ただし、この限りでない。\n丁'), [
    '甲は、乙(丙を含む。以下同じ。)をする。',
    'ただし、この限りでない。',
    '丁',
  ])
})
