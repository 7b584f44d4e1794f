import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#ground/errors/refusal.ts'
import { renderPdf } from '#ground/paper/pdf.ts'
import { lostOrDoubled } from '../../reading/conservation.ts'
import { readPolicy } from '../../reading/read.ts'
import { sourceOf } from '../source-of.ts'
import type { Source } from '../source.ts'

const STYLE = '#set text(font: "BIZ UDGothic", lang: "ja", size: 10.5pt)\n#set par(justify: true)\n'

async function read(template: string): Promise<Source> {
  const source = await sourceOf(await renderPdf(STYLE + template, {}), '規程.pdf')
  assert.equal(source.format, 'pdf')
  assert.deepEqual(lostOrDoubled(source.text, readPolicy(source.text, source.hints)), [])
  return source
}
const words = (source: Source, [start, end]: readonly [number, number]): string =>
  source.text.slice(start, end)
const lines = (source: Source): string[] => source.text.trimEnd().split('\n')
async function refused(bytes: Uint8Array): Promise<Refusal> {
  try {
    await sourceOf(bytes, '規程.pdf')
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  return assert.fail('nothing was refused')
}
const FILLER =
  '職員は、市の情報を守るために定められたことを守り、疑わしいときは所属長に尋ねなければならない。'

test('each printed line is a line, and blanks of a full character stay', async () => {
  const source = await read(`= 緑川市情報管理規程\n第１条　${FILLER}\n\n２　記録を残す。`)
  const [title, ...rest] = lines(source)
  assert.equal(title, '緑川市情報管理規程')
  assert.equal(rest.join('').replace('２　', '\n２　'), `第１条　${FILLER}\n２　記録を残す。`)
  assert.ok(rest.length >= 3)
})

test('running heads, feet and page numbers are asides on every page', async () => {
  const source = await read(
    `#set page(header: [緑川市例規集], footer: context [#h(1fr) - #counter(page).display() - #h(1fr)])\n${Array.from({ length: 4 }, (_, i) => `第${i + 1}条　職員は、守る。`).join('\n#pagebreak()\n')}`,
  )
  assert.deepEqual(
    source.hints?.asides.map((a) => words(source, a.span)),
    [1, 2, 3, 4].flatMap((n) => ['緑川市例規集', `- ${n} -`]),
  )
  assert.deepEqual(
    readPolicy(source.text, source.hints).nodes.map((n) => n.id),
    ['第1条', '第2条', '第3条', '第4条'],
  )
})

test('a sentence that comes again at the top and the foot of pages stays text', async () => {
  const count = 90
  const source = await read(
    `#set page(numbering: "- 1 -")\n${Array.from({ length: count }, (_, i) => `第${i + 1}条　所属長は、記録${i + 1}を残す。\n\n２　${FILLER.slice(0, 28)}`).join('\n\n')}`,
  )
  assert.ok((source.hints?.asides.length ?? 0) >= 4)
  assert.ok(source.hints?.asides.every((a) => /^- [0-9]+ -$/.test(words(source, a.span))))
  assert.equal(readPolicy(source.text, source.hints).nodes.length, 2 * count)
})

test('a ruled table keeps its columns and merged cells, also when cells stand close', async () => {
  const source = await read(
    `第１　体制\n#table(columns: (6em, 5em, 1fr), inset: 1pt, [役割], [充てる者], [すること], table.cell(rowspan: 2)[統括], [部長], [許可する。${FILLER}], [次長], [補佐する。])\n第２　記録`,
  )
  const [table, ...more] = source.hints?.tables ?? []
  assert.equal(more.length, 0)
  assert.deepEqual(
    table?.rows.map((r) => r.cells.map((c) => `${c.column}:${words(source, c.span).replaceAll('\n', '')}`)),
    [
      ['0:役割', '1:充てる者', '2:すること'],
      ['0:統括', '1:部長', `2:許可する。${FILLER}`],
      ['1:次長', '2:補佐する。'],
    ],
  )
  assert.equal(lines(source).at(-1), '第２　記録')
})

test('a table without printed lines is found by where its columns begin; a list of labels is none', async () => {
  const source = await read(
    `第１　分類\n#grid(columns: (8em, 12em, 1fr), row-gutter: 8pt, [分類], [分類の基準], [取扱い], [分類１], [漏れると重いもの], [持ち出さない。], [分類２], [漏れると軽いもの], [許可を得て持ち出す。], [分類３], [公開するもの], [定めない。])\n#v(1em)\n#grid(columns: (5em, 1fr), row-gutter: 8pt, [(1)], [鍵を掛ける。], [(2)], [記録する。], [(3)], [返す。])`,
  )
  assert.equal(source.hints?.tables.length, 1)
  assert.deepEqual(
    source.hints?.tables[0]?.rows.map((r) => r.cells.map((c) => words(source, c.span))),
    [
      ['分類', '分類の基準', '取扱い'],
      ['分類１', '漏れると重いもの', '持ち出さない。'],
      ['分類２', '漏れると軽いもの', '許可を得て持ち出す。'],
      ['分類３', '公開するもの', '定めない。'],
    ],
  )
  assert.deepEqual(lines(source).slice(-3), ['(1)　鍵を掛ける。', '(2)　記録する。', '(3)　返す。'])
})

test('a table that goes on over a page is one table', async () => {
  const rows = Array.from({ length: 70 }, (_, i) => `[役${i + 1}], [課長], [すること${i + 1}]`).join(', ')
  const source = await read(
    `#set page(numbering: "1")\n#table(columns: 3, table.header([役割], [者], [こと]), ${rows})\n第２　記録`,
  )
  assert.equal(source.hints?.tables.length, 1)
  const data = source.hints?.tables[0]?.rows.filter((r) => !r.header) ?? []
  assert.deepEqual(
    data.map((r) => words(source, r.cells[0]?.span ?? [0, 0])),
    Array.from({ length: 70 }, (_, i) => `役${i + 1}`),
  )
})

test('two columns are read one after the other, below a title over both', async () => {
  const articles = Array.from({ length: 12 }, (_, i) => `第${i + 1}条　${FILLER}`)
  const source = await read(
    `#align(center)[緑川市情報管理規程の全文を示す二段組みの例規]\n#columns(2)[\n${articles.join('\n\n')}\n]`,
  )
  assert.deepEqual(
    readPolicy(source.text, source.hints).nodes.map((n) => n.id),
    articles.map((_, i) => `第${i + 1}条`),
  )
  assert.match(lines(source)[0] ?? '', /^緑川市情報管理規程の全文/)
})

test('readings above words and text printed twice do not disturb', async () => {
  const ruby = '#box(place(dy: -0.9em, text(size: 0.5em)[ろうえい]) + [漏洩])'
  const source = await read(
    `第１条　職員は、${ruby}を防ぐ。\n\n#place(dx: 0.2pt)[第２条　記録する。]第２条　記録する。`,
  )
  assert.deepEqual(lines(source), ['第１条　職員は、漏洩を防ぐ。', '第２条　記録する。'])
  assert.match(source.notices.map((n) => n.message).join(), /ふりがな\(1か所\)/)
})

test('a page printed sideways is read upright', async () => {
  const source = await read(
    '#rotate(90deg, reflow: true)[#block(width: 20em)[第１条　職員は、守る。\n\n第２条　記録する。]]',
  )
  assert.deepEqual(lines(source), ['第１条　職員は、守る。', '第２条　記録する。'])
})

test('vertical writing is read from the right, also when each character is placed by itself', async () => {
  const columns = [
    '第一条　職員は、市の情報を守る。',
    '２　所属長は、記録を残すものとする。',
    '第二条　この規程は、公布の日から施行する。',
  ]
  const placed = columns.flatMap((column, i) =>
    [...column].map((c, j) => `#place(dx: ${20 - i * 2}em, dy: ${j * 1.1}em)[${c}]`),
  )
  const source = await read(placed.join('\n'))
  assert.deepEqual(lines(source), columns)
  assert.deepEqual(
    readPolicy(source.text, source.hints).nodes.map((n) => n.id),
    ['第1条', '第1条-2', '第2条'],
  )
})

test('what cannot be read is refused in words that say what to do', async () => {
  const whole = await renderPdf(`${STYLE}第１条　守る。`, {})
  const blank = await renderPdf('#rect(width: 5cm, height: 5cm, fill: gray)', {})
  assert.equal(
    (await refused(blank)).message,
    '「規程.pdf」には文字の層がありません。画像だけのPDFなので読み取れません。元の文書(ワードなど)から作ったPDF、又は文字認識をかけたPDFを選んでください。',
  )
  assert.match((await refused(whole.subarray(0, 300))).message, /壊れているか、途中で切れています/)
  assert.match(
    (await refused(new TextEncoder().encode('%PDF-1.7\nこれはPDFではない'))).message,
    /壊れているか/,
  )
  // The smallest file with the standard security handler: its password is unknown.
  const locked = new TextEncoder().encode(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj 3 0 obj<</Filter/Standard/V 1/R 2/O<${'00'.repeat(32)}>/U<${'00'.repeat(32)}>/P -4>>endobj\ntrailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>`,
  )
  assert.match((await refused(locked)).message, /パスワードが付いています。パスワードを外したPDF/)
})
