import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zipSync } from 'fflate'
import iconv from 'iconv-lite'
import { Refusal } from '#ground/errors/refusal.ts'
import { lostOrDoubled } from '../reading/conservation.ts'
import { readPolicy } from '../reading/read.ts'
import { docxOf, para } from './docx/docx-example.ts'
import { sourceOf } from './source-of.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const binary = (...head: number[]): Uint8Array =>
  Uint8Array.from([...head, ...Array.from({ length: 300 }, () => 0)])
async function refused(file: Uint8Array, name: string): Promise<Refusal> {
  try {
    await sourceOf(file, name)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  return assert.fail('nothing was refused')
}

test('a file is read as what it is, and a name that says something else is a notice', async () => {
  const page = bytes('<html><body><p>第1条 守る。</p></body></html>')
  const word = docxOf({ body: para('第1条 守る。') })
  const files: [Uint8Array, string, string, string | null][] = [
    [page, '規程.html', 'html', null],
    [
      page,
      '規程.txt',
      'html',
      '名前はテキストのようですが、中身はウェブページ(HTML)なので、ウェブページ(HTML)として読みました。',
    ],
    [word, '規程.docx', 'docx', null],
    [word, '規程.pdf', 'docx', '名前はPDFのようですが、中身はワード文書なので、ワード文書として読みました。'],
    [
      bytes('第1条 守る。'),
      '規程.docx',
      'text',
      '名前はワード文書のようですが、中身はテキストなので、テキストとして読みました。',
    ],
    [bytes('第1条 守る。'), '規程', 'text', null],
  ]
  for (const [file, name, format, notice] of files) {
    const source = await sourceOf(file, name)
    assert.equal(source.text.trim(), '第1条 守る。')
    assert.deepEqual([source.format, source.notices[0]?.message ?? null], [format, notice])
  }
})

test('every other kind of file is refused by its name, with what to do instead', async () => {
  const zip = (name: string): Uint8Array => zipSync({ [name]: bytes('<x/>') })
  const kinds: [Uint8Array, string, RegExp][] = [
    [
      zip('xl/workbook.xml'),
      '規程.docx',
      /「規程\.docx」はエクセルのファイルなので、このままでは読み込めません。.*ワード\(\.docx\)に貼り付ける/,
    ],
    [zip('ppt/slides/slide1.xml'), '規程.pptx', /パワーポイント.*テキスト\(\.txt\)に保存し直してください/],
    [zip('本文.txt'), '規程.zip', /圧縮\(ZIP\)ファイル.*展開して/],
    [
      zipSync({ mimetype: [bytes('application/vnd.oasis.opendocument.text'), { level: 0 }] }),
      '規程.odt',
      /オープンドキュメント.*ワード文書\(\.docx\)/,
    ],
    [binary(0xd0, 0xcf, 0x11, 0xe0), '規程.doc', /古い形式のワード又はエクセル.*ワードで開き/],
    [bytes('{\\rtf1\\ansi 第1条'), '規程.rtf', /リッチテキスト\(RTF\).*ワードで開き、ワード文書\(\.docx\)/],
    [binary(0x89, 0x50, 0x4e, 0x47, 0x0d), '規程.txt', /画像ファイル/],
    [binary(0x1f, 0x8b, 0x08), '規程.gz', /圧縮ファイル.*展開して/],
    [binary(0x4d, 0x5a, 0x90), '規程.txt', /プログラム/],
    [bytes('<?xml version="1.0"?><Law/>'), '規程.xml', /XMLのファイル/],
  ]
  for (const [file, name, message] of kinds) {
    const found = await refused(file, name)
    assert.equal(found.code, 'unsupported')
    assert.match(found.message, message)
  }
})

test('empty, blank, oversized and meaningless files are refused', async () => {
  assert.match((await refused(new Uint8Array(), '規程.pdf')).message, /中身が空です/)
  assert.match((await refused(bytes(' 　\n'), '規程.txt')).message, /文字がありません/)
  assert.match((await refused(new Uint8Array(20 * 1024 * 1024 + 1).fill(0x41), '規程.docx')).message, /20MB/)
  const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3) * 131) & 0xff)
  assert.match((await refused(noise, '規程.txt')).message, /文字コードが分かりません|文字ではないデータ/)
})

test('transcripts keep their form feeds, 外字 their place, and long texts are read in one go', async () => {
  const feed = await sourceOf(bytes('第1条 守る。\r\n- 1 -\f第2条 残す。\r\n'), '規程.txt')
  assert.equal(feed.text, '第1条 守る。\n- 1 -\f第2条 残す。\n')
  const own = await sourceOf(
    Buffer.concat([
      iconv.encode('第1条 ', 'cp932'),
      Buffer.from([0xf0, 0x40]),
      iconv.encode('田課長が、情報を守る。\r\n', 'cp932'),
    ]),
    '規程.txt',
  )
  assert.equal(own.encoding, 'Shift_JIS')
  assert.match(own.text, /\ue000田/)
  assert.match(own.notices[0]?.message ?? '', /外字/)
  const article = (i: number): string =>
    `第${i}条　職員は、市の情報を守り、疑わしいときは所属長に尋ねなければならない。\n２　所属長は、記録する。\n`
  const long = Array.from({ length: 6000 }, (_, i) => article(i + 1)).join('')
  assert.ok(long.length > 300_000)
  for (const [file, name] of [
    [bytes(long), '規程.txt'],
    [bytes(`<html><body>${long.replaceAll('\n', '<br>\n')}</body></html>`), '規程.html'],
    [
      docxOf({
        body: long
          .trimEnd()
          .split('\n')
          .map((line) => para(line))
          .join(''),
      }),
      '規程.docx',
    ],
  ] as const) {
    const source = await sourceOf(file, name)
    assert.equal(source.text.normalize('NFKC').replace(/\s/g, ''), long.normalize('NFKC').replace(/\s/g, ''))
  }
})

test('a broken file never loses what it still says', async () => {
  const source = await sourceOf(
    bytes('<html><body><table><tr><td>第1条<td>守る。<p>第2条 残す。'),
    '規程.html',
  )
  assert.deepEqual(lostOrDoubled(source.text, readPolicy(source.text, source.hints)), [])
  assert.match(source.text, /第1条[\s\S]*守る。[\s\S]*第2条 残す。/)
})
