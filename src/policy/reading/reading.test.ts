import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lostOrDoubled } from './conservation.ts'
import { readPolicy } from './read.ts'

const ids = (text: string) => readPolicy(text).nodes.map((n) => n.id)
const node = (text: string, id: string) => {
  const found = readPolicy(text).nodes.find((n) => n.id === id)
  assert.ok(found, `${id} is read`)
  return found
}

const ARTICLES = `○青海市媒体取扱規程
令和3年5月10日
訓令第7号
目次
第1章 総則(第1条・第2条)
第2章 取扱い(第3条―第5条)
附則
第1章 総則
(目的)
第1条 この規程は、媒体の扱いを定める。
(用語)
第2条 この規程の用語は、次のとおりとする。
(1) 媒体 持ち運べる記憶装置をいう。
(3) 課長 課の長をいう。
第2章 取扱い
第1節 貸出し
(貸出し)
第3条 職員は、媒体を借りるときは、課長の許可を受ける。
2 課長は、次の事項を記録しなければならない。
(1) 日時
(2) 氏名
3 前項の記録は、3年間保存する。
第4条 削除
(返却)
第4条の2 職員は、媒体を返す。
(令4訓令2・追加)
附 則
1 この規程は、令和3年6月1日から施行する。
2 前の規程は、廃止する。
附 則(令和4年3月1日訓令第2号)
この規程は、公布の日から施行する。
別表第1(第3条関係)
区分　期間
庁内　1年
庁外　年度末まで
様式第1号(第3条関係)
媒体借用申請書
`

test('articles, paragraphs, items, branch numbers, supplements, annex rows and forms get their ids', () => {
  assert.deepEqual(ids(ARTICLES), [
    '第1章',
    '第1条',
    '第2条',
    '第2条-(1)',
    '第2条-(3)',
    '第2章',
    '第2章-第1節',
    '第3条',
    '第3条-2',
    '第3条-2-(1)',
    '第3条-2-(2)',
    '第3条-3',
    '第4条',
    '第4条の2',
    '附則1',
    '附則1-2',
    '附則2',
    '別表第1',
    '別表第1-行1',
    '別表第1-行2',
    '様式第1号',
  ])
})

test('the types say what a node is', () => {
  const types = new Map(readPolicy(ARTICLES).nodes.map((n) => [n.id, n.type]))
  assert.equal(types.get('第1章'), 'heading')
  assert.equal(types.get('第2条'), 'lead-in')
  assert.equal(types.get('第3条-2-(1)'), 'detail')
  assert.equal(types.get('第4条'), 'deleted')
  assert.equal(types.get('附則1'), 'supplementary')
  assert.equal(types.get('別表第1'), 'table')
  assert.equal(types.get('別表第1-行2'), 'row')
  assert.equal(types.get('様式第1号'), 'form')
})

test('a caption before an article is its heading and belongs to its span', () => {
  const article = node(ARTICLES, '第3条')
  assert.equal(article.heading, '貸出し')
  assert.equal(article.text, '職員は、媒体を借りるときは、課長の許可を受ける。')
  assert.equal(ARTICLES.slice(article.span[0], article.span[0] + 5), '(貸出し)')
})

test('contents, title, dates and amendment notes are unread, each with its reason', () => {
  const reasons = readPolicy(ARTICLES).unread.map((u) => [u.reason, u.text.trim()])
  assert.deepEqual(reasons.slice(0, 4), [
    ['title', '○青海市媒体取扱規程'],
    ['date', '令和3年5月10日'],
    ['date', '訓令第7号'],
    ['contents', '目次'],
  ])
  assert.deepEqual(reasons.at(-1), ['amendment-note', '(令4訓令2・追加)'])
})

const FLAT =
  '青海市情報保護基準 第1 趣旨 この基準は、市の情報を守るために必要な事項を定めるものとする。 ' +
  '第2 体制 1 責任者 責任者は、部長とする。 2 役割 各役割は次のとおりとする。 ' +
  '役職名 対象者 役割・権限等 責任者 部長 1 全体を見る。 2 指示する。 担当者 係長 1 手伝う。 2 報告する。 3 調べる。 ' +
  '3 兼務 (1) 申請する者は、機密性 2 以上の情報について、令和 5 年 4 月 1 日以後は自ら許 可してはならない。 ' +
  '(2) 監査する者は、1 の責任者を兼ねてはならない。 第3 持出し (1) 許可 ア 職員は、許可を得る。 ' +
  'イ アの許可は、2 人以上で確かめる。 (2) 返却 職員は、返す。 附則 この基準は、令和5年4月1日から施行する。'

test('a transcript on one line is read by the numbers that come next, not by every number', () => {
  const reading = readPolicy(FLAT)
  assert.equal(reading.strategy, 'flattened')
  assert.deepEqual(
    reading.nodes.map((n) => n.id),
    [
      '第1',
      '第2',
      '第2-1',
      '第2-2',
      '第2-3',
      '第2-3-(1)',
      '第2-3-(2)',
      '第3',
      '第3-(1)',
      '第3-(1)-ア',
      '第3-(1)-イ',
      '第3-(2)',
      '附則1',
    ],
  )
})

test('a table whose columns are mixed up is reported, with its raw text and a guess', () => {
  const { tables } = readPolicy(FLAT)
  assert.equal(tables.length, 1)
  assert.equal(tables[0]?.nodeId, '第2-2')
  assert.equal(tables[0]?.kind, 'roles')
  assert.match(tables[0]?.text ?? '', /^役職名 対象者.*調べる。$/)
  assert.deepEqual(
    tables[0]?.rows.map((r) => r.items.length),
    [2, 3],
  )
})

test('line-wrap blanks are healed in the text that is shown, never in the source', () => {
  assert.equal(
    node(FLAT, '第2-3-(1)').text,
    '申請する者は、機密性2以上の情報について、令和5年4月1日以後は自ら許可してはならない。',
  )
})

test('numbering families: 1 / (1) / ①, misprinted ①, Ⅰ / 【1】 / (a), 2-4-1, イロハ', () => {
  assert.deepEqual(ids('1 趣旨\n(1) 定める。\n① 一つ目。\n② 二つ目。\n(2) 守る。\n2 用語\n'), [
    '1',
    '1-(1)',
    '1-(1)-①',
    '1-(1)-②',
    '1-(2)',
    '2',
  ])
  assert.deepEqual(ids('1 登録\n @ 登録する。\n A 返す。\n2 廃棄\n'), ['1', '1-①', '1-②', '2'])
  assert.deepEqual(ids('Ⅰ 総論\n【1】持出し\n(a)許可を得る。\n(b)記録する。\n【2】接続の禁止。\nⅡ 各論\n'), [
    'Ⅰ',
    'Ⅰ-【1】',
    'Ⅰ-【1】-(a)',
    'Ⅰ-【1】-(b)',
    'Ⅰ-【2】',
    'Ⅱ',
  ])
  assert.deepEqual(ids('2 対策\n２―１ 体制\n（１）責任者を置く。\n２―２ 管理\n2―2―1 台帳\n'), [
    '2',
    '2-1',
    '2-1-(1)',
    '2-2',
    '2-2-1',
  ])
  assert.deepEqual(ids('第1条 次による。\n(1) 甲\nイ 一。\nロ 二。\nハ 三。\n(2) 乙\n'), [
    '第1条',
    '第1条-(1)',
    '第1条-(1)-イ',
    '第1条-(1)-ロ',
    '第1条-(1)-ハ',
    '第1条-(2)',
  ])
})

test('ア イ ウ are counted in the order of the syllabary, イ after ア is the second', () => {
  const kana = readPolicy('1 事項\nア 一つ。\nイ 二つ。\nウ 三つ。\n').nodes.slice(1)
  assert.deepEqual(
    kana.map((n) => [n.label, n.level]),
    [
      ['ア', 'ア'],
      ['イ', 'ア'],
      ['ウ', 'ア'],
    ],
  )
})

test('bullets are counted where they stand', () => {
  assert.deepEqual(ids('(1)体制\n1.兼務\n • 兼ねない。\n • 分ける。\n2.持出し\n • 許可を得る。\n'), [
    '(1)',
    '(1)-1',
    '(1)-1-・1',
    '(1)-1-・2',
    '(1)-2',
    '(1)-2-・1',
  ])
})

test('a text without numbers is parted by its bracketed captions', () => {
  assert.deepEqual(
    ids('(持出し)\n職員は、許可を得る。\n2 課長は、記録する。\n(廃棄)\n職員は、消去する。\n'),
    ['(持出し)', '(持出し)-2', '(廃棄)'],
  )
})

test('full-width and half-width print give the same ids, and labels stay as printed', () => {
  const half = '第1条 定める。\n2 守る。\n(1) 甲\n(2) 乙\n'
  const full = '第１条　定める。\n２　守る。\n（１）　甲\n（２）　乙\n'
  assert.deepEqual(ids(full), ids(half))
  assert.equal(node(full, '第1条-2-(1)').label, '（１）')
})

test('page numbers, running heads and the contact block of a web page are unread', () => {
  const page = (n: number) => `青海市情報保護規程\n- ${n} -\n`
  const text = `第1条 定め、\n${page(1)}守る。\n第2条 守る。\n${page(2)}第3条 直す。\n${page(3)}お問い合わせ\n1 情報課\n電話 000-000-0000\n`
  const reading = readPolicy(text)
  assert.deepEqual(
    reading.nodes.map((n) => [n.id, n.text]),
    [
      ['第1条', '定め、守る。'],
      ['第2条', '守る。'],
      ['第3条', '直す。'],
    ],
  )
  assert.deepEqual(new Set(reading.unread.map((u) => u.reason)), new Set(['page-furniture']))
  assert.deepEqual(lostOrDoubled(text, reading), [])
})

test('a text in which nothing is numbered has no node and is unread as a whole', () => {
  const text = '今日は晴れです。\n明日も晴れるでしょう。\n'
  const reading = readPolicy(text)
  assert.equal(reading.nodes.length, 0)
  assert.deepEqual(
    reading.unread.map((u) => u.reason),
    ['unrecognised', 'unrecognised'],
  )
})

test('ids are unique even when a numbering starts again', () => {
  const all = ids('1 甲\n2 乙\n1 丙\n2 丁\n')
  assert.equal(new Set(all).size, all.length)
})

test('kanji numbers, articles repealed together and stray references at the beginning of a line', () => {
  const text = `情報公開条例
(平成十二年三月三十日条例第四号)
第一章 総則
第一条 市は、次のことを行う。
一 公開する。
二 守る。
第五条及び第六条 削除
第十条の二 市長は、前条及び次の
(3) に定める事項を守る。
1) 申請する。
2) 届け出る。
`
  const reading = readPolicy(text)
  assert.deepEqual(
    reading.nodes.map((n) => [n.id, n.type]),
    [
      ['第1章', 'heading'],
      ['第1条', 'lead-in'],
      ['第1条-一', 'provision'],
      ['第1条-二', 'provision'],
      ['第5条', 'deleted'],
      ['第10条の2', 'lead-in'],
      ['第10条の2-1)', 'provision'],
      ['第10条の2-2)', 'provision'],
    ],
  )
  assert.deepEqual(
    reading.unread.map((u) => u.reason),
    ['title', 'date'],
  )
})

test('an annex whose cells stand on lines of their own is a table to confirm; 付則 and 款 are read', () => {
  const text = `○山城市情報規則
山城市情報規則(平成15年規則第4号)の全部を改正する。
第1章 体制
第1節 役割
第1款 責任者
(平18訓令5・章名追加)
第1条 責任者を置く。
付則
この規則は、公布の日から施行する。
別表第1(第1条関係)
区分
内容
甲
乙
様式第1号
申請書
年月日
`
  const reading = readPolicy(text)
  assert.deepEqual(
    reading.nodes.map((n) => n.id),
    ['第1章', '第1章-第1節', '第1章-第1節-第1款', '第1条', '附則1', '別表第1', '様式第1号'],
  )
  assert.equal(node(text, '様式第1号').text, '申請書\n年月日')
  assert.deepEqual(
    reading.tables.map((t) => [t.nodeId, t.kind, t.text]),
    [['別表第1', 'unknown', '区分\n内容\n甲\n乙']],
  )
  assert.deepEqual(
    reading.unread.map((u) => u.reason),
    ['title', 'amendment-note', 'amendment-note'],
  )
  assert.deepEqual(lostOrDoubled(text, reading), [])
})

test('a heading that begins with the letter of a level is a heading: 第1 目的, 第2 部局の役割, 第3 章程', () => {
  const { nodes } = readPolicy(
    '試験市基準\n第1 目的\nこの基準は、必要な事項を定める。\n第2 部局の役割\n1 部長\n部長は、部局を取り仕切る。\n第3 節度\n職員は、節度をもって使う。\n',
  )
  assert.deepEqual(
    nodes.map((node) => node.id),
    ['第1', '第2', '第2-1', '第3'],
  )
  assert.equal(nodes[0]?.heading, '目的')
})
