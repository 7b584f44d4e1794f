import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DEEPEST, fillIn, readText } from './language.ts'

const names = new Set(['申請者.氏名', '文書番号', '結果', '項目.理由', '項目.持ち出す理由', '空'])
const values = new Map([
  ['申請者.氏名', '田辺 彩'],
  ['文書番号', '長寿第1号'],
  ['結果', '許可'],
  ['項目.理由', '会議'],
  ['項目.持ち出す理由', '調査、会議'],
  ['空', ''],
])
const read = (text: string, most = 1000) => readText(text, names, most)
const fill = (text: string): string => {
  const { pieces, problems } = read(text)
  assert.deepEqual(problems, [])
  return fillIn(pieces, values)
}
const problemsOf = (text: string, most?: number): string[] =>
  read(text, most).problems.map(({ line, column, message }) => `${line}:${column} ${message}`)

test('placeholders are filled in, and everything else stands as typed', () => {
  assert.equal(fill('(あて先) {{申請者.氏名}} 様'), '(あて先) 田辺 彩 様')
  assert.equal(fill('一つの { と } と ｛ はそのまま'), '一つの { と } と ｛ はそのまま')
  assert.equal(fill(''), '')
})

test('tags may be typed at full width and with spaces, as an input method gives them', () => {
  assert.equal(fill('｛｛　申請者．氏名　｝｝'), '田辺 彩')
  assert.equal(fill('{{ 申請者 . 氏名 }}'), '田辺 彩')
  assert.equal(fill('｛｛＃あれば　結果｝｝○｛｛／あれば｝｝'), '○')
})

test('a part is printed when its value is there, is not there, or is the one named', () => {
  assert.equal(fill('{{#あれば 項目.理由}}理由: {{項目.理由}}{{/あれば}}'), '理由: 会議')
  assert.equal(fill('{{#あれば 空}}×{{/あれば}}{{#なければ 空}}○{{/なければ}}'), '○')
  assert.equal(fill('{{#ならば 結果=許可}}○{{/ならば}}{{#ならば 結果=不許可}}×{{/ならば}}'), '○')
  assert.equal(fill('{{#ならば 項目.持ち出す理由=会議}}○{{/ならば}}'), '○', 'one of several')
})

test('parts lie in parts, and a tag alone on its line takes the line with it', () => {
  const text = '一\n{{#あれば 結果}}\n二\n  {{#なければ 空}}\n三\n  {{/なければ}}\n{{/あれば}}\n四'
  assert.equal(fill(text), '一\n二\n三\n四')
  assert.equal(fill('一\n{{#あれば 空}}\n二\n{{/あれば}}\n四'), '一\n四')
})

test('what is wrong is told at its line and character, with what to do', () => {
  assert.match(
    problemsOf('一行\n二 {{申請者.氏明}}')[0] ?? '',
    /^2:3 .*「\{\{申請者\.氏名\}\}」ではありませんか/u,
  )
  assert.match(problemsOf('{{何のことか分からない名前}}')[0] ?? '', /^1:1 .*選んでください/u)
  assert.match(problemsOf('あ{{申請者.氏名\n}}')[0] ?? '', /^1:2 .*閉じられていません/u)
  assert.match(problemsOf('{{ {{文書番号}}')[0] ?? '', /^1:1 .*閉じられていません/u)
  assert.match(problemsOf('{{}}')[0] ?? '', /^1:1 差し込む項目の名前がありません/u)
  assert.match(
    problemsOf('一\n二\n{{#あれば 結果}}三')[0] ?? '',
    /^3:1 この条件が閉じられていません.*\/あれば/u,
  )
  assert.match(problemsOf('{{/あれば}}')[0] ?? '', /^1:1 .*始まりがありません/u)
  assert.match(problemsOf('{{#あれば 結果}}{{/なければ}}')[0] ?? '', /^1:12 .*\/あれば/u)
  assert.match(problemsOf('{{#もし 結果}}')[0] ?? '', /^1:1 条件は/u)
  assert.match(problemsOf('{{#ならば 結果}}{{/ならば}}')[0] ?? '', /^1:1 比べる値がありません/u)
  assert.match(problemsOf('{{#あれば}}{{/あれば}}')[0] ?? '', /^1:1 .*名前がありません/u)
  assert.match(problemsOf('𠮷{{ない}}')[0] ?? '', /^1:2 /u, 'characters are counted as people count them')
})

test('too long and too deep are told where they begin', () => {
  assert.match(problemsOf('あいう\nえお', 4)[0] ?? '', /^2:1 4文字までです\(いまは6文字です\)/u)
  assert.deepEqual(problemsOf('あいう\nえお', 6), [])
  const deep = (depth: number) => '{{#あれば 結果}}'.repeat(depth) + '{{/あれば}}'.repeat(depth)
  assert.deepEqual(problemsOf(deep(DEEPEST)), [])
  assert.match(problemsOf(deep(DEEPEST + 1))[0] ?? '', /^1:45 .*4段までです/u)
})

test('a name nobody knows stays on the paper as it was typed', () => {
  assert.equal(fillIn(read('{{申請者.住所}}').pieces, values), '{{申請者.住所}}')
})

/** Texts made of what texts are made of, whole or broken. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '{{',
        '}}',
        '｛｛',
        '｝｝',
        '#あれば ',
        '/あれば',
        '#ならば ',
        '=',
        '\n',
        '.',
        '{',
        '}',
        ' ',
      ),
      fc.constantFrom(...names),
      fc.constantFrom('{{#あれば 結果}}', '{{/あれば}}', '{{文書番号}}', '{{#なければ 空}}', '{{/なければ}}'),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''))

test('whatever is typed is read and filled in without breaking, and every problem is inside the text', () => {
  fc.assert(
    fc.property(anyText, fc.dictionary(fc.constantFrom(...names), fc.string()), (text, form) => {
      const { pieces, problems } = read(text, 60)
      fillIn(pieces, new Map(Object.entries(form)))
      const lines = text.split('\n')
      for (const { line, column, message } of problems) {
        assert.ok(line >= 1 && line <= lines.length, `${line} of ${lines.length}`)
        assert.ok(column >= 1 && column <= [...(lines[line - 1] ?? '')].length + 1)
        assert.match(message, /[ぁ-ん]/u)
      }
    }),
    { numRuns: 2000 },
  )
})

test('what stands in a value is never read as a tag', () => {
  fc.assert(
    fc.property(anyText, (value) => {
      const evil = new Map([...values, ['文書番号', value]])
      assert.equal(fillIn(read('〔{{文書番号}}〕').pieces, evil), `〔${value}〕`)
    }),
  )
})

test('a text without problems and without conditions keeps every character that is no tag', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('あ', '\n', '{', ' ', '。'), { maxLength: 30 }), (letters) => {
      const text = letters.join('').replaceAll('{{', '')
      assert.equal(fillIn(read(text).pieces, values), text)
    }),
  )
})
