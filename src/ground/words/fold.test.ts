import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fold, foldTerms, grams } from './fold.ts'
import { variantOf } from './variants.ts'

const same: [string, string][] = [
  ['ＡＢＣ１２３', 'abc123'],
  ['ｶﾀｶﾅ ﾃﾞｰﾀ', 'カタカナデータ'],
  ['かわぐち', 'カワグチ'],
  ['ｷﾖｳｺ', 'キョウコ'],
  ['髙橋', '高橋'],
  ['山﨑', '山崎'],
  ['渡邉', '渡辺'],
  ['渡邊', '渡辺'],
  ['齊藤', '斎藤'],
  ['𠮷野', '吉野'],
  ['\ufa10', '塚'],
  ['\ufa19', '神'],
  ['葛󠄀飾', '葛飾'],
  ['山田　太郎', '山田太郎'],
  ['サーバー室', 'サーバ室'],
  ['サ－バ', 'サーバ'],
  ['ｻ-ﾊﾞ', 'サーバ'],
  ['第7－1', '第7-1'],
  ['㈱基準', '(株)基準'],
  ['霞ヶ関', '霞ケ関'],
  ['Ｗｉｎｄｏｗｓ', 'WINDOWS'],
]

test('what a reader takes for the same name folds to the same text', () => {
  for (const [left, right] of same) assert.equal(fold(left), fold(right), `${left} / ${right}`)
})

test('different words stay different', () => {
  for (const [left, right] of [
    ['さば', 'サーバ'],
    ['キー', 'キ'],
    ['エラー', 'エラ'],
    ['ハード', 'バード'],
    ['7-1', '71'],
    ['川口', '河口'],
  ] as const) {
    assert.notEqual(fold(left), fold(right), `${left} / ${right}`)
  }
})

test('no character stands in two variant groups, and no group head is itself a variant', () => {
  for (const [variant, standard] of variantOf) {
    assert.ok(!variantOf.has(standard), `${variant} → ${standard}`)
    assert.equal(fold(variant), fold(standard))
  }
  assert.ok(variantOf.size > 150)
})

const japanese = fc.string({
  unit: fc.constantFrom(...'あいうアイウーｰ－-ｱｲｶﾞガ髙高﨑崎邉辺サーバ室 　aAＡ1１①㈱ヶッャっﾞゞヽ𠮷İßﬁ神󠄀'),
  maxLength: 24,
})

test('folding twice is folding once', () => {
  fc.assert(
    fc.property(
      fc.oneof(japanese, fc.string({ unit: 'grapheme' })),
      (text) => fold(fold(text)) === fold(text),
    ),
    { examples: [['ああヶー\uff9e'], ['ああヶ-\uff9eー']] },
  )
})

test('a query found in the folded text has all its pairs among the pairs of the text', () => {
  fc.assert(
    fc.property(japanese, fc.nat(20), fc.nat(20), (text, start, length) => {
      const whole = fold(text)
      const part = Array.from(whole)
        .slice(start, start + length)
        .join('')
      const pairs = new Set(grams(text))
      if (whole.includes(fold(part))) assert.ok(grams(part).every((gram) => pairs.has(gram)))
    }),
  )
})

test('pairs are distinct, keep surrogates whole, and one character has none', () => {
  assert.deepEqual(grams('ああああ'), ['ああ'])
  assert.deepEqual(grams('𩸽と𩸽と'), ['𩸽と', 'と𩸽'])
  assert.deepEqual(grams('情'), [])
  assert.deepEqual(grams(''), [])
})

test('a search box is split on any white space and each word folded once', () => {
  assert.deepEqual(foldTerms('　ノート  ＰＣ\tのーと '), ['のーと', 'pc'])
  assert.deepEqual(foldTerms(' 　 '), [])
})
