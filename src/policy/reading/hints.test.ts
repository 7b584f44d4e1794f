import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lostOrDoubled } from './conservation.ts'
import { readPolicy } from './read.ts'
import type { Hints, Span } from './types.ts'

const NOTHING: Hints = { tables: [], asides: [], labels: [], headings: [], captions: [] }

/** The place of some words in a text; the first one unless said. */
function place(text: string, words: string, from = 0): Span {
  const at = text.indexOf(words, from)
  assert.ok(at >= 0, words)
  return [at, at + words.length]
}

/** A table hint from lines of tab-parted cells between two marks. */
function tableOf(text: string, first: string, last: string, headers: number): Hints['tables'][number] {
  const span: Span = [place(text, first)[0], place(text, last)[1]]
  const rows: Hints['tables'][number]['rows'][number][] = []
  let at = span[0]
  for (const [i, line] of text.slice(span[0], span[1]).split('\n').entries()) {
    let column = 0
    let from = at
    const cells = line.split('\t').map((cell) => {
      const made = { span: [from, from + cell.length] as const, column: column++ }
      from += cell.length + 1
      return made
    })
    rows.push({ span: [at, at + line.length], header: i < headers, cells })
    at += line.length + 1
  }
  return { span, rows }
}

const read = (text: string, hints: Partial<Hints>) => {
  const reading = readPolicy(text, { ...NOTHING, ...hints })
  assert.deepEqual(lostOrDoubled(text, reading), [], 'nothing is lost or doubled')
  return reading
}

const TABLE = `第4 体制
2 構成
構成及び役割は、次の表のとおりとする。
役職\t充てる者\t役割
局長\t総務局長\t1 全体を統べる。2 指示する。
推進員\t各課の係長\t課内の対策を進める。
備考 局長が欠けたときは、次長が代わる。
3 兼務
(1) 申請する者は、許可してはならない。
`

test('a known table becomes rows with cells; its head is none; the owner goes on after it', () => {
  const reading = read(TABLE, { tables: [tableOf(TABLE, '役職\t', '進める。', 1)] })
  assert.deepEqual(
    reading.nodes.map((n) => n.id),
    ['第4', '第4-2', '第4-2-行1', '第4-2-行2', '第4-3', '第4-3-(1)'],
  )
  const row = reading.nodes[2]
  assert.equal(row?.type, 'row')
  assert.equal(row.text, '局長\t総務局長\t1 全体を統べる。2 指示する。')
  assert.deepEqual(row.columns, ['役職', '充てる者', '役割'])
  assert.deepEqual(
    row.cells?.map(([s, e]) => TABLE.slice(s, e)),
    ['局長', '総務局長', '1 全体を統べる。2 指示する。'],
  )
  assert.equal(
    reading.nodes[1]?.text,
    '構成及び役割は、次の表のとおりとする。\n備考 局長が欠けたときは、次長が代わる。',
  )
  assert.deepEqual(reading.tables, [], 'nothing is left to confirm')
})

test('a head that the file does not mark is told by its words; rows of two tables count on', () => {
  const text = `附則
この要領は、公布の日から施行する。
別表第1(第3条関係)
区分\t期間
庁内\t1年
庁外\t年度末まで
特に重い情報\t3年
`
  const reading = read(text, {
    tables: [tableOf(text, '区分', '年度末まで', 0), tableOf(text, '特に', '3年', 0)],
  })
  assert.deepEqual(
    reading.nodes.map((n) => [n.id, n.type]),
    [
      ['附則1', 'supplementary'],
      ['別表第1', 'table'],
      ['別表第1-行1', 'row'],
      ['別表第1-行2', 'row'],
      ['別表第1-行3', 'row'],
    ],
  )
})

test('asides inside a sentence are left out with their reason, and the sentence stays one', () => {
  const text = '第1条 職員は、\n情報保護規程\n- 3 -\n2 人で確かめる。\n第2条 守る。\n'
  const reading = read(text, {
    asides: [
      { span: place(text, '情報保護規程'), reason: 'page-furniture' },
      { span: place(text, '- 3 -'), reason: 'page-furniture' },
    ],
  })
  assert.deepEqual(
    reading.nodes.map((n) => [n.id, n.text]),
    [
      ['第1条', '職員は、2 人で確かめる。'],
      ['第2条', '守る。'],
    ],
  )
  assert.deepEqual(
    reading.unread.map((u) => u.text),
    ['情報保護規程', '- 3 -'],
  )
})

test('known labels are believed: where a number would be a quantity, and where it starts a list inside a list', () => {
  const text = '1 回の点検で足りる。\n1 甲\n2 乙\n2 回収を行う。\na 丙\nb 丁\n'
  const at = (words: string, depth: number) => ({
    span: [place(text, words)[0], place(text, words)[0] + 1] as const,
    depth,
  })
  const reading = read(text, {
    labels: [at('1 回', 0), at('1 甲', 1), at('2 乙', 1), at('2 回', 0), at('a 丙', 1), at('b 丁', 1)],
  })
  assert.deepEqual(
    reading.nodes.map((n) => n.id),
    ['1', '1-1', '1-2', '2', '2-・1', '2-・2'],
  )
})

test('known headings keep their line apart from the words, captions go to the article that follows', () => {
  const text =
    '1 不在のときは代わりの者が行うこと\n部長が代わる。\n持出しの手続\n第3条 許可を得る。\n章のない見出し\n(1) 甲\n'
  const reading = read(text, {
    headings: [
      { span: place(text, '1 不在のときは代わりの者が行うこと'), rank: 2 },
      { span: place(text, '章のない見出し'), rank: 3 },
    ],
    captions: [place(text, '持出しの手続')],
  })
  assert.deepEqual(
    reading.nodes.map((n) => [n.id, n.heading, n.text]),
    [
      ['1', '不在のときは代わりの者が行うこと', '部長が代わる。'],
      ['第3条', '持出しの手続', '許可を得る。'],
      ['第3条-(1)', null, '甲'],
    ],
  )
  assert.deepEqual(
    reading.unread.map((u) => u.reason),
    ['unnumbered-heading'],
  )
})

test('a frame of one column, or one that holds articles, is text; the drawing of a form stays whole', () => {
  const text = '第1条 定める。\n第2条 職員は、次を守らなければならない。\t許可\n様式第1号\n氏名\t印\n'
  const reading = read(text, {
    tables: [tableOf(text, '第1条', '許可', 0), tableOf(text, '氏名', '印', 0)],
  })
  assert.deepEqual(
    reading.nodes.map((n) => n.id),
    ['第1条', '第2条', '様式第1号'],
  )
})

test('a table of plain lines inside a provision gives rows; the provision and the next article go on after it', () => {
  const text = `第3条 次の表のとおりとする。
役職\t役割
総括責任者\t全体の総括
情報管理者\t課内の管理
備考 兼ねることができる。
第4条 職員は、守る。
第5条 区分は、次の表による。
区分\t期間
庁内\t1年
第6条 職員は、返す。
`
  assert.deepEqual(
    read(text, {}).nodes.map((n) => [n.id, n.text]),
    [
      ['第3条', '次の表のとおりとする。\n備考 兼ねることができる。'],
      ['第3条-行1', '総括責任者\t全体の総括'],
      ['第3条-行2', '情報管理者\t課内の管理'],
      ['第4条', '職員は、守る。'],
      ['第5条', '区分は、次の表による。'],
      ['第5条-行1', '庁内\t1年'],
      ['第6条', '職員は、返す。'],
    ],
  )
})
