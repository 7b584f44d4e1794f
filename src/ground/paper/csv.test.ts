import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { Refusal } from '#ground/errors/refusal.ts'
import { decodeCp932, encodeCp932 } from './cp932.ts'
import { csvPieces, defuse, isFormulaLike, readCsv, streamCsv, undefuse, writeCsv } from './csv.ts'
import { cellReader, keepSheet, missingColumns, type Table } from './sheet.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const cp932 = (text: string): Uint8Array => new Uint8Array(iconv.encode(text, 'cp932'))

const cellText = fc.string({
  unit: fc.constantFrom(
    ...`abcあ髙﨑①㈱0019=+-@＝＠'" ,;\t`,
    '\r\n',
    '\n',
    '\r',
    '　',
    '\ue000',
    '\ue757',
    '～',
  ),
  maxLength: 8,
})
const wideText = fc.oneof(cellText, fc.string({ unit: 'grapheme', maxLength: 6 }))

function tables(cell: fc.Arbitrary<string>): fc.Arbitrary<Table> {
  return fc.integer({ min: 1, max: 5 }).chain((width) =>
    fc.record({
      header: fc.constant(['番号', '氏名', '所属', '備考', '日付'].slice(0, width)),
      rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 12 }),
    }),
  )
}

const isFilled = (cells: readonly string[]): boolean => cells.some((cell) => cell !== '')

test('what is written as UTF-8 is read back cell for cell', () => {
  fc.assert(
    fc.property(tables(wideText), (table) => {
      const { bytes, lost } = writeCsv(table)
      assert.deepEqual(lost, [])
      const sheet = readCsv(bytes)
      assert.deepEqual(sheet.header, table.header)
      assert.deepEqual(
        sheet.rows.map((row) => row.cells),
        table.rows.filter(isFilled),
      )
      assert.equal(sheet.blankLines.length, table.rows.filter((cells) => !isFilled(cells)).length)
      assert.deepEqual([sheet.problems, sheet.warnings], [[], []])
    }),
    { numRuns: 500 },
  )
})

test('what CP932 can hold is read back cell for cell, own characters included', () => {
  fc.assert(
    fc.property(tables(cellText), (table) => {
      const { bytes, lost } = writeCsv(table, { encoding: 'cp932' })
      assert.deepEqual(lost, [])
      assert.deepEqual(
        readCsv(bytes).rows.map((row) => row.cells),
        table.rows.filter(isFilled),
      )
    }),
  )
})

test('a character that CP932 cannot hold is listed with its place and becomes 〓, never ?', () => {
  const table = {
    header: ['番号', '氏名'],
    rows: [
      ['1', '𠮷田'],
      ['2', '髙橋—〜'],
      ['3', '?'],
    ],
  }
  const { bytes, lost } = writeCsv(table, { encoding: 'cp932' })
  assert.deepEqual(lost, [
    { line: 2, column: '氏名', character: '𠮷', codePoint: 'U+20BB7', writtenAs: '〓' },
    { line: 3, column: '氏名', character: '—', codePoint: 'U+2014', writtenAs: '―' },
    { line: 3, column: '氏名', character: '〜', codePoint: 'U+301C', writtenAs: '～' },
  ])
  assert.equal(iconv.decode(Buffer.from(bytes), 'cp932'), '番号,氏名\r\n1,〓田\r\n2,髙橋―～\r\n3,?\r\n')
})

test('every character of CP932 survives, and each one lost is reported', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
      const { bytes, lost } = writeCsv({ header: ['値'], rows: [[`x${text}`]] }, { encoding: 'cp932' })
      const expected = Array.from(
        `x${text}`,
        (c) => lost.find((l) => l.character === c)?.writtenAs ?? c,
      ).join('')
      if (!expected.includes('\0')) assert.deepEqual(readCsv(bytes).rows[0]?.cells, [expected])
    }),
  )
  for (let code = 0xe000; code <= 0xe757; code += 1) {
    const own = String.fromCodePoint(code)
    assert.equal(decodeCp932(encodeCp932(`ア${own}1`)), `ア${own}1`)
  }
})

test('UTF-8, BOM, UTF-16 and CP932 are told apart by content', () => {
  const text = '氏名,所属\r\n髙橋,情報政策課\r\n'
  for (const [bytes, encoding] of [
    [utf8(text), 'utf-8'],
    [utf8(`\ufeff${text}`), 'utf-8'],
    [cp932(text), 'cp932'],
    [new Uint8Array(Buffer.from(`\ufeff${text.replaceAll(',', '\t')}`, 'utf16le')), 'utf-16'],
  ] as const) {
    const sheet = readCsv(bytes)
    assert.equal(sheet.encoding, encoding)
    assert.deepEqual(sheet.header, ['氏名', '所属'])
    assert.deepEqual(sheet.rows, [{ line: 2, cells: ['髙橋', '情報政策課'] }])
  }
})

test('line numbers are those of the file, over quoted line breaks and blank lines', () => {
  const sheet = readCsv(utf8('番号,備考\r\n001,"一\r\n二\n三"\r\n\r\n002,x\n003,y\r004,z'))
  assert.deepEqual(sheet.rows, [
    { line: 2, cells: ['001', '一\r\n二\n三'] },
    { line: 6, cells: ['002', 'x'] },
    { line: 7, cells: ['003', 'y'] },
    { line: 8, cells: ['004', 'z'] },
  ])
  assert.deepEqual(sheet.blankLines, [5])
})

test('a broken record is a problem with its line, and the records behind it are read', () => {
  const sheet = readCsv(
    utf8('番号,備考\n1,"x"y\n2,良い\n3,5"型\n4,"閉じない\n5,良い\n6\n7,良い,余り\n8,良い,\n'),
  )
  assert.deepEqual(
    sheet.rows.map((row) => row.line),
    [3, 6, 9],
  )
  assert.deepEqual(
    sheet.problems.map((problem) => problem.line),
    [2, 4, 5, 7, 8],
  )
  assert.match(sheet.problems[2]?.message ?? '', /閉じられていません/u)
  assert.match(sheet.problems[3]?.message ?? '', /見出しは2列、この行は1列/u)
  assert.ok(sheet.problems.every((problem) => problem.at?.startsWith(`${problem.line}行`)))
})

test('of 10,000 records with three wrong ones the others are all read', () => {
  const lines = Array.from({ length: 10_000 }, (_, i) => `${i},名${i}`)
  lines[99] = '99,"名'
  lines[4999] = '4999'
  lines[9999] = '9999,"名"x'
  const sheet = readCsv(utf8(`番号,氏名\r\n${lines.join('\r\n')}\r\n`))
  assert.equal(sheet.rows.length, 9997)
  assert.deepEqual(
    sheet.problems.map((problem) => problem.line),
    [101, 5001, 10_001],
  )
})

test('every line is read, blank or a problem, and none is in two places', () => {
  const unit = fc.constantFrom('a', ',', '"', '\n', '\r\n', 'あ', "'", '=')
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 40 }), (body) => {
      const text = `甲,乙\n${body}`
      const sheet = readCsv(utf8(text))
      const starts = [
        ...sheet.rows.map((row) => row.line),
        ...sheet.blankLines,
        ...sheet.problems.map((p) => p.line),
      ]
      assert.equal(new Set(starts).size, starts.length)
      const unquoted = !body.includes('"')
      if (unquoted) {
        const lines = text.split(/\r\n|\n/u)
        assert.equal(starts.length, lines.at(-1) === '' ? lines.length - 2 : lines.length - 1)
      }
    }),
    { numRuns: 1000 },
  )
})

test('a file cut into blocks anywhere reads as in one piece, whatever its quotes and line ends', () => {
  const unit = fc.constantFrom('a', ',', '"', '""', '\n', '\r\n', '\r', 'あ', '髙', "'", '=', ',"', '",')
  const files = fc.record({
    body: fc.string({ unit, maxLength: 60 }),
    size: fc.integer({ min: 1, max: 12 }),
    encode: fc.constantFrom(utf8, cp932),
  })
  fc.assert(
    fc.property(files, ({ body, size, encode }) => {
      const bytes = encode(`甲,乙\n${body}`)
      assert.deepEqual(readCsv(bytes, { blockBytes: size }), readCsv(bytes))
    }),
    { numRuns: 2000 },
  )
})

test('a file is handed over stretch by stretch, in order, and waits for who takes it', async () => {
  const lines = Array.from({ length: 400 }, (_, i) => `${i},名${i}`)
  lines[200] = '200,"名'
  const bytes = utf8(`番号,氏名\r\n${lines.join('\r\n')}\r\n`)
  const { sink, whole } = keepSheet()
  const sizes: number[] = []
  let busy = false
  const slowly = async (): Promise<void> => {
    assert.equal(busy, false)
    busy = true
    await new Promise((resolve) => setImmediate(resolve))
    busy = false
  }
  await streamCsv(
    bytes,
    {
      heading: async (heading) => {
        await slowly()
        await sink.heading(heading)
      },
      stretch: async (stretch) => {
        await slowly()
        sizes.push(stretch.rows.length)
        await sink.stretch(stretch)
      },
    },
    { blockBytes: 1024 },
  )
  const { encoding, ...read } = readCsv(bytes)
  assert.equal(encoding, 'utf-8')
  assert.deepEqual(whole(), read)
  assert.ok(sizes.length > 3 && Math.max(...sizes) < 150, sizes.join())
})

test('a table written piece by piece has the same bytes and the same losses as in one', () => {
  fc.assert(
    fc.property(
      tables(wideText),
      fc.nat(12),
      fc.constantFrom('utf-8' as const, 'cp932' as const),
      (table, at, encoding) => {
        const write = csvPieces(table.header, encoding)
        const pieces = [write(table.rows.slice(0, at)), write(table.rows.slice(at))]
        const whole = writeCsv(table, { encoding })
        assert.deepEqual(Buffer.concat(pieces.map((it) => it.bytes)), Buffer.from(whole.bytes))
        assert.deepEqual(
          pieces.flatMap((it) => it.lost),
          whole.lost,
        )
      },
    ),
  )
})

test('text like a formula is kept and pointed out; numbers and lone signs are not formulas', () => {
  const sheet = readCsv(utf8('番号,備考\n0012,=1+1\n2,+cmd|x\n3,-5\n4,-\n5,@x\n6,＝1\n7,+3.5\n'))
  assert.deepEqual(
    sheet.warnings.map((w) => [w.line, w.value]),
    [
      [2, '=1+1'],
      [3, '+cmd|x'],
      [6, '@x'],
      [7, '＝1'],
    ],
  )
  assert.equal(sheet.rows[0]?.cells[0], '0012')
  assert.equal(sheet.rows[0]?.cells[1], '=1+1')
  assert.equal(isFormulaLike('-なし'), true)
})

test('no written cell starts with what Excel would run, and defusing is undone exactly', () => {
  fc.assert(
    fc.property(cellText, (text) => {
      assert.equal(isFormulaLike(defuse(text)), false)
      assert.equal(undefuse(defuse(text)), text)
    }),
    { numRuns: 2000 },
  )
})

test('what is no table is refused in Japanese', () => {
  for (const [bytes, code, why] of [
    [utf8(''), 'invalid', /空/u],
    [utf8('\ufeff \r\n'), 'invalid', /空/u],
    [utf8('\na,b\n'), 'invalid', /見出し/u],
    [new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0]), 'unsupported', /CSVとして/u],
    [new Uint8Array(2 * 1024 * 1024 + 1).fill(97), 'too-large', /大きすぎ/u],
  ] as const) {
    assert.throws(
      () => readCsv(bytes, { maxBytes: 2 * 1024 * 1024 }),
      (error: unknown) => error instanceof Refusal && error.code === code && why.test(error.message),
    )
  }
  assert.throws(() => readCsv(utf8('a\n1\n2\n3\n'), { maxRows: 2 }), /行が多すぎます/u)
})

test('bytes that are no character are a problem of their record only', () => {
  const bytes = new Uint8Array(
    Buffer.concat([cp932('番号,氏名\n1,髙橋\n2,'), Buffer.from([0x81, 0x20]), cp932('\n3,﨑山\n')]),
  )
  const sheet = readCsv(bytes)
  assert.deepEqual(
    sheet.rows.map((row) => row.line),
    [2, 4],
  )
  assert.equal(sheet.problems[0]?.at, '3行 氏名')
})

test('headings are checked: double, empty and missing ones are named', () => {
  const sheet = readCsv(utf8(' 氏名 ,,氏名,,\n山田,x,y,,\n'))
  assert.deepEqual(sheet.header, ['氏名', '', '氏名'])
  assert.equal(sheet.problems.length, 2)
  assert.match(missingColumns(sheet, ['氏名', '職員番号'])[0]?.message ?? '', /「職員番号」の列がありません/u)
  const cell = cellReader(readCsv(utf8('職員番号,氏名\n007,山田\n')))
  assert.equal(cell({ line: 2, cells: ['007', '山田'] }, '職員番号'), '007')
  assert.equal(cell({ line: 2, cells: ['007', '山田'] }, '所属'), undefined)
})
