import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lostOrDoubled } from './conservation.ts'
import { readPolicy } from './read.ts'

const BODY = [
  '基本方針',
  '1 情報保護の考え方',
  '1―1 趣旨',
  '市の情報を守るための考え方を定める。',
  '1―2 用語',
  '(1) 端末',
  '職員が用いる電子計算機をいう。',
  '対策基準',
  '2 情報保護の基準',
  '2―1 体制',
  '(1) 総括者(CPO:Chief Privacy Officer、以下「CPO」という。)',
  '① 副市長を、CPOとする。',
  '② CPOは、次の措置を講じる。',
  'ア 台帳を整備すること。',
  '2―2 端末の管理',
  '職員は、端末を施錠して保管しなければならない。',
]

const ids = [
  '1',
  '1-1',
  '1-2',
  '1-2-(1)',
  '2',
  '2-1',
  '2-1-(1)',
  '2-1-(1)-①',
  '2-1-(1)-②',
  '2-1-(1)-②-ア',
  '2-2',
]

/** Names of parts stand between the entries, and the 目次 does not go as deep as the body. */
const CONTENTS = [
  '目次',
  '基本方針',
  '1 情報保護の考え方',
  '1―1 趣旨',
  '1―2 用語',
  '対策基準',
  '2 情報保護の基準',
  '2―1 体制',
  '2―2 端末の管理',
]

const HEAD = ['入江市情報保護ポリシー', '令和6年2月1日']

const read = (text: string) => {
  const reading = readPolicy(text)
  assert.deepEqual(lostOrDoubled(text, reading), [])
  return reading
}

test('a 目次 whose entries are parted by names of parts ends where its first entries are printed again', () => {
  const text = [...HEAD, ...CONTENTS, ...BODY].join('\n')
  const { nodes, unread } = read(text)
  assert.deepEqual(
    nodes.map((n) => n.id),
    ids,
  )
  assert.equal(unread.filter((u) => u.reason === 'contents').length, CONTENTS.length)
  assert.equal(nodes.find((n) => n.id === '1-2-(1)')?.text, '職員が用いる電子計算機をいう。')
})

test('the same without lines', () => {
  const { nodes } = read([...HEAD, ...CONTENTS, ...BODY].join(' '))
  assert.deepEqual(
    nodes.map((n) => n.id),
    ids,
  )
})

test('numbers that begin again in each part of a 目次 do not end it', () => {
  const entries = ['第1節 通則', '第2節 点検']
  const body = (chapter: string, a: number) => [
    chapter,
    '第1節 通則',
    `第${a}条 職員は、端末を守るものとする。`,
    '第2節 点検',
    `第${a + 1}条 職員は、端末を点検するものとする。`,
  ]
  const chapters = ['第1章 端末', '第2章 媒体']
  const contents = ['目 次', ...chapters.flatMap((c) => [c, ...entries]), '附則']
  const text = [
    ...HEAD,
    ...contents,
    ...chapters.flatMap((c, i) => body(c, 2 * i + 1)),
    '附則',
    'この要綱は、公布の日から施行する。',
  ]
  for (const print of [text.join('\n'), text.join(' ')]) {
    assert.deepEqual(
      read(print).nodes.map((n) => n.id),
      [
        '第1章',
        '第1章-第1節',
        '第1条',
        '第1章-第2節',
        '第2条',
        '第2章',
        '第2章-第1節',
        '第3条',
        '第2章-第2節',
        '第4条',
        '附則1',
      ],
    )
  }
})

test('a 目次 never takes a sentence of the body', () => {
  const text = ['目次', '1 趣旨', '2 体制', '1 目的', '市の情報を守る。', '2 体制', '市長を長とする。'].join(
    '\n',
  )
  const { unread } = read(text)
  assert.ok(!unread.some((u) => u.reason === 'contents' && u.text.includes('。')))
})
