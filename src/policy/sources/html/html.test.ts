import assert from 'node:assert/strict'
import { test } from 'node:test'
import iconv from 'iconv-lite'
import { Refusal } from '#ground/errors/refusal.ts'
import { lostOrDoubled } from '../../reading/conservation.ts'
import { readPolicy } from '../../reading/read.ts'
import { sourceOf } from '../source-of.ts'
import type { Source } from '../source.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
async function read(body: string, head = '<meta charset="utf-8">'): Promise<Source> {
  return readBytes(bytes(`<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`))
}
async function readBytes(file: Uint8Array): Promise<Source> {
  const source = await sourceOf(file, '規程.html')
  assert.equal(source.format, 'html')
  assert.deepEqual(lostOrDoubled(source.text, readPolicy(source.text, source.hints)), [])
  return source
}
const lines = (source: Source): string[] => source.text.trimEnd().split('\n')
const words = (source: Source, [start, end]: readonly [number, number]): string =>
  source.text.slice(start, end)
const asides = (source: Source): string[] => (source.hints?.asides ?? []).map((a) => words(source, a.span))
const cells = (source: Source): string[][] =>
  (source.hints?.tables[0]?.rows ?? []).map((r) => [
    ...(r.header ? ['頭'] : []),
    ...r.cells.map((c) => `${c.column}:${words(source, c.span)}`),
  ])
async function refused(file: Uint8Array, name = '規程.html'): Promise<string> {
  try {
    await sourceOf(file, name)
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
  return assert.fail('nothing was refused')
}

test('blocks become lines; white space is one space, and none where a line of the file ends between 漢字', async () => {
  const source = await read(
    '<h1>橋本村 規程</h1>\n<div>第1条&nbsp;職員は、\n      これを   守る。<br>ただし、<b>ABC</b>\n  XYZ は&lt;別&gt;&#x3068;する。</div>続き<p>終わり</p>',
  )
  assert.deepEqual(lines(source), [
    '橋本村 規程',
    '第1条 職員は、これを 守る。',
    'ただし、ABC XYZ は<別>とする。',
    '続き',
    '終わり',
  ])
})

test('scripts, styles, comments and hidden elements are never text', async () => {
  const source = await read(
    '<script>document.write("第9条 偽物")</script><style>p::before{content:"偽物"}</style><!-- 偽物 --><p hidden>偽物</p><p style="DISPLAY : none">偽物</p><template>偽物</template><noscript>偽物</noscript><svg><text>偽物</text></svg><iframe src="x">偽物</iframe><p onclick="alert(1)">第1条 守る。</p><input value="偽物">',
  )
  assert.deepEqual(lines(source), ['第1条 守る。'])
})

test('numbers and bullets of lists are written and named as labels, unless somebody typed them', async () => {
  const source = await read(
    '<ol><li>目的<ol type="a"><li>範囲</li><li value="4">用語</li></ol></li><li><p>体制</p></li></ol><ol start="3" style="list-style-type:katakana"><li>三つ目</li></ol><ul><li>鍵<li>印</ul><ol><li>(1) 自分で番号</li><li>第2条 自分で</li></ol><ul style="list-style:none"><li>印なし</li></ul>',
  )
  assert.deepEqual(lines(source), [
    '1. 目的',
    'a. 範囲',
    'd. 用語',
    '2. 体制',
    'ウ. 三つ目',
    '・ 鍵',
    '・ 印',
    '(1) 自分で番号',
    '第2条 自分で',
    '印なし',
  ])
  assert.deepEqual(
    source.hints?.labels.map((l) => [words(source, l.span), l.depth]),
    [
      ['1.', 0],
      ['a.', 1],
      ['d.', 1],
      ['2.', 0],
      ['ウ.', 0],
      ['・', 0],
      ['・', 0],
    ],
  )
})

test('tables keep columns through merged cells; heads are marked; broken nesting does not disturb', async () => {
  const source = await read(
    '<p>次の表による。<table border=1><thead><tr><th>役割<th colspan=2>者</thead><tr><td rowspan=2>統括<td>部長<td>許可する。<ul><li>鍵<li>印</ul><tr><td>次長<td><font>補佐する。</td></font></tr></table><p>次</p>',
  )
  assert.deepEqual(cells(source), [
    ['頭', '0:役割', '1:者'],
    ['0:統括', '1:部長', '2:許可する。\n・ 鍵\n・ 印'],
    ['1:次長', '2:補佐する。'],
  ])
  assert.equal(lines(source).at(-1), '次')
})

test('tables that only lay out the page are no tables; labels in cells of their own are labels', async () => {
  const source = await read(
    '<table><tr><td><h2>規程</h2></td><td><table><tr><td>第1条</td><td>職員は、守る。</td></tr><tr><td>第2条</td><td>記録する。</td></tr></table></td></tr></table>',
  )
  assert.deepEqual(lines(source), ['規程', '第1条　職員は、守る。', '第2条　記録する。'])
  assert.deepEqual(source.hints?.tables, [])
  assert.deepEqual(
    source.hints?.labels.map((l) => words(source, l.span)),
    ['第1条', '第2条'],
  )
})

test('menus, breadcrumbs, heads, feet and forms are asides; everything outside the main part is', async () => {
  const source = await read(
    '<div id="header">市のページ</div><ul class="topic-path"><li>暮らし</ul><div id="main"><h1>規程</h1><p>第1条 職員は、守らなければならない。</p><div class="sns-share">共有する</div><form>検索<select><option>全部</select></form></div><div class="footer">役場の住所</div>',
  )
  assert.deepEqual(asides(source), ['市のページ', '暮らし', '共有する', '検索\n全部', '役場の住所'])
  assert.deepEqual(
    readPolicy(source.text, source.hints).nodes.map((n) => n.id),
    ['第1条'],
  )
})

test('a list of links into the page is its 目次, and links that lead back are none of the text', async () => {
  const source = await read(
    '<h1>規程</h1><ul><li><a href="#1">第1章 総則</a></li><li><a href="#2">第2章 体制</a></li></ul><h2>第1章 総則</h2><p>第1条 <a href="#2">第2条</a>を守る。</p><p><a href="#top">▲このページの先頭へ</a></p><h2>第2章 体制</h2><p>第2条 残す。</p><ul><li><a href="http://a">外のページ</a></li></ul>',
  )
  assert.deepEqual(
    source.hints?.asides.map((a) => [words(source, a.span), a.reason]),
    [
      ['第1章 総則\n第2章 体制', 'contents'],
      ['▲このページの先頭へ', 'page-furniture'],
    ],
  )
  assert.deepEqual(
    readPolicy(source.text, source.hints)
      .nodes.map((n) => n.id)
      .slice(0, 4),
    ['第1章', '第1条', '第2章', '第2条'],
  )
})

test('headings have their rank, definition lists their lines, pre its lines', async () => {
  const source = await read(
    '<h2>体制</h2><dl><dt>端末<dd>職員に貸した機器<dt>媒体<dd>USBなど</dl><pre>第1条 守る。\n  (1) 鍵</pre>',
  )
  assert.deepEqual(lines(source), [
    '体制',
    '端末',
    '職員に貸した機器',
    '媒体',
    'USBなど',
    '第1条 守る。',
    '  (1) 鍵',
  ])
  assert.deepEqual(
    source.hints?.headings.map((h) => [words(source, h.span), h.rank]),
    [['体制', 2]],
  )
})

test('readings are left out and noted, pictures noted, a picture of one character is that character', async () => {
  const source = await read(
    '<p>第1条 <ruby>漏洩<rp>(</rp><rt>ろうえい</rt><rp>)</rp></ruby>を<img src="g.gif" alt="髙">の<s>古い</s>者が防ぐ。<img src="form.png" alt="様式の図"></p>',
  )
  assert.deepEqual(lines(source), ['第1条 漏洩を髙の古い者が防ぐ。'])
  assert.deepEqual(
    source.notices.map((n) => n.message.slice(0, 12)),
    ['ふりがな(1か所)は本文', '画像が1か所あります。画', '文字の代わりの画像(1か', '取消線の付いた文字が1か'],
  )
})

test('the charset is told by mark, by the page, or by what reads like Japanese', async () => {
  const page = (charset: string): string =>
    `<html><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}"></head><body><p>第1条 職員は、これを守らなければならない。①髙</p></body></html>`
  const files: [Uint8Array, string][] = [
    [iconv.encode(page('Shift_JIS'), 'cp932'), 'Shift_JIS'],
    [iconv.encode(page('x-sjis').replace('髙', '高'), 'cp932'), 'Shift_JIS'],
    [iconv.encode(page('euc-jp').replace('髙', '高'), 'euc-jp'), 'EUC-JP'],
    [bytes(page('utf-8')), 'UTF-8'],
    // Says one thing and is another.
    [iconv.encode(page('utf-8'), 'cp932'), 'Shift_JIS'],
    [bytes(page('Shift_JIS')), 'UTF-8'],
    [iconv.encode(page('nonsense'), 'cp932'), 'Shift_JIS'],
    [iconv.encode(page('utf-16'), 'utf-16le', { addBOM: true }), 'UTF-16'],
  ]
  for (const [file, encoding] of files) {
    const source = await readBytes(file)
    assert.equal(source.encoding, encoding)
    assert.match(source.text, /^第1条 職員は、これを守らなければならない。①[髙高]\n$/)
  }
})

test('a page without its text says where the text is', async () => {
  assert.match(
    await refused(bytes('<html><frameset><frame src="honbun.html"></frameset></html>')),
    /枠\(フレーム\)だけ.*本文の枠の中を開き/,
  )
  assert.match(
    await refused(bytes('<html><body><div id="app"></div><script src="a.js"></script></body></html>')),
    /別に読み込まれる作り/,
  )
  assert.match(await refused(bytes('<html><body></body></html>')), /文字がありません/)
})

test('a hundred thousand levels, tags and cells are read to the end', async () => {
  const inputs = [
    '<div>'.repeat(100_000) + '第1条 守る。' + '</div>'.repeat(100_000),
    '<b>'.repeat(100_000) + '第1条 守る。' + '</i>'.repeat(100_000),
    '<table>'.repeat(20_000) + '第1条 守る。',
    '<ul><li>'.repeat(50_000) + '第1条 守る。',
    `<table>${'<tr><td rowspan=1000 colspan=1000>x<td>第1条 守る。'.repeat(20_000)}</table>`,
    '<p '.repeat(100_000) + '>第1条 守る。',
    '<!--'.repeat(100_000) + '第1条 守る。',
    '&lt'.repeat(100_000) + '第1条 守る。',
  ]
  for (const [i, input] of inputs.entries()) {
    const source = await sourceOf(bytes(`<html><body><p>始め</p>${input}`), '規程.html')
    assert.ok(source.text.includes('始め'), `input ${i}`)
  }
})
