import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lostOrDoubled } from './conservation.ts'
import { readPolicy } from './read.ts'

const TEXT = `
松原市端末管理要領
第1 端末の持ち出し
 1 職員は、次に掲げる場合には、届け出なければならない。
  (1) 庁舎の外で使うとき。
  (2) 修理に出すとき。
 この場合において、所属長は、
 台帳に記録しなければならない。
 2 所属長は、次の事項を点検する。
  ・ 施錠の状況
  ・ 台帳の状況
 なお、点検は毎月行うものとする。
 3 所属長は、次の者を指名する。
  (1) 点検員
  ただし、兼ねることができる。
第2 返却
  (1) 退職するとき。
ただし、所属長が認めるときは、この限りでない。
`

const textOf = (text: string) => {
  const reading = readPolicy(text)
  assert.deepEqual(lostOrDoubled(text, reading), [])
  return new Map(reading.nodes.map((n) => [n.id, n.text]))
}

test('a new sentence less indented than the items before it goes on the provision above them', () => {
  const words = textOf(TEXT)
  assert.equal(
    words.get('第1-1'),
    '職員は、次に掲げる場合には、届け出なければならない。\nこの場合において、所属長は、台帳に記録しなければならない。',
  )
  assert.equal(words.get('第1-1-(2)'), '修理に出すとき。')
  assert.equal(words.get('第1-2'), '所属長は、次の事項を点検する。\nなお、点検は毎月行うものとする。')
  assert.match(words.get('第1-2-・2') ?? '', /^(?:台帳の状況)?$/)
})

test('where the print does not say it, or above stands only a title, the sentence stays with the item', () => {
  const words = textOf(TEXT)
  assert.match(words.get('第1-3-(1)') ?? '', /ただし、兼ねることができる。$/)
  assert.match(words.get('第2-(1)') ?? '', /ただし、所属長が認めるときは、この限りでない。$/)
  const flush = textOf(TEXT.replace(/^ +/gm, ''))
  assert.match(flush.get('第1-1-(2)') ?? '', /この場合において/)
})
