import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#ground/errors/refusal.ts'
import { lostOrDoubled } from '../../reading/conservation.ts'
import { readPolicy } from '../../reading/read.ts'
import { sourceOf } from '../source-of.ts'
import type { Source } from '../source.ts'
import {
  abstractList,
  cell,
  docxOf,
  item,
  level,
  list,
  para,
  row,
  run,
  table,
  type DocxParts,
} from './docx-example.ts'

async function read(parts: DocxParts): Promise<Source> {
  const source = await sourceOf(docxOf(parts), '規程.docx')
  assert.equal(source.format, 'docx')
  assert.deepEqual(lostOrDoubled(source.text, readPolicy(source.text, source.hints)), [])
  return source
}
const lines = (source: Source): string[] => source.text.trimEnd().split('\n')
const words = (source: Source, [start, end]: readonly [number, number]): string =>
  source.text.slice(start, end)
const labels = (source: Source): string[] => (source.hints?.labels ?? []).map((l) => words(source, l.span))
const messages = (source: Source): string => source.notices.map((n) => n.message).join('\n')
async function refused(bytes: Uint8Array, name = '規程.docx'): Promise<Refusal> {
  try {
    await sourceOf(bytes, name)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  return assert.fail('nothing was refused')
}

const CLASSIC = abstractList(
  0,
  level(0, 'decimal', '第%1条') +
    level(1, 'decimalFullWidth', '%2') +
    level(2, 'decimal', '(%3)') +
    level(3, 'aiueoFullWidth', '%4') +
    level(4, 'aiueoFullWidth', '(%5)'),
)

test('automatic numbers become characters, named as labels with their depth', async () => {
  const source = await read({
    numbering: CLASSIC + list(1, 0),
    body: [
      para('青山町情報管理規程'),
      item(1, 0, '職員は、町の情報を守る。'),
      item(1, 1, '職員は、次に掲げることを行う。'),
      item(1, 2, '画面を閉じること。'),
      item(1, 2, '机を片付けること。'),
      item(1, 3, '書類を仕舞うこと。'),
      item(1, 3, '鍵を掛けること。'),
      item(1, 4, '鍵を返すこと。'),
      item(1, 0, '所属長は、これを確かめる。'),
      item(1, 1, '所属長は、結果を記録する。'),
    ].join(''),
  })
  assert.deepEqual(lines(source), [
    '青山町情報管理規程',
    '第1条　職員は、町の情報を守る。',
    '１　職員は、次に掲げることを行う。',
    '(1)　画面を閉じること。',
    '(2)　机を片付けること。',
    'ア　書類を仕舞うこと。',
    'イ　鍵を掛けること。',
    '(ア)　鍵を返すこと。',
    '第2条　所属長は、これを確かめる。',
    '１　所属長は、結果を記録する。',
  ])
  assert.deepEqual(
    source.hints?.labels.map((l) => [words(source, l.span), l.depth]),
    [
      ['第1条', 0],
      ['１', 1],
      ['(1)', 2],
      ['(2)', 2],
      ['ア', 3],
      ['イ', 3],
      ['(ア)', 4],
      ['第2条', 0],
      ['１', 1],
    ],
  )
})

test('every form of number that municipal texts use is printed as Word prints it', async () => {
  const forms: [string, string, string][] = [
    ['decimal', '%1', '11'],
    ['decimalFullWidth', '%1', '１１'],
    ['decimalEnclosedCircle', '%1', '⑪'],
    ['decimalEnclosedParen', '%1', '⑾'],
    ['decimalEnclosedFullstop', '%1', '⒒'],
    ['aiueo', '%1', 'ｻ'],
    ['aiueoFullWidth', '%1', 'サ'],
    ['iroha', '%1', 'ﾙ'],
    ['irohaFullWidth', '%1', 'ル'],
    ['japaneseCounting', '%1', '十一'],
    ['ideographDigital', '%1', '一一'],
    ['japaneseLegal', '%1', '拾壱'],
    ['upperRoman', '%1', 'XI'],
    ['lowerRoman', '%1', 'xi'],
    ['upperLetter', '%1', 'K'],
    ['lowerLetter', '(%1)', '(k)'],
    ['decimalZero', '%1', '11'],
    ['ideographTraditional', '%1', '11'],
    ['numberInDash', '%1', '- 11 -'],
  ]
  for (const [form, text, printed] of forms) {
    const source = await read({
      numbering: abstractList(0, level(0, form, text)) + list(1, 0),
      body: Array.from({ length: 11 }, () => item(1, 0, '守ること。')).join(''),
    })
    assert.equal(labels(source).at(-1), printed, form)
  }
})

test('labels of several levels, legal numbers, prefixes and suffixes', async () => {
  const source = await read({
    numbering:
      abstractList(
        0,
        level(0, 'japaneseCounting', '第%1章', '<w:suff w:val="space"/>') +
          level(1, 'decimal', '%1.%2', '<w:isLgl/><w:suff w:val="nothing"/>') +
          level(2, 'decimal', '%2-%3.'),
      ) + list(1, 0),
    body: [
      item(1, 0, '総則'),
      item(1, 1, '目的'),
      item(1, 1, '定義'),
      item(1, 2, '用語は、次による。'),
      item(1, 0, '体制'),
      item(1, 1, '責任者'),
    ].join(''),
  })
  assert.deepEqual(lines(source), [
    '第一章 総則',
    '1.1目的',
    '1.2定義',
    '2-1.　用語は、次による。',
    '第二章 体制',
    '2.1責任者',
  ])
})

test('restarts: by the level above, never, at a number of their own, and in a second list', async () => {
  const source = await read({
    numbering:
      abstractList(
        0,
        level(0, 'decimal', '第%1') +
          level(1, 'decimal', '(%2)', '<w:lvlRestart w:val="0"/>') +
          level(2, 'decimal', '%3)', '<w:lvlRestart w:val="1"/>'),
      ) +
      list(1, 0) +
      list(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'),
    body: [
      item(1, 0, 'a'),
      item(1, 1, 'b'),
      item(1, 2, 'c'),
      item(1, 1, 'd'),
      item(1, 2, 'e'),
      item(1, 0, 'f'),
      item(1, 1, 'g'),
      item(1, 2, 'h'),
      item(2, 0, 'i'),
      item(2, 0, 'j'),
      item(1, 0, 'k'),
    ].join(''),
  })
  assert.deepEqual(labels(source), ['第1', '(1)', '1)', '(2)', '2)', '第2', '(3)', '1)', '第7', '第8', '第9'])
})

test('numbers come through styles, and a paragraph may take them back', async () => {
  const numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
  const source = await read({
    numbering:
      abstractList(
        0,
        level(0, 'decimal', '第%1条', '<w:pStyle w:val="Jo"/>') +
          level(1, 'decimal', '%2', '<w:pStyle w:val="Ko"/>'),
      ) + list(1, 0),
    styles:
      `<w:style w:type="paragraph" w:styleId="Jo"><w:name w:val="条"/>${numbered}</w:style>` +
      `<w:style w:type="paragraph" w:styleId="Ko"><w:name w:val="項"/><w:basedOn w:val="Jo"/></w:style>` +
      '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>',
    body: [
      para('総則', '<w:pStyle w:val="H1"/>'),
      para('守る。', '<w:pStyle w:val="Jo"/>'),
      para('記録する。', '<w:pStyle w:val="Ko"/>'),
      para('続きの段落。', '<w:pStyle w:val="Jo"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
      para('報告する。', '<w:pStyle w:val="Jo"/>'),
    ].join(''),
  })
  assert.deepEqual(lines(source), [
    '総則',
    '第1条　守る。',
    '1　記録する。',
    '続きの段落。',
    '第2条　報告する。',
  ])
  assert.deepEqual(
    source.hints?.headings.map((h) => [words(source, h.span), h.rank]),
    [['総則', 1]],
  )
})

test('bullets of symbol fonts become ・', async () => {
  const source = await read({
    numbering: abstractList(0, level(0, 'bullet', '\uf0b7') + level(1, 'bullet', '○')) + list(1, 0),
    body: item(1, 0, '鍵') + item(1, 1, '印'),
  })
  assert.deepEqual(lines(source), ['・　鍵', '○　印'])
})

test('tables keep their columns: merged cells once, heads marked, a nested table inside its cell', async () => {
  const source = await read({
    body:
      para('別表') +
      table([
        row([cell('役割'), cell('担当者', '<w:gridSpan w:val="2"/>')], '<w:tblHeader/>'),
        row([
          cell('統括', '<w:vMerge w:val="restart"/>'),
          cell('部長'),
          cell(para('許可する。') + para('記録する。')),
        ]),
        row([
          cell(para(''), '<w:vMerge/>'),
          cell('課長'),
          cell(`${table([row([cell('内'), cell('外')])])}${para('')}`),
        ]),
      ]) +
      para('次の段落'),
  })
  assert.deepEqual(lines(source), [
    '別表',
    '役割\t担当者',
    '統括\t部長\t許可する。',
    '記録する。',
    '課長\t内\t外',
    '次の段落',
  ])
  const [only, ...more] = source.hints?.tables ?? []
  assert.equal(more.length, 0)
  assert.deepEqual(
    only?.rows.map((r) => [r.header, ...r.cells.map((c) => `${c.column}:${words(source, c.span)}`)]),
    [
      [true, '0:役割', '1:担当者'],
      [false, '0:統括', '1:部長', '2:許可する。\n記録する。'],
      [false, '1:課長', '2:内\t外'],
    ],
  )
})

test('tracked changes: inserted words are in, deleted ones out, deleted paragraphs have no number', async () => {
  const marked = (mark: string, numbered: boolean) =>
    `${numbered ? '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' : ''}<w:rPr><w:${mark} w:id="1" w:author="a"/></w:rPr>`
  const source = await read({
    numbering: abstractList(0, level(0, 'decimal', '%1.')) + list(1, 0),
    body: [
      item(
        1,
        0,
        `${run('職員は、')}<w:ins>${run('必ず')}</w:ins><w:del><w:r><w:delText>なるべく</w:delText></w:r></w:del>${run('守る。')}`,
      ),
      para('<w:del><w:r><w:delText>消えた項目</w:delText></w:r></w:del>', marked('del', true)),
      item(1, 0, '記録する。'),
      para(run('前の段落は'), marked('del', false)),
      para('ここまで続く。'),
      `<w:p><w:moveFrom>${run('移した文。')}</w:moveFrom></w:p>`,
    ].join(''),
  })
  assert.deepEqual(lines(source), ['1.　職員は、必ず守る。', '2.　記録する。', '前の段落はここまで続く。'])
  assert.match(messages(source), /変更履歴.*削除された文字\(3か所\).*挿入された文字\(1か所\)/)
})

test('text boxes, notes, headers and footers are asides; the 目次 is contents', async () => {
  const field = (kind: string) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`
  const source = await read({
    body: [
      para(
        `${field('begin')}<w:r><w:instrText> TOC \\o </w:instrText></w:r>${field('separate')}${run('第1条 目的 1')}`,
      ),
      para('第2条 定義 2'),
      `<w:p>${field('end')}</w:p>`,
      para(
        `${run('第1条　守る。')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${para('写し')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${para('写し')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:footnoteReference w:id="2"/></w:r>`,
      ),
      para('第2条　記録する。'),
    ].join(''),
    footnotes: `<w:footnote w:id="2">${para('平成の例による。')}</w:footnote><w:footnote w:id="0">${para('線')}</w:footnote>`,
    header: para('青山町例規集'),
    footer: para(
      `${field('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>${field('separate')}${run('12')}${field('end')}`,
    ),
  })
  assert.deepEqual(lines(source), [
    '第1条 目的 1',
    '第2条 定義 2',
    '第1条　守る。',
    '写し',
    '第2条　記録する。',
    '平成の例による。',
    '青山町例規集',
    '12',
  ])
  assert.deepEqual(
    source.hints?.asides.map((a) => [words(source, a.span), a.reason]),
    [
      ['第1条 目的 1', 'contents'],
      ['第2条 定義 2', 'contents'],
      ['写し', 'unrecognised'],
      ['平成の例による。', 'unrecognised'],
      ['青山町例規集', 'page-furniture'],
      ['12', 'page-furniture'],
    ],
  )
})

test('readings, hidden words, pictures, symbols, content controls, breaks and hyphens', async () => {
  const source = await read({
    body: [
      para(
        `<w:r><w:ruby><w:rt>${run('かぎ')}</w:rt><w:rubyBase>${run('鍵')}</w:rubyBase></w:ruby></w:r>${run('を')}${run('秘密', '<w:vanish/>')}<w:sdt><w:sdtContent>${run('掛ける')}</w:sdtContent></w:sdt><w:r><w:noBreakHyphen/></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:r><w:br/></w:r>${run('次の行')}<w:r><w:tab/></w:r>${run('終わり')}`,
      ),
      para(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \\o\\ac(○,3)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:hyperlink><w:r><w:t>番目</w:t></w:r></w:hyperlink>',
      ),
    ].join(''),
  })
  assert.deepEqual(lines(source), ['鍵を掛ける-☑', '次の行\t終わり', '③番目'])
  assert.match(messages(source), /隠し文字\(1か所\)/)
  assert.match(messages(source), /ふりがな\(1か所\)/)
})

test('what cannot be opened is refused in words that say what to do', async () => {
  const whole = docxOf({ body: para('第1条 守る。') })
  const cut = await refused(whole.subarray(0, Math.floor(whole.length * 0.7)))
  assert.equal(
    cut.message,
    '「規程.docx」は壊れているか、途中で切れています。元のファイルをワードで開けるか確かめ、もう一度保存してから選び直してください。',
  )
  const flipped = Uint8Array.from(whole)
  const at = Buffer.from(whole).indexOf('word/document.xml') + 60
  flipped[at] = (flipped[at] ?? 0) ^ 0xff
  assert.match((await refused(flipped)).message, /壊れているか/)
  const locked = Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(600),
    Buffer.from('EncryptedPackage', 'utf16le'),
  ])
  assert.match((await refused(locked)).message, /パスワードの付いた.*パスワードを外して/)
  const old = Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
    Buffer.alloc(600),
    Buffer.from('WordDocument', 'utf16le'),
  ])
  assert.match((await refused(old, '規程.doc')).message, /古い形式のワード\(\.doc\).*ワード文書\(\.docx\)/)
  assert.match((await refused(docxOf({ body: para('') }))).message, /文字がありません/)
  assert.match(
    (await refused(docxOf({ body: '', others: { 'word/document.xml': '<html>' } }))).message,
    /ワードの本文が見つかりません/,
  )
})

test('a zip bomb and an XML entity bomb are refused', async () => {
  const bomb = docxOf({
    body: '',
    others: { 'word/document.xml': new Uint8Array(50 * 1024 * 1024).fill(0x20) },
  })
  assert.match((await refused(bomb)).message, /展開すると大きくなりすぎる/)
  // The same bomb, with a lie about its size in the directory.
  const lying = Buffer.from(bomb)
  const directory = lying.lastIndexOf('word/document.xml') - 46
  lying.writeUInt32LE(1000, directory + 24)
  assert.match((await refused(lying)).message, /展開すると大きくなりすぎる|壊れているか/)
  const entity =
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "あああああ"><!ENTITY b "&a;&a;&a;&a;">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
  assert.match(
    (await refused(docxOf({ body: '', others: { 'word/document.xml': entity } }))).message,
    /XMLの実体/,
  )
})
