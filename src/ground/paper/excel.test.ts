import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { test } from 'node:test'
import { Workbook } from '@cj-tech-master/excelts'
import { unzip, zip } from '@cj-tech-master/excelts/archive'
import fc from 'fast-check'
import { Refusal } from '#ground/errors/refusal.ts'
import { type ExcelColumn, type ExcelValue, readExcel, streamExcel, writeExcel } from './excel.ts'
import { readBook } from './excel-book.ts'
import { columnLetters } from './excel-text.ts'
import { keepSheet } from './sheet.ts'
import { isWholeZip } from './zip-check.ts'

const text = fc.oneof(
  fc.string({
    unit: fc.constantFrom(...`髙﨑𠮷あaA0019=+-@'"<&> \t_x`, '\n', '\ue000', '\ue757'),
    maxLength: 10,
  }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom('_x000D_', '0012', '=1+1', ' 前後 ', '2026-11-24', '1e5', 'TRUE'),
)
const date = fc
  .integer({ min: Date.UTC(1900, 2, 1) / 86_400_000, max: Date.UTC(2199, 11, 31) / 86_400_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10))
const number = fc.oneof(
  fc.integer(),
  fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 100),
)

const columns: ExcelColumn[] = [
  { name: '番号', type: 'text' },
  { name: '件数', type: 'number' },
  { name: '期限', type: 'date' },
  { name: '分類', type: 'choice', choices: ['機密性1', '機密性2', '機密性3'] },
]
const row: fc.Arbitrary<ExcelValue[]> = fc.tuple(text, fc.option(number), fc.option(date), text)

test('what is written is read back value for value, whatever the characters', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 8 }),
      fc.constantFrom('wareki', 'iso'),
      async (rows, dates) => {
        const sheet = await readBook(await writeExcel({ columns, rows }, { dates }), undefined, 1000)
        const expected = rows
          .map((values) => values.map((value) => (value === null ? '' : String(value))))
          .filter((cells) => cells.some((cell) => cell !== ''))
        assert.deepEqual(sheet.header, ['番号', '件数', '期限', '分類'])
        assert.deepEqual(
          sheet.rows.map((r) => r.cells),
          expected,
        )
        assert.deepEqual(sheet.problems, [])
      },
    ),
    { numRuns: 150 },
  )
})

test('a character that a workbook cannot hold becomes visible, and line ends become LF', async () => {
  const bytes = await writeExcel({ header: ['備考'], rows: [['一\r\n二\r三'], ['a\u0001b\ud800']] })
  const cells = (await readExcel(bytes)).rows.map((r) => r.cells[0])
  assert.deepEqual(cells, ['一\n二\n三', 'a\ufffdb\ufffd'])
})

async function bookOf(fill: (sheet: ReturnType<Workbook['addWorksheet']>) => void): Promise<Uint8Array> {
  const workbook = new Workbook()
  fill(workbook.addWorksheet('職員'))
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

test('leading zeros survive, as text and as a number shown with zeros; dates are dates', async () => {
  const bytes = await bookOf((sheet) => {
    sheet.addRow(['番号', '内線', '採用日', '時刻', '印'])
    sheet.addRow(['0012', 34, new Date(Date.UTC(2026, 3, 1)), new Date(Date.UTC(2026, 3, 1, 8, 30)), true])
    sheet.getCell('B2').numFmt = '0000'
    sheet.getCell('C2').numFmt = '[$-411]ge.m.d'
  })
  assert.deepEqual((await readExcel(bytes)).rows[0]?.cells, [
    '0012',
    '0034',
    '2026-04-01',
    '2026-04-01 08:30',
    'TRUE',
  ])
})

test('a row with a formula or an error value is refused by its cell, the others are read', async () => {
  const bytes = await bookOf((sheet) => {
    sheet.addRow(['番号', '件数'])
    sheet.addRow(['1', 5])
    sheet.addRow(['2', { formula: 'SUM(B2:B2)', result: 5 }])
    sheet.addRow([])
    sheet.addRow(['3', { error: '#N/A' }])
    sheet.addRow(['4', 7])
  })
  const sheet = await readExcel(bytes)
  assert.deepEqual(
    sheet.rows.map((r) => r.line),
    [2, 6],
  )
  assert.deepEqual(sheet.blankLines, [4])
  assert.deepEqual(
    sheet.problems.map((p) => [p.line, p.at]),
    [
      [3, '3行 件数 (セルB3)'],
      [5, '5行 件数 (セルB5)'],
    ],
  )
  assert.match(sheet.problems[0]?.message ?? '', /数式/u)
})

test('rich text, links and long numbers are read as a person sees them', async () => {
  const bytes = await bookOf((sheet) => {
    sheet.addRow(['名', '先', '番号'])
    sheet.addRow([
      { richText: [{ text: '山' }, { text: '田', font: { bold: true } }] },
      { text: '市', hyperlink: 'https://example.jp' },
      1234567890123456,
    ])
  })
  const sheet = await readExcel(bytes)
  assert.deepEqual(sheet.rows[0]?.cells.slice(0, 2), ['山田', '市'])
  assert.match(sheet.warnings[0]?.message ?? '', /15桁/u)
})

test('choices become a list in the cell: in the rule when short, on a hidden sheet when long', async () => {
  const long = Array.from({ length: 60 }, (_, i) => `情報システム部第${i}課`)
  const bytes = await writeExcel({
    columns: [
      { name: '分類', type: 'choice', choices: ['高', '低'] },
      { name: '所属', type: 'choice', choices: long },
    ],
    rows: [['高', long[3] ?? '']],
  })
  const workbook = new Workbook()
  await workbook.xlsx.load(bytes)
  const rule = (address: string) => workbook.worksheets[0]?.getCell(address).dataValidation
  assert.match(JSON.stringify(rule('A2')), /"list".*高,低/u)
  assert.match(JSON.stringify(rule('B2')), /選択肢!\$B\$1:\$B\$60/u)
  assert.equal(workbook.worksheets[1]?.state, 'hidden')
  assert.equal(workbook.worksheets[1]?.getCell('B60').value, long[59])
  assert.deepEqual((await readExcel(bytes)).rows.length, 1)
})

test('the header is bold, frozen and filterable, and an empty text cell keeps the zeros typed into it', async () => {
  const workbook = new Workbook()
  await workbook.xlsx.load(
    await writeExcel({ header: ['番号', '氏名'], rows: [['', '山田']] }, { name: '職員/名簿' }),
  )
  const [sheet] = workbook.worksheets
  assert.ok(sheet)
  assert.equal(sheet.name, '職員・名簿')
  assert.equal(sheet.getCell('A1').font?.bold, true)
  assert.equal(sheet.views[0]?.state, 'frozen')
  assert.match(JSON.stringify(sheet.autoFilter), /A1:B1|"row":1/u)
  assert.equal(sheet.getCell('A2').numFmt, '@')
  assert.equal(sheet.getColumn(1).numFmt, '@')
  assert.ok((sheet.getColumn(1).width ?? 0) >= 12)
})

test('a date stays a date in either format, and what is no date stays text', async () => {
  const table = {
    columns: [{ name: '期限', type: 'date' }] as const,
    rows: [['2026-11-24'], ['未定'], ['1899-12-31']],
  }
  for (const [dates, format] of [
    ['wareki', /ggge/u],
    ['iso', /yyyy-mm-dd/u],
  ] as const) {
    const bytes = await writeExcel(table, { dates })
    const workbook = new Workbook()
    await workbook.xlsx.load(bytes)
    const cell = workbook.worksheets[0]?.getCell('A2')
    assert.ok(cell?.value instanceof Date)
    assert.match(JSON.stringify(cell.numFmt), format)
    assert.deepEqual(
      (await readExcel(bytes)).rows.map((r) => r.cells[0]),
      ['2026-11-24', '未定', '1899-12-31'],
    )
  }
})

test('the first visible sheet in the order of the tabs is read, or the one that was named', async () => {
  const workbook = new Workbook()
  workbook.addWorksheet('作業用', { state: 'hidden' }).addRow(['隠し'])
  workbook.addWorksheet('職員').addRows([['番号'], ['1'], [], ['']])
  workbook.addWorksheet('資産').addRows([['名称'], ['台帳']])
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer())
  assert.deepEqual((await readExcel(bytes)).header, ['番号'])
  assert.deepEqual((await readExcel(bytes, { sheetName: '資産' })).rows, [{ line: 2, cells: ['台帳'] }])
  await assert.rejects(readExcel(bytes, { sheetName: '作業用' }), /「職員」「資産」/u)
  await assert.rejects(readExcel(bytes, { maxRows: 0 }), /行が多すぎます/u)
})

test('dates of a book that counts from 1904 are the same days', async () => {
  const workbook = new Workbook()
  workbook.properties.date1904 = true
  workbook.addWorksheet('職員').addRows([['採用日'], [new Date(Date.UTC(2026, 3, 1))]])
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer())
  assert.deepEqual((await readExcel(bytes)).rows[0]?.cells, ['2026-04-01'])
})

test('rows that share a merged cell are problems with its place; the others are read', async () => {
  const workbook = new Workbook()
  workbook.addWorksheet('資産').addRows([
    ['名称', '場所'],
    ['台帳', '書庫'],
    ['名簿', null],
    ['図面', '棚'],
  ])
  workbook.getWorksheet('資産')?.mergeCells('B2:B3')
  const sheet = await readExcel(new Uint8Array(await workbook.xlsx.writeBuffer()))
  assert.deepEqual(
    sheet.problems.map(({ line, at }) => [line, at]),
    [
      [2, '2行 (セルB2:B3)'],
      [3, '3行 (セルB2:B3)'],
    ],
  )
  assert.match(sheet.problems[0]?.message ?? '', /結合を解いて/)
  assert.deepEqual(sheet.rows, [{ line: 4, cells: ['図面', '棚'] }])
})

test('a merged heading is a problem of the heading', async () => {
  const workbook = new Workbook()
  workbook.addWorksheet('資産').addRows([
    ['名称', null],
    ['台帳', '書庫'],
  ])
  workbook.getWorksheet('資産')?.mergeCells('A1:B1')
  const sheet = await readExcel(new Uint8Array(await workbook.xlsx.writeBuffer()))
  assert.ok(sheet.problems.some(({ line }) => line === 1))
})

test('a long sheet is handed over stretch by stretch, and nothing of it is put aside on the disk', async () => {
  const unpacked = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('excelts-'))
  const before = unpacked()
  const rows = Array.from({ length: 3_500 }, (_, at) => [String(at), `名${at}`])
  const bytes = await writeExcel({ header: ['番号', '氏名'], rows })
  const { sink, whole } = keepSheet()
  const sizes: number[] = []
  await streamExcel(bytes, {
    heading: sink.heading,
    stretch: async (stretch) => {
      sizes.push(stretch.rows.length)
      assert.deepEqual(unpacked(), before)
      await sink.stretch(stretch)
    },
  })
  assert.deepEqual(sizes, [1_000, 1_000, 1_000, 500])
  assert.deepEqual(
    whole().rows.map((row) => row.cells),
    rows,
  )
  assert.deepEqual(whole(), await readExcel(bytes))
})

test('who takes a sheet may stop: his own error comes back, and the thread ends', async () => {
  const rows = Array.from({ length: 5_000 }, (_, at) => [String(at)])
  const bytes = await writeExcel({ header: ['番号'], rows })
  let taken = 0
  await assert.rejects(
    streamExcel(bytes, {
      heading: () => undefined,
      stretch: () => {
        taken += 1
        if (taken === 2) throw new Error('no more')
      },
    }),
    /no more/,
  )
  assert.equal(taken, 2)
})

test('a book in which a byte was altered is refused, or nothing of it is read wrongly', async () => {
  const good = await writeExcel({ columns, rows: [['0012', 1, '2026-11-24', '機密性2']] })
  assert.equal(await isWholeZip(good), true)
  const expected = await readBook(good, undefined, 10)
  const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(damage, async (changes) => {
      const bytes = good.slice()
      for (const [at, value] of changes) bytes[at] = value
      if (!(await isWholeZip(bytes))) return
      // What may be altered unseen carries no content: times, attributes, the local copy of a name or flag.
      const read = await readExcel(bytes).catch((error: unknown) => error)
      if (!(read instanceof Refusal)) assert.deepEqual(read, expected)
    }),
    { numRuns: 60 },
  )
})

test(
  'a crafted book that the library chokes on is refused, and the house lives on',
  { timeout: 60_000 },
  async () => {
    const crafted = async (sheetXml: string): Promise<Uint8Array> => {
      const archive = zip()
      for await (const entry of unzip(await writeExcel({ columns, rows: [] })).entries()) {
        const isSheet = entry.path.includes('sheet1.xml')
        archive.add(entry.path, isSheet ? new TextEncoder().encode(sheetXml) : await entry.bytes())
      }
      return archive.bytes()
    }
    for (const xml of ['<worksheet', '<worksheet><sheetData><row r="x"><c r="?"><v>', '\u0001', '']) {
      await assert.rejects(readExcel(await crafted(xml)), Refusal, xml)
    }
  },
)

test('what is no workbook is refused in Japanese', async () => {
  const good = await writeExcel({ columns, rows: [['1', 1, null, '']] })
  const bomb = good.slice()
  const view = new DataView(bomb.buffer)
  for (let at = 0; at + 46 < bomb.length; at += 1) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0xfffffff0, true)
  }
  for (const [bytes, code, why] of [
    [new Uint8Array(), 'unsupported', /読み取れません/u],
    [new TextEncoder().encode('番号,氏名'), 'unsupported', /読み取れません/u],
    [good.subarray(0, good.length / 2), 'unsupported', /読み取れません/u],
    [new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), 'unsupported', /パスワード/u],
    [bomb, 'too-large', /大きすぎます/u],
    [new Uint8Array(21 * 1024 * 1024), 'too-large', /20MB以下/u],
  ] as const) {
    await assert.rejects(
      readExcel(bytes),
      (error: unknown) => error instanceof Refusal && error.code === code && why.test(error.message),
    )
  }
  await assert.rejects(readExcel(good, { sheetName: '資産' }), /シート「資産」がありません/u)
})

test('a cell that Excel cannot hold is refused with its address', async () => {
  await assert.rejects(
    writeExcel({ columns, rows: [['あ'.repeat(40_000), null, null, '']] }),
    (error: unknown) => error instanceof Refusal && error.code === 'too-large' && /A2/u.test(error.message),
  )
})

test('columns are lettered as in Excel', () => {
  assert.deepEqual([1, 26, 27, 52, 703].map(columnLetters), ['A', 'Z', 'AA', 'AZ', 'AAA'])
})
