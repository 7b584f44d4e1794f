import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normOf, normsOf } from './norms.fixture.ts'

const when = (text: string) => {
  const { type, cadence, eventText } = normOf(text).trigger
  return [type, cadence, eventText]
}

test('how often, as a duration where the text gives a number', () => {
  assert.deepEqual(when('所属長は、台帳を年1回以上点検しなければならない。'), ['periodic', 'P1Y', null])
  assert.deepEqual(when('所属長は、台帳を毎月点検しなければならない。'), ['periodic', 'P1M', null])
  assert.deepEqual(when('所属長は、半年ごとに設定を点検するものとする。'), ['periodic', 'P6M', null])
  assert.deepEqual(when('所属長は、3月に1回、現物を照合しなければならない。'), ['periodic', 'P3M', null])
  assert.deepEqual(when('所属長は、定期的に点検しなければならない。'), ['periodic', null, null])
  assert.deepEqual(when('所属長は、定期的に又は必要に応じて点検しなければならない。'), [
    'periodic-or-event',
    null,
    null,
  ])
})

test('how long something is kept is no cadence', () => {
  assert.deepEqual(when('所属長は、記録を5年間保存しなければならない。'), ['continuous', null, null])
})

test('at what event, with the words that say so', () => {
  assert.deepEqual(when('職員等は、媒体を持ち出す場合には、許可証を携えなければならない。'), [
    'event',
    null,
    '媒体を持ち出す場合',
  ])
  assert.equal(when('情報資産を運搬する者は、箱に鍵をかけなければならない。')[0], 'event')
})

test('always, where nothing says when', () => {
  assert.equal(when('所属長は、通信を常時監視しなければならない。')[0], 'continuous')
  assert.equal(when('職員等は、業務の遂行に当たって定めを守らなければならない。')[0], 'continuous')
})

test('an exception is no event', () => {
  assert.deepEqual(when('職員等は、やむを得ない場合を除き、媒体を使ってはならない。'), [
    'continuous',
    null,
    null,
  ])
})

test('every so many days, months or years', () => {
  for (const [text, cadence] of [
    ['職員等は、合言葉を90日以内ごとに変えなければならない。', 'P90D'],
    ['所属長は、3年に1回以上監査を受けなければならない。', 'P3Y'],
    ['所属長は、手順を3年ごとに見直さなければならない。', 'P3Y'],
    ['所属長は、手順を2年に1度見直さなければならない。', 'P2Y'],
    ['所属長は、四半期ごとに台帳を照合しなければならない。', 'P3M'],
    ['所属長は、月末に台帳を照合しなければならない。', 'P1M'],
    ['校長は、学期ごとに媒体を数えなければならない。', null],
  ] as const)
    assert.deepEqual(when(text), ['periodic', cadence, null], text)
  assert.equal(normOf('職員等は、合言葉を90日以内ごとに変えなければならない。').deadline, null)
})

test('次第, 作成時に and 導入の際 are events; a condition that goes on is told whole, without what it overrides', () => {
  assert.equal(
    when('所属長は、紛失の通報があり次第、そのカードを止めなければならない。')[2],
    '紛失の通報があり次第',
  )
  assert.equal(when('職員等は、情報の作成時に分類を定めなければならない。')[2], '情報の作成時')
  assert.equal(
    when('所属長は、急を要する場合であって、例外が避けられないときは、CISOに報告しなければならない。')[2],
    '急を要する場合であって、例外が避けられないとき',
  )
  assert.equal(
    when('前2条の規定にかかわらず、災害があるときは、所属長は、必要な措置をとることができる。')[2],
    '災害があるとき',
  )
})

test('what is agreed in a contract is agreed when the contract is made', () => {
  const norms = normsOf(
    ['1', '所属長は、処理を委託するときは、契約書に次の事項を明記しなければならない。', { type: 'lead-in' }],
    ['1-(1)', '秘密の保持', { level: '(N)' }],
    ['1-(2)', '事故発生時の報告義務', { level: '(N)' }],
  )
  assert.deepEqual(
    norms.map((n) => n.trigger.eventText),
    ['処理を委託するとき', '処理を委託するとき'],
  )
})

test('after something, upon something, and once a year besides', () => {
  assert.equal(when('職員等は、媒体を使用後、速やかに返さなければならない。')[0], 'event')
  assert.equal(when('保守業者は、設備に触れる際は、立会いを受けなければならない。')[2], '設備に触れる際')
  assert.equal(when('所属長は、採用時及び毎年度1回、研修を行わなければならない。')[0], 'periodic-or-event')
})
