import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normOf } from './norms.fixture.ts'

const asks = (text: string) => {
  const a = normOf(text).approval
  return a === null
    ? null
    : `${a.applicant.map((r) => r.word).join('+')}→${a.approver.map((r) => r.word).join('+')} ${a.join} ${a.act} ${a.when}`
}

test('whose permission must be obtained, by whom', () => {
  assert.equal(
    asks('職員等は、媒体を持ち出すときは、あらかじめ所属長の許可を得なければならない。'),
    '職員等→所属長 single 許可 before',
  )
  assert.equal(
    asks('所属長は、外部とつなぐ場合、CISO及び統括情報セキュリティ責任者の承認を得なければならない。'),
    '所属長→CISO+統括情報セキュリティ責任者 all 承認 before',
  )
  assert.equal(
    asks('職員等は、情報セキュリティ管理者の許可なく設定を変えてはならない。'),
    '職員等→情報セキュリティ管理者 single 許可 before',
  )
})

test('a request handed to somebody is granted by him', () => {
  assert.equal(
    asks('職員等は、使用願を所属長に差し出し、その承認を得なければならない。'),
    '職員等→所属長 single 承認 before',
  )
})

test('who is only passed through does not approve', () => {
  assert.equal(
    asks('職員等は、所属長を経由して申請書を提出し、CISOの承認を受けなければならない。'),
    '職員等→CISO single 承認 before',
  )
})

test('report and submission alone are no approval', () => {
  assert.equal(asks('職員等は、速やかに所属長に報告しなければならない。'), null)
  assert.equal(asks('所属長は、届書をCISOに提出しなければならない。'), null)
})

test('permission that is only guarded against is none', () => {
  assert.equal(
    asks(
      '職員等は、所属長の許可なく画面を見られることがないように、席を離れる際に画面を隠さなければならない。',
    ),
    null,
  )
})

test('each act of involvement keeps its name, and whether it comes afterwards', () => {
  assert.equal(
    asks('所属長は、統括情報セキュリティ責任者と協議しなければならない。'),
    '所属長→統括情報セキュリティ責任者 single 協議 before',
  )
  assert.equal(
    asks('所属長は、手順を作るときは、統括情報セキュリティ責任者に意見を求めなければならない。'),
    '所属長→統括情報セキュリティ責任者 single 意見 before',
  )
  assert.equal(
    asks('職員等は、媒体を失ったときは、所属長に届け出なければならない。'),
    '職員等→所属長 single 届出 before',
  )
  assert.equal(
    asks('所属長は、緊急の場合は、事後速やかにCISOの承認を得るものとする。'),
    '所属長→CISO single 承認 after',
  )
})

test('what must not be done without having been permitted, also by the body itself', () => {
  assert.equal(asks('受託者は、町の承認を得ないで再委託をしてはならない。'), '受託者→町 single 承認 before')
  assert.equal(
    asks('職員等は、所属長の許可を受けずに端末を持ち出してはならない。'),
    '職員等→所属長 single 許可 before',
  )
  assert.equal(normOf('受託者は、町の承認を得ないで再委託をしてはならない。').modality, 'prohibition')
})

test('whom an office chose keeps the words that say so', () => {
  assert.equal(
    asks('室に入る者は、所属長又はその指定する職員の許可を受けなければならない。'),
    '室に入る者→所属長+その指定する職員 any 許可 before',
  )
})
