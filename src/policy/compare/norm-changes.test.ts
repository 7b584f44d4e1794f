import assert from 'node:assert/strict'
import { test } from 'node:test'
import { extractText } from '../norms/extract-file.ts'
import { normChanges, pairNorms, type ComparedNorm } from './norm-changes.ts'

/** Norms as the extractor reads them in a rule with this sentence. */
function normsIn(sentence: string): ComparedNorm[] {
  const source = `試作市情報保護規程\n第1条 この規程において、所属長とは、課の長をいう。\n第2条 ${sentence}\n`
  return extractText(source)
    .extraction.norms.filter((n) => n.node === '第2条')
    .map((n) => ({ ...n, wid: 'w', id: `${n.id}` }))
}

const told = (before: string, after: string) =>
  pairNorms(normsIn(before), normsIn(after), () => new Set(['w'])).flatMap((pair) => normChanges(pair))
const kinds = (before: string, after: string) => told(before, after).map((change) => change.kind)

const plain = '所属長は、記録媒体を定期的に点検しなければならない。'

test('a duty that becomes an effort weakens, one that becomes a prohibition of omission strengthens', () => {
  const [change] = told(plain, '所属長は、記録媒体を定期的に点検するよう努めるものとする。')
  assert.deepEqual([change?.kind, change?.words], ['weakens', '義務が努力義務に弱まります。'])
  assert.deepEqual(
    kinds('職員は、私物の端末を使うことができる。', '職員は、私物の端末を使ってはならない。'),
    ['strengthens'],
  )
})

test('another subject, approver, deadline, class or cadence is named with both words', () => {
  const [subject] = told(plain, plain.replace('所属長', '部長'))
  assert.deepEqual([subject?.kind, subject?.words], ['subject', '主体が「所属長」から「部長」に変わります。'])
  const asks = '職員は、端末を持ち出すときは、所属長の許可を得なければならない。'
  assert.deepEqual(kinds(asks, asks.replace('所属長の', '部長の')), ['approver'])
  const report = '職員は、事故を認めたときは、速やかに所属長に報告しなければならない。'
  assert.deepEqual(kinds(report, report.replace('速やかに', '直ちに')), ['deadline'])
  const secret = '職員は、機密性2以上の情報を机上に放置してはならない。'
  assert.deepEqual(kinds(secret, secret.replace('機密性2以上', '機密性3')), ['class'])
  assert.ok(kinds(plain, plain.replace('定期的に', '毎年1回')).includes('cadence'))
})

test('a proviso that is added is an exception; a sentence that is added is a norm that appears', () => {
  const lend = '職員は、鍵を他の者に貸してはならない。'
  const found = kinds(lend, `${lend}ただし、所属長が認めた場合は、この限りでない。`)
  assert.ok(found.includes('exception') || found.includes('appears'), found.join())
  assert.deepEqual(kinds(lend, `${lend}所属長は、鍵の数を毎月数えなければならない。`), ['appears'])
  assert.deepEqual(kinds(`${lend}所属長は、鍵の数を毎月数えなければならない。`, lend), ['vanishes'])
})

test('width, blanks and a word that no field rests on change no norm', () => {
  assert.deepEqual(kinds(plain, plain.replace('、', '，')), [])
  assert.deepEqual(kinds(plain, plain.replace('記録媒体', '外部の記録媒体')), [])
})
