import { performance } from 'node:perf_hooks'
import { renderPdf } from '#ground/paper/pdf.ts'
import { readPolicy } from '#policy/reading/read.ts'
import {
  abstractList,
  cell,
  docxOf,
  item,
  level,
  list,
  row,
  table,
} from '#policy/sources/docx/docx-example.ts'
import { sourceOf } from '#policy/sources/source-of.ts'

/*
 * How long a file of each format takes from bytes to provisions, and how much memory the process then has: a text of
 * 300 norms as text, web page and Word file, and a PDF of a hundred pages.
 *
 *     npm run bench -- sources
 */

const NORMS = 300
const sentence = (i: number): string =>
  `職員は、情報資産${i}を庁舎の外に持ち出すときは、情報セキュリティ管理者の許可を得て、その日時、目的及び行き先を記録し、戻ったときは直ちに返却を届け出なければならない。`
const articles = Array.from({ length: NORMS }, (_, i) => ({ label: `第${i + 1}条`, words: sentence(i + 1) }))
const cells = [
  ['役割', '充てる者', 'すること'],
  ['統括責任者', '総務部長', '全体を統べる。'],
  ['管理者', '課長', '課の対策を行う。'],
]

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const tableHtml = `<table border="1">${cells.map((r) => `<tr>${r.map((c) => `<td>${c}</td>`).join('')}</tr>`).join('')}</table>`
const pdfTable = `#table(columns: 3, ${cells
  .flat()
  .map((c) => `[${c}]`)
  .join(', ')})`

async function pdfOf(count: number, second = ''): Promise<Uint8Array> {
  const body = Array.from(
    { length: count },
    (_, i) => `第${i + 1}条　${sentence(i + 1)}\n${second}${i % 20 === 0 ? pdfTable : ''}\n`,
  )
  return renderPdf(
    `#set text(font: "BIZ UDGothic", lang: "ja", size: 10.5pt)\n#set page(numbering: "- 1 -", header: [見本市例規集])\n${body.join('\n')}`,
    {},
  )
}

const files: [string, string, Uint8Array][] = [
  ['テキスト 300規範', '規程.txt', bytes(articles.map((a) => `${a.label}　${a.words}`).join('\n'))],
  [
    'ウェブページ 300規範',
    '規程.html',
    bytes(
      `<html><head><meta charset="utf-8"></head><body>${articles
        .map(
          (a) =>
            `<div class="eline"><div class="article"><p class="num"><span class="num">${a.label}</span>　<span class="clause"><span class="p">${a.words}</span></span></p></div></div>`,
        )
        .join('\n')}${tableHtml}</body></html>`,
    ),
  ],
  [
    'ワード 300規範(自動番号)',
    '規程.docx',
    docxOf({
      numbering: abstractList(0, level(0, 'decimal', '第%1条')) + list(1, 0),
      body:
        articles.map((a) => item(1, 0, a.words)).join('') +
        table(cells.map((r) => row(r.map((c) => cell(c))))),
    }),
  ],
  ['PDF 300規範', '規程.pdf', await pdfOf(NORMS)],
  [
    'PDF 約100ページ',
    '規程.pdf',
    await pdfOf(
      850,
      '\n２　所属長は、前項の記録を確かめ、情報セキュリティ管理者に報告しなければならない。\n',
    ),
  ],
]

for (const [what, name, file] of files) {
  const took: number[] = []
  const computed = process.cpuUsage()
  let provisions = 0
  let pages = 0
  for (let round = 0; round < 3; round += 1) {
    const began = performance.now()
    const source = await sourceOf(file, name)
    provisions = readPolicy(source.text, source.hints).nodes.length
    took.push(performance.now() - began)
    pages = source.hints?.asides.filter((a) => /^- [0-9]+ -$/.test(source.text.slice(...a.span))).length ?? 0
  }
  const { user, system } = process.cpuUsage(computed)
  took.sort((a, b) => a - b)
  const size = Math.round(file.length / 1024)
  console.log(
    `${what}: ${size} KB${pages > 0 ? `、${pages}ページ` : ''}、条文 ${provisions}、中央値 ${(took[1] ?? 0).toFixed(0)} ms(計算 ${((user + system) / 3000).toFixed(0)} ms)、使用メモリー ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
  )
}
process.exit(0)
