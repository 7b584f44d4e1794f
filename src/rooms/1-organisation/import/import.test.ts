import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { writeCsv } from '#ground/paper/csv.ts'
import { writeExcel } from '#ground/paper/excel.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { testHouse } from '../test-house.ts'
import { importReport } from './contract.ts'

const house = await testHouse({ after })

const unitHeader = ['所属コード', '所属名', '上位コード', '文書記号', '情報政策課']
const unitRows = [
  ['01', '企画財政部', '', '', ''],
  ['0101', '情報政策課', '01', '情政', '○'],
  ['02', '福祉部', '', '', ''],
  ['0201', '長寿支援課', '02', '長寿', ''],
  ['020101', '介護係', '0201', '', ''],
  ['03', '中央図書館', '', '', ''],
]
const peopleHeader = ['職員番号', '氏名', 'フリガナ', '所属コード', '職名', '任用区分', '発令日', 'リーダー']
const header = (...names: string[]): string[] => names
const peopleRows = [
  ['0000001', '宮原　誠', 'ﾐﾔﾊﾗ ﾏｺﾄ', '', '副市長', '', 'R7.4.1', ''],
  ['0000002', '長谷部 徹', 'ハセベ トオル', '01', '部長', '', '令和8年4月1日', ''],
  ['0000003', '三輪 和也', 'ミワ カズヤ', '0101', '課長', '', '2026/4/1', ''],
  ['0000004', '髙﨑 花子', 'タカサキ ハナコ', '0201', '課長', '本務', '20260401', ''],
  ['0000005', '小川 直樹', 'オガワ ナオキ', '020101', '主事', '', '2026-04-01', ''],
  ['0000004', '髙﨑 花子', 'タカサキ ハナコ', '03', '館長', '事務取扱', '2026-04-01', ''],
]

const csv = (columns: string[], rows: string[][], encoding: 'utf-8' | 'cp932' = 'utf-8'): Uint8Array =>
  writeCsv({ header: columns, rows }, { encoding }).bytes

async function send(
  kind: 'units' | 'people',
  bytes: Uint8Array,
  options: { dryRun?: boolean; takeRightRows?: boolean; tenant?: string } = {},
) {
  const fileId = house.upload(`${kind}.csv`, bytes)
  const { dryRun = false, takeRightRows = false, tenant = house.tenantId } = options
  const output = dryRun
    ? await house.run('organisation.preview-import', { fileId, kind, on: '2026-04-01' }, tenant)
    : await house.run('organisation.import', { fileId, kind, on: '2026-04-01', takeRightRows }, tenant)
  return importReport.parse(output)
}

async function refused(work: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await work.then(
    () => assert.fail('it was not refused'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof Refusal, String(error))
  return error
}

test('a dry run says what would happen and writes nothing, not even into the ledger', async () => {
  const report = await send('units', csv(unitHeader, unitRows, 'cp932'), { dryRun: true })
  assert.deepEqual([report.rows, report.rightRows, report.units.created, report.bodies.created], [6, 6, 6, 1])
  assert.equal(report.written, false)
  assert.deepEqual(
    [await house.count('unit'), await house.count('body'), await house.count('ledger_entry')],
    [0, 0, 0],
  )
})

test('units and people come in from CP932 and Excel; the same files again change nothing', async () => {
  const units = await send('units', csv(unitHeader, unitRows, 'cp932'))
  assert.ok(units.written)
  const excel = await writeExcel({ header: peopleHeader, rows: peopleRows })
  const people = await send('people', excel)
  assert.deepEqual([people.people.created, people.appointments.created, people.problemsTotal], [5, 6, 0])
  const before = [await house.count('person'), await house.count('post'), await house.count('appointment')]
  for (const [kind, bytes] of [['units', csv(unitHeader, unitRows)] as const, ['people', excel] as const]) {
    const again = await send(kind, bytes)
    assert.equal(again.changesTotal, 0, JSON.stringify(again.changes))
    assert.equal(again[kind].unchanged, kind === 'units' ? 6 : 5)
  }
  assert.deepEqual(before, [
    await house.count('person'),
    await house.count('post'),
    await house.count('appointment'),
  ])
  const found = await house.run('organisation.people', { q: '高崎' })
  assert.partialDeepStrictEqual(found, {
    total: 1,
    people: [{ number: '0000004', name: '髙﨑 花子', unitName: '長寿支援課' }],
  })
})

test('columns that are not understood are named, not lost in silence', async () => {
  const report = await send('people', csv(peopleHeader, peopleRows), { dryRun: true })
  assert.deepEqual(
    report.columns.filter((column) => column.readAs === null),
    [{ heading: 'リーダー', readAs: null }],
  )
})

test('a transfer ends the former 本務 on its first day', async () => {
  const report = await send(
    'people',
    csv(peopleHeader, [['0000005', '小川 直樹', '', '0101', '主事', '', '2026-10-01', '']]),
  )
  assert.deepEqual([report.appointments.created, report.appointments.ended], [1, 1])
  const { rows } = await house.db.readTenant(house.tenantId, async (tx) => ({
    rows: await tx
      .selectFrom('appointment')
      .innerJoin('person', 'person.id', 'appointment.person_id')
      .select(['appointment.valid_from', 'appointment.valid_to'])
      .where('number', '=', '0000005')
      .orderBy('appointment.valid_from')
      .execute(),
  }))
  assert.deepEqual(rows, [
    { valid_from: '2026-04-01', valid_to: '2026-10-01' },
    { valid_from: '2026-10-01', valid_to: null },
  ])
})

test('one wrong row stops the import and nothing is written, unless the right rows are asked for', async () => {
  const rows = [
    ['0000101', '甲野 一', '', '0101', '主事', '', '2026-04-01', ''],
    ['0000102', '乙野 二', '', '9999', '主事', '', '2026-04-01', ''],
  ]
  const before = [await house.count('person'), await house.count('ledger_entry')]
  const refusal = await refused(send('people', csv(peopleHeader, rows)))
  assert.match(refusal.message, /1行に誤り.*正しい1行/)
  assert.partialDeepStrictEqual(refusal.problems[0], { at: '3行 所属コード', value: '9999' })
  assert.deepEqual([await house.count('person'), await house.count('ledger_entry')], before)
  const report = await send('people', csv(peopleHeader, rows), { takeRightRows: true })
  assert.deepEqual([report.rightRows, report.wrongRows, report.people.created], [1, 1, 1])
  assert.equal(report.problems[0]?.at, '3行 所属コード')
})

type Bad = {
  what: string
  kind: 'units' | 'people'
  header?: string[]
  row: string[]
  at: string
  says: RegExp
}
const person = (change: Record<number, string>): string[] =>
  ['0000900', '山田 太郎', '', '0101', '主事', '', '2026-04-01', ''].map(
    (cell, index) => change[index] ?? cell,
  )
const unit = (change: Record<number, string>): string[] =>
  ['9001', '試験課', '', '', ''].map((cell, index) => change[index] ?? cell)
const bad: Bad[] = [
  { what: 'no number', kind: 'people', row: person({ 0: '' }), at: '2行 職員番号', says: /空です/ },
  { what: 'no name', kind: 'people', row: person({ 1: '' }), at: '2行 氏名', says: /空です/ },
  { what: 'formula', kind: 'people', row: person({ 1: '=A1&B1' }), at: '2行 氏名', says: /数式/ },
  {
    what: 'no such day',
    kind: 'people',
    row: person({ 6: '2026-02-30' }),
    at: '2行 発令日',
    says: /という日はありません/,
  },
  {
    what: 'absurd date',
    kind: 'people',
    row: person({ 6: '1026-04-01' }),
    at: '2行 発令日',
    says: /以後の日付/,
  },
  {
    what: 'over-long',
    kind: 'people',
    row: person({ 4: '長'.repeat(101) }),
    at: '2行 職名',
    says: /100文字以内/,
  },
  {
    what: 'unknown kind',
    kind: 'people',
    row: person({ 5: '出向中' }),
    at: '2行 任用区分',
    says: /のどれか/,
  },
  {
    what: 'lost zeros',
    kind: 'people',
    row: person({ 0: '3' }),
    at: '2行 職員番号',
    says: /0000003.*登録されています/,
  },
  { what: 'no unit', kind: 'people', row: person({ 3: '' }), at: '2行 所属コード', says: /所属が空/ },
  {
    what: 'unknown parent',
    kind: 'units',
    row: unit({ 2: '77' }),
    at: '2行 上位コード',
    says: /「77」の組織/,
  },
  { what: 'own parent', kind: 'units', row: unit({ 2: '9001' }), at: '2行 上位コード', says: /自分自身/ },
  { what: 'no kind', kind: 'units', row: unit({ 1: 'なにか' }), at: '2行 種別', says: /種別が分かりません/ },
  {
    what: 'missing column',
    kind: 'units',
    header: ['コード'],
    row: ['1'],
    at: '見出し',
    says: /「組織名」の列がありません/,
  },
  {
    what: 'neither unit column',
    kind: 'people',
    header: ['職員番号', '氏名', '職名'],
    row: ['1', '甲', '主事'],
    at: '見出し',
    says: /所属コード/,
  },
]
for (const each of bad) {
  test(`a wrong row names its line and column: ${each.what}`, async () => {
    const columns = each.header ?? (each.kind === 'units' ? unitHeader : peopleHeader)
    const report = await send(each.kind, csv(columns, [each.row]), { dryRun: true })
    assert.equal(report.rightRows, 0)
    const problem = report.problems.find((found) => found.at === each.at)
    assert.match(problem?.message ?? JSON.stringify(report.problems), each.says)
    await refused(send(each.kind, csv(columns, [each.row])))
  })
}

test('duplicates are wrong on every line that claims the number, and 兼務 is none', async () => {
  const two = await send(
    'people',
    csv(peopleHeader, [person({}), person({ 1: '別人 花子' }), person({ 0: '0000901' })]),
    { dryRun: true },
  )
  assert.deepEqual([two.wrongRows, two.rightRows], [2, 1])
  assert.match(two.problems[0]?.message ?? '', /重複.*2行・3行/)
  const mains = await send('people', csv(peopleHeader, [person({}), person({ 3: '0201' })]), { dryRun: true })
  assert.equal(mains.wrongRows, 2)
  const second = await send('people', csv(peopleHeader, [person({}), person({ 3: '0201', 5: '兼務' })]), {
    dryRun: true,
  })
  assert.deepEqual([second.wrongRows, second.people.created, second.appointments.created], [0, 1, 2])
  const codes = await send('units', csv(unitHeader, [unit({}), unit({ 1: '別の課' })]), { dryRun: true })
  assert.equal(codes.wrongRows, 2)
})

test('units that go round in a ring are refused, also together with what is registered', async () => {
  const ring = [unit({ 0: 'A', 2: 'B' }), unit({ 0: 'B', 2: 'A' })]
  assert.equal((await send('units', csv(unitHeader, ring), { dryRun: true })).wrongRows, 2)
  const across = [['02', '福祉部', '020101', '', '']]
  assert.match(
    (await send('units', csv(unitHeader, across), { dryRun: true })).problems[0]?.message ?? '',
    /元に戻ります/,
  )
})

test('a unit below a wrong one waits with it', async () => {
  const rows = [
    unit({ 0: 'X', 1: 'なにか' }),
    unit({ 0: 'Y', 2: 'X' }),
    unit({ 0: 'Z', 2: 'Y' }),
    unit({ 0: 'W' }),
  ]
  const report = await send('units', csv(unitHeader, rows), { dryRun: true })
  assert.deepEqual([report.wrongRows, report.units.created], [3, 1])
})

test('what is no table is refused with a sentence', async () => {
  for (const bytes of [
    new Uint8Array(),
    new Uint8Array([0x50, 0x4b, 3, 4, 9, 9]),
    new Uint8Array([0, 1, 2, 0, 255]),
  ]) {
    const refusal = await refused(send('people', bytes, { dryRun: true }))
    assert.match(refusal.message, /。$/)
  }
})

test('10,000 rows with 3 wrong ones are read, told and taken in seconds', async () => {
  const tenant = await house.newTenant()
  const sections = Array.from({ length: 100 }, (_, index) => [`C${index}`, `第${index}課`, '', '', ''])
  await send('units', csv(unitHeader, sections), { tenant })
  const rows = Array.from({ length: 10_000 }, (_, index) => [
    String(index).padStart(7, '0'),
    `姓${index} 名${index}`,
    'セイ メイ',
    `C${index % 100}`,
    index < 100 ? '課長' : '主事',
    '',
    '2026-04-01',
    '',
  ])
  const spoil = (index: number, cell: number, value: string): void => {
    const row = rows[index]
    if (row !== undefined) row[cell] = value
  }
  spoil(4_000, 3, 'なし')
  spoil(5_000, 6, '2026-13-01')
  spoil(9_999, 1, '')
  const bytes = csv(peopleHeader, rows)
  const started = performance.now()
  const report = await send('people', bytes, { tenant, takeRightRows: true })
  const took = performance.now() - started
  assert.deepEqual([report.rightRows, report.wrongRows, report.people.created], [9_997, 3, 9_997])
  assert.deepEqual(
    report.problems.map((problem) => problem.at),
    ['4002行 所属コード', '5002行 発令日', '10001行 氏名'],
  )
  assert.equal(await house.count('person', tenant), 9_997)
  assert.ok(took < 15_000, `${Math.round(took)} ms`)
  const again = await send('people', bytes, { tenant, takeRightRows: true })
  assert.equal(again.changesTotal, 0)
})

test('an account without the right may neither try nor import', async () => {
  const fileId = house.upload('units.csv', csv(unitHeader, unitRows))
  const { people } = (await house.run('organisation.people', { q: '0000004' })) as {
    people: { id: string }[]
  }
  for (const name of ['organisation.import', 'organisation.preview-import']) {
    const refusal = await refused(house.runAs(people[0]?.id ?? '', name, { fileId, kind: 'units' }))
    assert.equal(refusal.code, 'forbidden')
  }
})

test('リーダー is appointed in the section, beside the main post', async () => {
  const columns = header('職員番号', '氏名', '所属', '職名', '情報化推進リーダー', '発令日')
  const row = ['0000777', '原 健', '介護係', '主事', '○', '2026-04-01']
  const report = await send('people', csv(columns, [row]))
  assert.deepEqual([report.appointments.created, report.problemsTotal], [2, 0])
  const again = await send('people', csv(columns, [row]))
  assert.equal(again.changesTotal, 0)
})
