import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Refusal, type RefusalCode } from '#ground/errors/refusal.ts'
import type { Actor } from '#ground/operation/act.ts'
import { readCsv, writeCsv } from '#ground/paper/csv.ts'
import { readExcel, writeExcel } from '#ground/paper/excel.ts'
import { testDatabase } from '#test/database.ts'
import { registerEntry, registerExport, registerImport, registerList, registerSave } from './contract.ts'
import { openDesk, refusal } from './testing/desk.ts'

const { db, tenantId } = await testDatabase({ after })
const { units, people, call, staff } = await openDesk(db, tenantId)
const { careChief, bureauChief, taxChief } = staff

const values = { name: '調査票の鞄', secrecy: '3', kind: 'pc' }
const careTool = await call(careChief, registerSave, { register: 'tool', unitId: units.care, values })
const taxTool = await call(taxChief, registerSave, { register: 'tool', unitId: units.tax, values })

const header = ['管理番号', '部・課', '品名', '種類', '機密性', '数', '購入日', '施錠', '保管者', '備考']
const importFile = (actor: Actor, bytes: Uint8Array, dryRun: boolean, fileName = '備品.csv') =>
  call(actor, registerImport, {
    register: 'tool',
    fileName,
    content: Buffer.from(bytes).toString('base64'),
    dryRun,
  })
const csv = (rows: string[][], encoding: 'utf-8' | 'cp932' = 'utf-8') =>
  writeCsv({ header, rows }, { encoding }).bytes

test('an import keeps the right rows and names the wrong ones by line and column; a dry run writes nothing', async () => {
  const rows = [
    ['', '長寿支援課', '箱1', 'パソコン', '機密性3', '1,200台', '令和8年4月1日', 'はい', '小川 直樹', ''],
    ['', '1010', '箱2', '', '高', '', '', '', '', ''],
    ['X-1', '長寿支援課', '箱3', 'usbメモリ', '2', '', '2026/4/1', '有', '0002', '二行\n目'],
    ['', '税務課', '箱4', '', '機密性1', '', '', '', '', ''],
    ['', '観光課', '箱5', '', '機密性1', '', '', '', '', ''],
    ['X-1', '長寿支援課', '箱6', '', '機密性1', '', '', '', '', ''],
    ['', '長寿支援課', '', '', '機密性1', '', '2026-02-30', '', '山田 太郎', ''],
    [taxTool.number, '長寿支援課', '奪う', '', '機密性1', '', '', '', '', ''],
    ['', '長寿支援課', '=HYPERLINK("x")', '', '機密性1', '', '', '', '', ''],
  ]
  const wanted = [
    [3, '3行 E列', '高', /機密性3/],
    [5, '5行 B列', '税務課', /書ける部・課ではありません/],
    [6, '6行 B列', '観光課', /見つかりません/],
    [7, '7行 A列', 'X-1', /4行と同じ管理番号/],
    [8, '8行 G列', '2026-02-30', /2月30日/],
    [8, '8行 I列', '山田 太郎', /見つかりません/],
    [8, '8行 C列', undefined, /入力してください/],
    [9, '9行 A列', taxTool.number, /あなたが書ける部・課のものではありません/],
  ] as const
  const before = (await call(careChief, registerList, { register: 'tool', state: 'all' })).total
  for (const dryRun of [true, false]) {
    // The line breaks of a cell count as lines of the file: rows after it stand lower.
    const result = await importFile(careChief, csv(rows), dryRun)
    assert.deepEqual([result.read, result.added, result.changed, result.refused], [9, 3, 0, 6])
    const shift = (line: number): number => (line > 4 ? line + 1 : line)
    assert.deepEqual(
      result.problems.map((it) => [it.line, it.at, it.value]),
      wanted.map(([line, at, value]) => [shift(line), at.replace(String(line), String(shift(line))), value]),
    )
    for (const [index, [, , , message]] of wanted.entries())
      assert.match(result.problems[index]?.message ?? '', message)
    const total = (await call(careChief, registerList, { register: 'tool', state: 'all' })).total
    assert.equal(total, dryRun ? before : before + 3)
  }
  const [formula] = (await call(careChief, registerList, { register: 'tool', search: 'HYPERLINK' })).rows
  assert.equal(formula?.values['name'], '=HYPERLINK("x")')
  const [box] = (await call(careChief, registerList, { register: 'tool', search: '箱1' })).rows
  assert.deepEqual(box?.values, {
    name: '箱1',
    kind: 'pc',
    secrecy: '3',
    pieces: 1200,
    bought: '2026-04-01',
    locked: true,
    keeper: people.careClerk,
  })
  const [closedLine] = (await call(careChief, registerList, { register: 'tool', search: 'X-1' })).rows
  assert.equal(closedLine?.values['note'], '二行\n目')
})

test('what was exported is imported unchanged, as Excel, UTF-8 and CP932', async () => {
  await call(careChief, registerSave, {
    register: 'tool',
    unitId: units.care,
    values: {
      name: '00123',
      secrecy: '1',
      kind: 'usb',
      locked: true,
      weight: 1.5,
      pieces: 0,
      bought: '1926-12-25',
      keeper: people.taxChief,
      lender: units.tax,
      parent: careTool.entryId,
      note: "'=1+1\n-2",
    },
  })
  for (const wanted of [
    { format: 'xlsx' },
    { format: 'csv' },
    { format: 'csv', encoding: 'cp932' },
  ] as const) {
    const file = await call(careChief, registerExport, { register: 'tool', ...wanted })
    assert.match(file.fileName, /^備品台帳_20261124\.(xlsx|csv)$/)
    const result = await importFile(careChief, file.body, false, file.fileName)
    assert.deepEqual(result.problems, [], JSON.stringify(wanted))
    assert.deepEqual([result.added, result.changed, result.refused], [0, 0, 0])
    assert.ok(result.unchanged > 3)
    assert.deepEqual(result.unreadColumns, ['申請'])
  }
})

test('a changed export changes the lines, leaving columns the file does not have', async () => {
  const made = await call(careChief, registerSave, {
    register: 'tool',
    unitId: units.care,
    values: { ...values, pieces: 5, note: '残る' },
  })
  const bytes = writeCsv({
    header: ['部・課', '管理番号', '機密性', '品名', '見知らぬ欄'],
    rows: [['国保課', made.number, '1', '新しい名', 'x']],
  }).bytes
  await assert.rejects(
    importFile(taxChief, bytes, false).then((result) => assert.fail(JSON.stringify(result.refused === 1))),
    /true/,
  )
  const result = await importFile(bureauChief, bytes, false)
  assert.deepEqual([result.changed, result.unreadColumns], [1, ['見知らぬ欄']])
  const { entry, history } = await call(bureauChief, registerEntry, {
    register: 'tool',
    entryId: made.entryId,
  })
  assert.deepEqual(entry.values, { name: '新しい名', secrecy: '1', kind: 'pc', pieces: 5, note: '残る' })
  assert.deepEqual(
    [entry.unitId, history[0]?.origin, history[0]?.why],
    [units.insurance, 'import', '「備品.csv」の取込み'],
  )
})

test('files that are no table of this register are refused with what to do', async () => {
  const wrong: [Uint8Array, RefusalCode, RegExp][] = [
    [new Uint8Array(0), 'invalid', /空/],
    [new TextEncoder().encode('名称,番号\r\n甲,1\r\n'), 'invalid', /「部・課」「品名」「機密性」/],
    [new TextEncoder().encode('部・課,品名,品名,機密性\r\na,b,c,1\r\n'), 'invalid', /品名/],
    [Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), 'unsupported', /\.xlsx/],
    [Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9, 9), 'invalid', /[ぁ-ん]/],
    [new Uint8Array(1000), 'unsupported', /[ぁ-ん]/],
  ]
  for (const [bytes, code, message] of wrong) {
    await assert.rejects(importFile(careChief, bytes, false), (error: unknown) => {
      assert.ok(error instanceof Refusal, String(error))
      assert.match([error.message, ...error.problems.map((it) => it.message)].join(' '), message)
      assert.ok([code, 'invalid', 'unsupported'].includes(error.code), error.code)
      return true
    })
  }
})

test('CP932 that cannot hold a character is refused with its place, or written with 〓 when asked', async () => {
  const made = await call(careChief, registerSave, {
    register: 'tool',
    unitId: units.care,
    values: { ...values, name: '𠮷野の鞄' },
  })
  const ask = { register: 'tool', format: 'csv', encoding: 'cp932', search: made.number } as const
  await assert.rejects(
    call(careChief, registerExport, ask),
    refusal('invalid', /2行 品名 「𠮷」\(U\+20BB7\)/),
  )
  const file = await call(careChief, registerExport, { ...ask, unwritable: 'replace' })
  const sheet = readCsv(file.body)
  assert.equal(sheet.rows[0]?.cells[2], '〓野の鞄')
})

test('an Excel export holds figures as figures and the reader’s own lines only', async () => {
  const { body } = await call(taxChief, registerExport, { register: 'tool' })
  const sheet = await readExcel(body)
  assert.deepEqual([...new Set(sheet.rows.map((row) => row.cells[1]))], ['税務課'])
  const { total } = await call(taxChief, registerList, { register: 'tool' })
  assert.equal(sheet.rows.length, total)
})

test('10,000 rows with 3 wrong ones: 9,997 are taken, 3 are named', async () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => ({
    columns: ['', '国保課', `束${index}`, '機密性2', String(index % 100)],
  })).map(({ columns }, index) => (index % 4_000 === 999 ? columns.with(3, '４') : columns))
  const bytes = await writeExcel({ header: ['管理番号', '部・課', '品名', '機密性', '数'], rows })
  const result = await importFile(bureauChief, bytes, false, '大きな表.xlsx')
  assert.deepEqual([result.read, result.added, result.refused], [10_000, 9_997, 3])
  assert.deepEqual(
    result.problems.map((it) => it.at),
    ['1001行 D列', '5001行 D列', '9001行 D列'],
  )
  const listed = await call(bureauChief, registerList, {
    register: 'tool',
    search: '束',
    units: [units.insurance],
  })
  assert.equal(listed.total, 9_997)
})
