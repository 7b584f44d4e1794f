import assert from 'node:assert/strict'
import { test } from 'node:test'
import { appointmentOf, orderOf } from './order-words.ts'
import { type Bad, compare, order, orderHeader, said } from './testing/small-office.ts'

test('a list of transfers is read line by line', async () => {
  const found = await compare(
    [
      order('0000001', '佐伯 花子', '昇任', '長寿支援課', '0202', '', '主任', '', 'R9.4.1'),
      order('0000002', '', '事務取扱解除', '長寿支援課', '', '', '', '', '2027-04-01'),
      order('0000003', '', '定年退職'),
      order('0000004', '', '任用更新', '', '', '', '', '2028-03-31'),
      order('0000006', '', '復職'),
      order('0000010', '新田 太郎', '新規採用', '', '0203', 'こども課', '主事'),
      order('0000010', '新田 太郎', '兼務', '', '0201', '', '主事'),
      order('0000003', '', '表彰'),
    ],
    'orders',
    orderHeader,
  )
  assert.deepEqual(found.problems, [])
  assert.deepEqual(said(found), [
    'create-unit 0203 「福祉部」の下に新設',
    'rename 0000001 髙﨑 花子 → 佐伯 花子',
    'promote 0000001 長寿支援課 主事 → 障害福祉課 主任',
    'end-post 0000002 長寿支援課 課長(事務取扱)を解く',
    'retire 0000003 長寿支援課 主任(定年退職)',
    'extend 0000004 任期の終わり → 2028-04-01の前日',
    'return 0000006 育児休業から戻る',
    'hire 0000010 こども課 主事',
    'add-post 0000010 長寿支援課 主事(兼務)',
  ])
  assert.equal(found.counts.missing, 0)
})

const badOrders: Bad[] = [
  {
    what: 'a word nobody knows',
    rows: [order('0000001', '', 'ぬらりひょん')],
    at: '2行 発令区分',
    says: /言葉が分かりません/u,
  },
  {
    what: 'another day',
    rows: [order('0000001', '', '異動', '', '0202', '', '主事', '', '2027-07-01')],
    at: '2行 発令日',
    says: /案の発令日と違います/u,
  },
  {
    what: 'somebody who is not in office',
    rows: [order('0000099', '', '昇任', '', '0202', '', '主任')],
    at: '2行 職員番号',
    says: /在職していません/u,
  },
  {
    what: 'hired without a name',
    rows: [order('0000099', '', '採用', '', '0202', '', '主事')],
    at: '2行 氏名',
    says: /採用には氏名/u,
  },
  {
    what: 'moved nowhere',
    rows: [order('0000001', '', '異動')],
    at: '2行 新所属コード',
    says: /どちらも空/u,
  },
  {
    what: 'a 兼務 nobody holds',
    rows: [order('0000002', '', '兼務解除', '障害福祉課', '', '', '部長')],
    at: '2行 新所属コード',
    says: /見つかりません/u,
  },
  {
    what: 'moved twice',
    rows: [
      order('0000001', '', '異動', '', '0202', '', '主事'),
      order('0000001', '', '昇任', '', '0201', '', '主任'),
    ],
    at: '2行 職員番号',
    says: /2行あります\(2行・3行\)/u,
  },
]
for (const { what, rows, at, says } of badOrders) {
  test(`a wrong 発令 names its line and column: ${what}`, async () => {
    const found = await compare(rows, 'orders', orderHeader)
    assert.ok(
      found.problems.some((each) => each.at === at && says.test(each.message)),
      JSON.stringify(found.problems),
    )
    assert.deepEqual(said(found), [])
  })
}

test('a stale list shows itself: where somebody was is compared', async () => {
  const found = await compare(
    [order('0000001', '', '異動', '障害福祉課', '0202', '', '主事')],
    'orders',
    orderHeader,
  )
  assert.match(found.notes[0]?.message ?? '', /旧所属が登録\(長寿支援課\)と違います/u)
  assert.equal(found.differences.length, 1)
})

test('words of a 発令 and of a 任用 mean what they mean in an office', () => {
  const orders = [
    '新規採用',
    '転任',
    '昇任',
    '定年退職',
    '兼務',
    '兼務を解く',
    '育児休業',
    '復職',
    '任期の更新',
    '氏名変更',
    '昇給',
  ]
  assert.deepEqual(
    orders.map((word) => orderOf(word, {})),
    [
      'hire',
      'move',
      'promote',
      'retire',
      'add-post',
      'end-post',
      'leave',
      'return',
      'extend',
      'rename',
      'ignore',
    ],
  )
  assert.equal(orderOf('特命', { 特命: 'move' }), 'move')
  assert.deepEqual(
    [
      '',
      '正規職員',
      '会計年度任用職員(パートタイム)',
      '暫定再任用',
      '労働者派遣',
      '委託',
      '併任',
      '課長心得',
    ].map(appointmentOf),
    [
      { main: '本務' },
      { main: '本務' },
      { main: '会計年度任用' },
      { main: '再任用' },
      { main: '労働者派遣' },
      { main: '委託先要員' },
      { side: '併任' },
      { side: '心得' },
    ],
  )
})
