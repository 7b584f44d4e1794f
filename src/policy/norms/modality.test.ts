import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normOf, normsOf } from './norms.fixture.ts'
import type { Modality } from './types.ts'

const says = (modality: Modality, ...sentences: readonly string[]) => {
  for (const s of sentences) assert.equal(normOf(s).modality, modality, s)
}

test('a duty ends with なければならない, ものとする, こと or a plain verb', () => {
  says(
    'obligation',
    '職員等は、離席する際に画面を隠さなければならない。',
    '所属長は、台帳を備えるものとする。',
    '端末は鍵のかかる場所に置くこと。',
    '所属長は、管理者を補佐する。',
    '職員等は、権限を設定しなければならならない。',
  )
})

test('what must not be is a prohibition, however it is said', () => {
  says(
    'prohibition',
    '職員等は、合言葉を人に教えてはならない。',
    '職員等は、私物の端末をつながないこと。',
    '受託者は、再委託をしないものとする。',
    '私物の媒体の使用は、禁止する。',
    '来庁者は、機器室に入ることができない。',
    '手順書は、公にすると支障が出るため、非公開とする。',
    '必要以上の複製の禁止',
  )
})

test('that something does not happen is a duty to see to it, not a prohibition', () => {
  says(
    'obligation',
    '所属長は、外から見えないようにしなければならない。',
    '職員等は、他人に見られることのないようにすること。',
  )
})

test('ことができる permits, also with ものとする', () => {
  says(
    'permission',
    '所属長は、利用を止めることができる。',
    '別の規程に定めがあるときは、それに従うことができるものとする。',
    'ただし、所属長が認めた場合は、この限りでない。',
    'ただし、印刷だけをする機器は除く。',
    '緊急の場合は、口頭で報告すればよい。',
  )
})

test('努める is an effort, unless something stricter stands before it', () => {
  says('effort', '職員等は、知識の向上に努めなければならない。', '所属長は、冗長化に努めるものとする。')
  says('obligation', '所属長は、記録を残すとともに、関係機関との連携に努めなければならない。')
})

test('rights and posts are authority', () => {
  says(
    'authority',
    '管理者は、最終の決定権限及び責任を有する。',
    '統括管理者は、副町長をもって充てる。',
    '町に、統括管理者を置く。',
    '技監をCISOとする。',
    'この規程に定めるもののほか、必要な事項は、町長が別に定める。',
  )
})

test('equipment that is put somewhere is no post', () => {
  says(
    'obligation',
    '所属長は、出入口に監視装置を設置する。',
    '所属長は、出入記録簿を設け、これを保管するものとする。',
  )
})

test('what a word means, what a text is for and from when it counts are definitions', () => {
  says(
    'definition',
    '管理区域とは、基幹の機器を置く部屋をいう。',
    'この規程は、端末の扱いに関し必要な事項を定めるものとする。',
    'この要綱は、情報資産を守ることを目的とする。',
    'この訓令は、令和7年4月1日から施行する。',
    'この訓令における用語の意味は、法の例による。',
    '貸出しの期間は、年度の末日までとする。',
  )
})

test('nouns of a list do what their opening says', () => {
  const norms = normsOf(
    ['1', '職員等は、次の行為をしてはならない。', { type: 'lead-in' }],
    ['1-(1)', '合言葉の共用', { level: '(N)' }],
    ['1-(2)', '無断で持ち出すこと。', { level: '(N)' }],
  )
  assert.deepEqual(
    norms.map((n) => [n.id, n.modality, n.subject.from]),
    [
      ['1-(1)', 'prohibition', 'lead-in'],
      ['1-(2)', 'prohibition', 'lead-in'],
    ],
  )
})

test('to be bound by a duty is a duty; to hold rights and duties is authority', () => {
  says('obligation', '職員等は、この要領を守る義務を負う。')
  says('authority', '統括管理者は、情報の管理に関する権限及び責任を有する。')
})

test('how another rule is read, and what counts as done, are definitions without time or deadline', () => {
  for (const s of [
    '前条の定めは、指定管理者について準用する。',
    'この場合において、同条中「職員」とあるのは「従業者」と読み替えるものとする。',
    'この訓令の施行の日の前日までに受けた許可は、この訓令により受けた許可とみなす。',
    '令和5年度以前に作った台帳については、なお従前の例による。',
  ]) {
    const norm = normOf(s)
    assert.deepEqual([norm.modality, norm.trigger.type, norm.deadline], ['definition', 'none', null], s)
  }
})

test('同様とする repeats what the sentence before demands, and says that it only took it over', () => {
  const norms = normsOf([
    '1',
    '職員は、知り得た秘密を漏らしてはならない。その職を離れた後も、また、同様とする。',
  ])
  const second = norms[1]
  assert.deepEqual(
    [second?.modality, second?.colour.modality, second?.subject.from, second?.subject.roles[0]?.word],
    ['prohibition', 'amber', 'previous', '職員'],
  )
})

test('of two demands in one sentence the last is told, in amber', () => {
  const two = normOf('隊員は、画像を渡してはならず、求めがあったときは、署長に引き継がなければならない。')
  assert.deepEqual([two.modality, two.colour.modality], ['obligation', 'amber'])
  const one = normOf('職員等は、日時を記録し、所属長に報告しなければならない。')
  assert.deepEqual([one.modality, one.colour.modality], ['obligation', 'green'])
})

test('who bears the responsibility, and who is to settle a matter by a separate rule, has authority', () => {
  assert.equal(normOf('運用の責任は、病院長が負う。').modality, 'authority')
  assert.equal(normOf('持出しの手続については、情報課長が別に定める。').modality, 'authority')
})
