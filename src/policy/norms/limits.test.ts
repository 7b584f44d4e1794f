import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normOf, normsOf } from './norms.fixture.ts'

test('how soon, in the words of the text', () => {
  assert.equal(normOf('職員等は、速やかに所属長に報告しなければならない。').deadline, '速やかに')
  assert.equal(normOf('所属長は、事後速やかにCISOに報告しなければならない。').deadline, '事後速やかに')
  assert.equal(normOf('CSIRTは、1時間以内に第一報を入れなければならない。').deadline, '1時間以内に')
})

test('words that describe the event are no deadline', () => {
  assert.equal(
    normOf('違反が直ちに重大な影響を及ぼすおそれがある場合は、計画に従って対処しなければならない。').deadline,
    null,
  )
})

test('a deadline of the lead-in holds for its items', () => {
  const norms = normsOf(
    ['1', '違反を見つけたときは、速やかに次の措置を講じなければならない。', { type: 'lead-in' }],
    ['1-(1)', '所属長に通知しなければならない。', { level: '(N)' }],
  )
  assert.deepEqual([norms[0]?.deadline, norms[0]?.colour.deadline], ['速やかに', 'amber'])
})

test('classes of information as an expression', () => {
  assert.equal(
    normOf('機密性2以上、完全性2又は可用性2の情報を保管しなければならない。').targetClass,
    'C2+|I2|A2',
  )
  assert.equal(normOf('自治体機密性３Ａの情報を送ってはならない。').targetClass, 'C3A')
  assert.equal(normOf('重要性分類Ⅱ以上の情報を持ち出してはならない。').targetClass, '重要性分類Ⅱ+')
  assert.equal(normOf('機密性及び完全性を確保しなければならない。').targetClass, null)
})

test('what is excepted, and what only softens', () => {
  assert.equal(normOf('やむを得ない場合を除き、兼ねてはならない。').exception, 'やむを得ない場合')
  assert.equal(normOf('ただし、印刷だけをする機器は除く。').exception, '印刷だけをする機器')
  assert.deepEqual(normOf('所属長は、必要に応じて可能な限り暗号化しなければならない。').qualifiers, [
    '必要に応じて',
    '可能な限り',
  ])
  assert.deepEqual(normOf('所属長は、定期的に又は必要に応じて点検しなければならない。').qualifiers, [])
})

test('classes that share one name, and classes by other names', () => {
  const target = (text: string) => normOf(text).targetClass
  assert.equal(target('重要性分類Ⅰ及びⅡの情報資産を送ってはならない。'), '重要性分類Ⅰ|重要性分類Ⅱ')
  assert.equal(target('重要度2以上の情報資産を送ってはならない。'), '重要度2+')
  assert.equal(target('レベル3の情報資産を送ってはならない。'), 'レベル3')
  assert.equal(target('機密性3、完全性2又は可用性2の情報資産を送ってはならない。'), 'C3|I2|A2')
})

test('until a day, by the words of the text', () => {
  const deadline = (text: string) => normOf(text).deadline
  assert.equal(deadline('所属長は、毎月末日までに報告しなければならない。'), '毎月末日までに')
  assert.equal(deadline('議員は、返還の日までに届け出なければならない。'), '返還の日までに')
  assert.equal(deadline('所属長は、翌月10日までに報告しなければならない。'), '翌月10日までに')
  assert.equal(deadline('所属長は、事後遅滞なく報告しなければならない。'), '事後遅滞なく')
})

test('several classes under one name, each told', () => {
  const target = (text: string) => normOf(text).targetClass
  assert.equal(target('機密性2及び3の情報を送ってはならない。'), 'C2|C3')
  assert.equal(target('自治体機密性3A、3B及び3Cの情報を送ってはならない。'), 'C3A|C3B|C3C')
  assert.equal(target('機密性2、3月末の情報を送ってはならない。'), 'C2')
})

test('what is excepted by をのぞくほか, by a noun and in brackets', () => {
  assert.equal(
    normOf('職員等は、所属長が認めた場合を除くほか、持ち出してはならない。').exception,
    '所属長が認めた場合',
  )
  assert.equal(normOf('職員等は、公表された情報を除き、持ち出してはならない。').exception, '公表された情報')
  assert.equal(
    normOf('媒体の接続は禁止する(所属長の許可を得た場合を除く。)。').exception,
    '所属長の許可を得た場合',
  )
})
