import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Workbook } from '@cj-tech-master/excelts'
import { Refusal } from '#ground/errors/refusal.ts'
import { writeCsv } from '#ground/paper/csv.ts'
import { compareSheet, readStaffSheet } from './compare.ts'
import { kindOfHeader, mappingProblems, proposeMapping } from './mapping.ts'
import {
  type Bad,
  city,
  compare,
  everybody,
  header,
  on,
  orderHeader,
  row,
  said,
  without,
} from './testing/small-office.ts'

test('a file that says what is registered changes nothing, but for a term that is renewed', async () => {
  const found = await compare(everybody)
  assert.deepEqual(said(found), ['extend 0000004 任期の終わり 2027-04-01の前日 → 2028-04-01の前日'])
  assert.deepEqual([found.counts.rows, found.counts.wrongRows, found.counts.unchanged], [6, 0, 4])
})

test('each kind of change is found', async () => {
  const rows = [
    row('0000001', '佐伯 花子', '0202', '', '主任'),
    row('0000002', '小川 花子', '0202', '', '課長', '', '', '休職'),
    row('0000003', '原 花子', '0201', '', '主任', '', '', '', '2027-03-31'),
    row('0000005', '森 花子', '0201', '', '主事', '再任用'),
    row('0000006', '林 花子', '0202', '', '主事', '', '', '在職'),
    row('0000007', '新田 太郎', '0203', 'こども課', '主事'),
    row('0000007', '新田 太郎', '0201', '', '主事', '兼務'),
  ]
  const found = await compare(rows)
  assert.deepEqual(said(found), [
    'create-unit 0203 「福祉部」の下に新設',
    'rename 0000001 髙﨑 花子 → 佐伯 花子',
    'promote 0000001 長寿支援課 主事 → 障害福祉課 主任',
    'end-post 0000002 長寿支援課 課長(事務取扱)を解く',
    'leave 0000002 休職',
    'retire 0000003 長寿支援課 主任(退職)',
    'hire 0000005 長寿支援課 主事(再任用)(前にいた職員です)',
    'return 0000006 育児休業から戻る',
    'hire 0000007 こども課 主事',
    'add-post 0000007 長寿支援課 主事(兼務)',
    'retire 0000004 障害福祉課 事務補助(任期満了)',
  ])
  assert.deepEqual(found.differences.at(-1)?.mark, 'term-over')
})

test('whoever is not in the file is told of and not chosen; a leader of information security stays leader', async () => {
  const found = await compare(without('0000001'))
  const missing = found.differences.filter((each) => each.mark === 'missing')
  assert.deepEqual(
    missing.map((each) => [each.number, each.chosen]),
    [['0000001', false]],
  )
  assert.equal(
    found.differences.some((each) => each.kind === 'end-post'),
    false,
  )
})

test('a file without a line of 兼務 says nothing about 兼務, unless told that it does', async () => {
  const rows = everybody.filter((each) => each[5] !== '事務取扱')
  assert.equal(
    said(await compare(rows)).some((each) => each.startsWith('end-post')),
    false,
  )
})

const one = (...cells: string[]): string[][] => [row(...cells)]
const bad: Bad[] = [
  { what: 'no number', rows: one('', '甲 一', '0201', '', '主事'), at: '2行 職員番号', says: /空です/u },
  { what: 'no name', rows: one('0000009', '', '0201', '', '主事'), at: '2行 氏名', says: /空です/u },
  { what: 'no title', rows: one('0000009', '甲 一', '0201'), at: '2行 職名', says: /空です/u },
  { what: 'no unit', rows: one('0000009', '甲 一', '', '', '主事'), at: '2行 所属コード', says: /所属が空/u },
  {
    what: 'lost zeros',
    rows: one('1', '髙﨑 花子', '0201', '', '主事'),
    at: '2行 職員番号',
    says: /0000001.*登録されています/u,
  },
  {
    what: 'too many zeros',
    rows: one('00000001', '髙﨑 花子', '0201', '', '主事'),
    at: '2行 職員番号',
    says: /0の数/u,
  },
  {
    what: 'unknown code without a name',
    rows: one('0000009', '甲 一', '9999', '', '主事'),
    at: '2行 所属コード',
    says: /登録されていません/u,
  },
  {
    what: 'unknown name of no kind',
    rows: one('0000009', '甲 一', '', 'なにか', '主事'),
    at: '2行 所属',
    says: /先に組織図で新設/u,
  },
  {
    what: 'a name of two units',
    rows: one('0000009', '甲 一', '', '庶務係', '主事'),
    at: '2行 所属',
    says: /2つあります.*020101、020201/u,
  },
  { what: 'formula', rows: one('0000009', '=A1&B1', '0201', '', '主事'), at: '2行 氏名', says: /数式/u },
  {
    what: 'no such day',
    rows: one('0000009', '甲 一', '0201', '', '主事', '', '令和9年2月30日'),
    at: '2行 任期満了日',
    says: /という日はありません/u,
  },
  {
    what: 'a term that ends before it begins',
    rows: one('0000009', '甲 一', '0201', '', '主事', '臨時', '2026-03-31', '', '', '2026-04-01'),
    at: '2行 任期満了日',
    says: /発令日より前/u,
  },
  {
    what: 'an order of a later day',
    rows: one('0000009', '甲 一', '0201', '', '主事', '', '', '', '', '2027-10-01'),
    at: '2行 発令日',
    says: /比べる日より後/u,
  },
  {
    what: 'a term without an end',
    rows: one('0000009', '甲 一', '0201', '', '主事', '会計年度任用'),
    at: '2行 任期満了日',
    says: /任期の終わりが必要/u,
  },
  {
    what: 'unknown kind',
    rows: one('0000009', '甲 一', '0201', '', '主事', '出向中の何か'),
    at: '2行 任用区分',
    says: /分かりません/u,
  },
  {
    what: 'over-long',
    rows: one('0000009', '甲 一', '0201', '', '長'.repeat(101)),
    at: '2行 職名',
    says: /100文字以内/u,
  },
  {
    what: 'two main posts of one person',
    rows: [row('0000001', '髙﨑 花子', '0201', '', '主事'), row('0000001', '髙﨑 花子', '0202', '', '主事')],
    at: '3行 職員番号',
    says: /本務が2行にもあります/u,
  },
  {
    what: 'one number for two people',
    rows: [row('0000009', '甲 一', '0201', '', '主事'), row('0000009', '乙 二', '0202', '', '主事')],
    at: '2行 職員番号',
    says: /違う氏名.*2行・3行/u,
  },
  {
    what: 'the same line twice',
    rows: [row('0000009', '甲 一', '0201', '', '主事'), row('0000009', '甲 一', '0201', '', '主事')],
    at: '3行 職員番号',
    says: /2行と同じ内容/u,
  },
  {
    what: 'one code of two new units',
    rows: [
      row('0000008', '甲 一', '0203', 'こども課', '主事'),
      row('0000009', '乙 二', '0203', 'みどり課', '主事'),
    ],
    at: '3行 所属',
    says: /2行では「こども課」/u,
  },
]
for (const { what, rows, at, says } of bad) {
  test(`a wrong row names its line and column, and changes nothing: ${what}`, async () => {
    const found = await compare(rows)
    const problem = found.problems.find((each) => each.at === at && says.test(each.message))
    assert.ok(problem !== undefined, JSON.stringify(found.problems))
    const lines = new Set(found.problems.map((each) => each.line))
    assert.ok(
      found.differences.every((each) => each.line === null || !lines.has(each.line)),
      JSON.stringify(said(found)),
    )
  })
}

test('nobody is missing whose zeros were lost', async () => {
  const found = await compare([...without('0000001'), row('1', '髙﨑 花子', '0201', '', '主事')])
  assert.equal(found.counts.missing, 0)
})

test('外字, variants and glyph selectors pass unharmed, with a note', async () => {
  const names = ['\ue001田', '葛\u{e0100}城', '𠮷野', '髙﨑', '邉']
  const found = await compare(
    names.map((family, index) => row(`00009${index}`, `${family} 一`, '0201', '', '主事')),
  )
  const hired = found.differences.flatMap((each) => (each.change.kind === 'hire' ? [each.change.family] : []))
  assert.deepEqual(hired, names)
  assert.deepEqual(
    found.notes.map((each) => each.line),
    [2, 3, 4],
  )
  assert.match(found.notes[0]?.message ?? '', /外字.*そのまま/u)
})

test('where both names differ it is more likely another person: told, and not chosen', async () => {
  const found = await compare([...without('0000001'), row('0000001', '別 人美', '0201', '', '主事')])
  const rename = found.differences.find((each) => each.kind === 'rename')
  assert.partialDeepStrictEqual(rename, { mark: 'other-person', chosen: false })
  assert.match(found.notes.at(-1)?.message ?? '', /番号の取り違え/u)
})

test('wrong and missing columns are told at the heading', () => {
  const columns = proposeMapping(['職員番号', '氏名'], 'all')
  const problems = mappingProblems({ kind: 'all', columns, words: {} }, ['職員番号', '氏名'])
  assert.deepEqual(
    problems.map((each) => each.at),
    ['見出し 所属コード', '見出し 職名'],
  )
  const twice = mappingProblems(
    { kind: 'all', columns: { number: 'A', name: 'A', unitCode: 'B', title: 'なし' }, words: {} },
    ['A', 'B'],
  )
  assert.deepEqual(
    twice.map((each) => [each.at, /にも対応付け|ありません/u.test(each.message)]),
    [
      ['見出し 氏名', true],
      ['見出し 職名', true],
    ],
  )
})

test('headings are told apart in any width, with what offices add to them', () => {
  assert.deepEqual(proposeMapping(['職員番号(7桁)', '*氏名', 'ﾌﾘｶﾞﾅ', '所属名称', '補職名', '備考'], 'all'), {
    number: '職員番号(7桁)',
    name: '*氏名',
    kana: 'ﾌﾘｶﾞﾅ',
    unitName: '所属名称',
    title: '補職名',
  })
  assert.equal(kindOfHeader(orderHeader), 'orders')
  assert.equal(kindOfHeader(header), 'all')
})

test('what is no table, empty, broken or too long is refused with a sentence, or told by line', async () => {
  const refused = async (bytes: Uint8Array): Promise<string> => {
    const error: unknown = await readStaffSheet(bytes).catch((reason: unknown) => reason)
    assert.ok(error instanceof Refusal, 'it was not refused')
    return error.message
  }
  assert.match(await refused(new Uint8Array()), /空です/u)
  assert.match(await refused(new Uint8Array([0x50, 0x4b, 3, 4, 9])), /Excel/u)
  const lines = Array.from({ length: 100_001 }, (_, index) => `${index},甲 一,0201,主事`)
  assert.match(
    await refused(Buffer.from(['職員番号,氏名,所属コード,職名', ...lines].join('\n'))),
    /行が多すぎます/u,
  )
  // 氏 in CP932 cut in half: the line is wrong, the others are read.
  const broken = Buffer.concat([
    writeCsv(
      {
        header: ['職員番号', '氏名', '所属コード', '職名'],
        rows: [['0000001', '髙﨑 花子', '0201', '主事']],
      },
      { encoding: 'cp932' },
    ).bytes,
    Buffer.from('0000002,'),
    Buffer.from([0x8e]),
    Buffer.from(',0202,x\r\n'),
  ])
  const sheet = await readStaffSheet(broken)
  const mapping = { kind: 'all' as const, columns: proposeMapping(sheet.header, 'all'), words: {} }
  const { summary } = compareSheet(sheet, mapping, city, on)
  assert.deepEqual([summary.counts.rows, summary.counts.wrongRows], [2, 1], JSON.stringify(summary.problems))
})

test('rows that share a merged cell are told at their place, and nobody is made of them', async () => {
  const book = new Workbook()
  const page = book.addWorksheet('人事')
  page.addRow(['職員番号', '氏名', '所属コード', '職名'])
  page.addRow(['0000091', '甲 一', '0201', '主事'])
  page.addRow(['0000092', '乙 二', '', '主事'])
  page.mergeCells('C2:C3')
  const sheet = await readStaffSheet(new Uint8Array(await book.xlsx.writeBuffer()))
  const mapping = { kind: 'all' as const, columns: proposeMapping(sheet.header, 'all'), words: {} }
  const { comparison, summary } = compareSheet(sheet, mapping, city, on)
  // never silently: neither row is guessed at, both are told at their place
  assert.deepEqual(
    comparison.differences.filter((each) => each.line !== null),
    [],
  )
  assert.equal(summary.counts.wrongRows, 2)
  assert.deepEqual(
    sheet.problems.map((each) => each.line),
    [2, 3],
  )
})
