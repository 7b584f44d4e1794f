import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lostOrDoubled } from './conservation.ts'
import { wrap } from './invented.ts'
import { readPolicy } from './read.ts'

const TEXT = [
  '花園町情報保護基準',
  '1 体制',
  '(1) 情報保護総括者(CPO:Chief Privacy Officer、以下「CPO」という。)',
  '① 副町長を、CPOとする。',
  '② CPOは、町が保有する情報の保護に関する最終の決定権限を有し、その責任を負うものとする。',
  '(2) 点検の方法',
  'CPOは、点検員を指名し、毎年1回、端末の管理の状況を点検させ、その結果を議会に報告しなければならない。',
  '2 端末の管理',
  '(1) 可搬型の端末及び外部記録媒体の庁舎外への持ち出し並びに在宅勤務における使用の制限',
  'ア 職員は、端末を庁舎の外へ持ち出すときは、あらかじめ所属長の許可を得なければならず、その経路を変えてはならない。',
  'イ 所属長は、許可をしたときは、持ち出した者の氏名、日時及び返却の予定を台帳に記録しなければならない。',
  '(2) 私物の使用',
  'ア 職員は、私物の端末を業務に用いてはならない。',
  '(3) 端末(持ち運びができる端末及び次に掲げるものをいう。)',
  'ア 記録媒体',
  'イ 回線装置',
]

const headings = (text: string) => {
  const reading = readPolicy(text)
  assert.deepEqual(lostOrDoubled(text, reading), [])
  return reading.nodes.map((n) => [n.id, n.type, n.heading])
}

const expected = [
  ['1', 'heading', '体制'],
  ['1-(1)', 'heading', '情報保護総括者(CPO:Chief Privacy Officer、以下「CPO」という。)'],
  ['1-(1)-①', 'provision', null],
  ['1-(1)-②', 'provision', null],
  ['1-(2)', 'provision', '点検の方法'],
  ['2', 'heading', '端末の管理'],
  ['2-(1)', 'heading', '可搬型の端末及び外部記録媒体の庁舎外への持ち出し並びに在宅勤務における使用の制限'],
  ['2-(1)-ア', 'provision', null],
  ['2-(1)-イ', 'provision', null],
  ['2-(2)', 'heading', '私物の使用'],
  ['2-(2)-ア', 'provision', null],
  // What stands in brackets speaks of the list below: it is said, not a title.
  ['2-(3)', 'lead-in', null],
  ['2-(3)-ア', 'provision', null],
  ['2-(3)-イ', 'provision', null],
]

const tight = (rows: readonly (readonly (string | null)[])[]) =>
  rows.map((r) => r.map((c) => c?.replaceAll(' ', '') ?? null))

test('a sentence in the brackets of a title makes it no provision', () => {
  assert.deepEqual(headings(TEXT.join('\n')), expected)
})

test('a title goes on over the margin, and what stands below it is found, at whatever width it is printed', () => {
  for (const width of [36, 38, 40, 42, 43, 44]) {
    // A print that breaks inside a word of letters does not say that it was one word.
    assert.deepEqual(tight(headings(wrap(TEXT, width).join('\n'))), tight(expected), `${width}字`)
  }
})

test('the same without lines', () => {
  assert.deepEqual(headings(TEXT.join(' ')), expected)
})
