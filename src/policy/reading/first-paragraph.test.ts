import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lostOrDoubled } from './conservation.ts'
import { readPolicy } from './read.ts'

/** An invented text whose first paragraphs have printed numbers, as some offices print them. */
const NUMBERED = [
  '葉山台町端末管理要綱',
  '(趣旨)',
  '第1条 この要綱は、端末の管理に必要な事項を定める。',
  '第2条 管理体制',
  '1 総務課長は、端末の管理を統括する。',
  '2 所属長は、次に掲げる事務を行う。',
  '(1) 端末の点検',
  '(2) 台帳の整備',
  '第3条 端末の返却',
  '1 職員は、次に掲げるときは、端末を返却しなければならない。',
  '(1) 退職するとき。',
  '(2) 休職するとき。',
  '2 所属長は、返却の日を台帳に記録するものとする。',
  '(禁止事項)',
  '第4条 職員は、次の行為をしてはならない。',
  '1 私物を接続すること。',
  '2 設定を変更すること。',
  '附 則',
  '(施行期日)',
  '1 この要綱は、公布の日から施行する。',
  '(経過措置)',
  '2 既に使用している端末については、なお従前の例による。',
  '附 則(令和4年告示第9号)抄',
  '1 この要綱は、令和4年4月1日から施行する。',
  '附 則 抄',
  'この要綱は、令和6年4月1日から施行する。',
]

const expected = [
  ['第1条', '趣旨', 'この要綱は、端末の管理に必要な事項を定める。'],
  ['第2条', '管理体制', '総務課長は、端末の管理を統括する。'],
  ['第2条-2', null, '所属長は、次に掲げる事務を行う。'],
  ['第2条-2-(1)', null, '端末の点検'],
  ['第2条-2-(2)', null, '台帳の整備'],
  ['第3条', '端末の返却', '職員は、次に掲げるときは、端末を返却しなければならない。'],
  ['第3条-(1)', null, '退職するとき。'],
  ['第3条-(2)', null, '休職するとき。'],
  ['第3条-2', null, '所属長は、返却の日を台帳に記録するものとする。'],
  ['第4条', '禁止事項', '職員は、次の行為をしてはならない。'],
  ['第4条-1', null, '私物を接続すること。'],
  ['第4条-2', null, '設定を変更すること。'],
  ['附則1', '施行期日', 'この要綱は、公布の日から施行する。'],
  ['附則1-2', '経過措置', '既に使用している端末については、なお従前の例による。'],
  ['附則2', '令和4年告示第9号 抄', 'この要綱は、令和4年4月1日から施行する。'],
  ['附則3', '抄', 'この要綱は、令和6年4月1日から施行する。'],
]

const prints: Record<string, string> = {
  行のまま: NUMBERED.join('\n'),
  全角: NUMBERED.join('\n').replace(/[0-9()]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
  一行: NUMBERED.join(' '),
}

for (const [print, text] of Object.entries(prints)) {
  test(`第1項 is the article itself, also where its 1 is printed; after a sentence 1 counts a list (${print})`, () => {
    const reading = readPolicy(text)
    const half = (words: string | null) => words?.normalize('NFKC') ?? null
    assert.deepEqual(
      reading.nodes.map((n) => [n.id, half(n.heading), half(n.text)]),
      expected,
    )
    assert.deepEqual(lostOrDoubled(text, reading), [])
    // The printed 1 is not lost: it stands in the article's own pieces.
    const article = reading.nodes.find((n) => n.id === '第2条')
    assert.match(article?.pieces.map(([s, e]) => text.slice(s, e)).join('') ?? '', /[1１][ 　]総務課長は/)
  })
}
