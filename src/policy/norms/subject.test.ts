import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normOf, normsOf } from './norms.fixture.ts'

const who = (text: string) => {
  const { roles, join } = normOf(text).subject
  return [roles.map((r) => r.word).join('+'), join]
}

test('a role with は acts, also after a condition and with brackets between', () => {
  assert.deepEqual(who('障害が起きた場合、統括情報セキュリティ責任者は、回線を止めなければならない。'), [
    '統括情報セキュリティ責任者',
    'single',
  ])
  assert.deepEqual(who('職員等(臨時の者を含む。)は、定めに従わなければならない。'), ['職員等', 'single'])
})

test('情報セキュリティ責任者 is not read out of 統括情報セキュリティ責任者', () => {
  assert.equal(
    normOf('統括情報セキュリティ責任者は、点検しなければならない。').subject.roles[0]?.office,
    'chief-iso',
  )
  assert.equal(
    normOf('情報セキュリティ責任者は、点検しなければならない。').subject.roles[0]?.office,
    'dept-iso',
  )
})

test('及び means all, 又は means any', () => {
  assert.deepEqual(who('統括情報セキュリティ責任者及び情報セキュリティ管理者は、監視しなければならない。'), [
    '統括情報セキュリティ責任者+情報セキュリティ管理者',
    'all',
  ])
  assert.deepEqual(who('統括情報セキュリティ責任者又は情報セキュリティ管理者は、監視しなければならない。'), [
    '統括情報セキュリティ責任者+情報セキュリティ管理者',
    'any',
  ])
})

test('who manages a system is another office than who manages a section', () => {
  const { roles } = normOf(
    '当該情報システムを所管する情報セキュリティ管理者は、試験を行わなければならない。',
  ).subject
  assert.equal(roles[0]?.office, 'system-sec-manager')
})

test('of what is done by somebody, he who does it is the subject', () => {
  assert.deepEqual(who('鍵の管理は、総括責任者が行うものとする。'), ['総括責任者', 'single'])
  assert.deepEqual(who('委員会は、委員長が招集する。'), ['委員長', 'single'])
})

test('somebody may be named only by what he does', () => {
  const [carrier] = normOf('情報資産を運搬する者は、許可を得なければならない。').subject.roles
  assert.deepEqual([carrier?.word, carrier?.office], ['情報資産を運搬する者', 'actor:carrier'])
  const { roles, join } = normOf('申請を行う者とその許可を行う者は、同じ者が兼ねてはならない。').subject
  assert.deepEqual([roles.length, join], [2, 'all'])
})

test('the deputy acts for the head of security', () => {
  const { roles } = normOf(
    '最高情報セキュリティ責任者に事故があるときは、総務部長がその職務を代理する。',
  ).subject
  assert.deepEqual(roles, [{ word: '総務部長', office: 'ciso-acting' }])
})

test('the short name is meant from where it is given', () => {
  const norms = normsOf(
    ['1', '職員及び派遣された者(以下「従事者」という。)は、定めに従わなければならない。'],
    ['2', '従事者は、席を離れるときは画面を隠さなければならない。'],
  )
  assert.deepEqual(
    norms.map((n) => n.subject.roles.map((r) => r.word)),
    [['従事者'], ['従事者']],
  )
})

test('a sentence without a subject takes it from its lead-in, else from the sentence before, and says so', () => {
  const norms = normsOf(
    ['1', '職員等は、次の事項を守らなければならない。', { type: 'lead-in' }],
    ['1-(1)', '合言葉を人に教えてはならない。', { level: '(N)' }],
    ['2', '所属長は、台帳を備えなければならない。また、年1回点検しなければならない。'],
  )
  assert.deepEqual(
    norms.map((n) => [n.id, n.subject.roles[0]?.word, n.subject.from, n.colour.subject]),
    [
      ['1-(1)', '職員等', 'lead-in', 'amber'],
      ['2', '所属長', 'text', 'green'],
      ['2#2', '所属長', 'previous', 'amber'],
    ],
  )
})

test('he who judges in a condition does not act', () => {
  assert.deepEqual(
    normOf('違反が重いと所属長が判断した場合は、計画に従って対処しなければならない。').subject.roles,
    [],
  )
  assert.equal(
    normOf('違反が重いと所属長が判断した場合は、計画に従って対処しなければならない。').colour.subject,
    'red',
  )
})

test('the body in which something is decided decides', () => {
  assert.deepEqual(who('対策を統一して行うため、情報セキュリティ委員会において、重要な事項を決定する。'), [
    '情報セキュリティ委員会',
    'single',
  ])
})

test('an office is told by who holds it, where its word does not tell', () => {
  const officeOf = (word: string, ...texts: readonly string[]) => {
    const norms = normsOf(...texts.map((t, i) => [`${i + 1}`, t] as const), [
      '99',
      `${word}は、定めを守らなければならない。`,
    ])
    return norms.at(-1)?.subject.roles[0]?.office
  }
  assert.equal(
    officeOf(
      '情報システム管理者',
      '各情報システムの担当課等の長を、当該情報システムに関する情報システム管理者とする。',
    ),
    'system-sec-manager',
  )
  assert.equal(
    officeOf(
      '情報システム担当者',
      '情報システム管理者の指示に従い、情報システムの運用の作業を行う者を、情報システム担当者とする。',
    ),
    'sec-leader',
  )
  assert.equal(officeOf('情報管理者', '学校に情報管理者を置き、校長をもって充てる。'), 'sec-manager')
  assert.equal(
    officeOf('情報担当者', '学校に情報担当者を置き、校長が教職員のうちから指名する。'),
    'sec-leader',
  )
  assert.equal(
    officeOf('情報管理担当課長', '各課の長は、情報管理担当課長として、情報資産を管理する。'),
    'sec-manager',
  )
  assert.equal(
    officeOf('情報統括管理者', 'CIOを補佐する者として情報統括管理者を置き、事務局長をもってこれに充てる。'),
    'chief-iso',
  )
  assert.equal(officeOf('総務課長', '総務課長は、統括管理者を補佐する。'), null)
})

test('nouns for persons are subjects, whatever post they are', () => {
  for (const word of ['隊員', '検針員', '議員', '運転士', '傍聴人', '企業長'])
    assert.deepEqual(who(`${word}は、端末を離れるときは、画面を消さなければならない。`), [word, 'single'])
  assert.deepEqual(who('任期の延長は、書面により行わなければならない。'), ['', 'none'])
  assert.deepEqual(who('浄水場長及び営業所長(以下「場所長」という。)は、設備を守らなければならない。'), [
    '場所長',
    'single',
  ])
})

test('who calls a meeting acts, not the meeting', () => {
  assert.deepEqual(who('会議は、局長が招集し、その議長となる。'), ['局長', 'single'])
})

test('what sets an office up takes no subject from the provision before', () => {
  const norms = normsOf(['1', '所属長は、台帳を備えなければならない。'], ['2', '町に情報安全会議を置く。'])
  assert.deepEqual(norms[1]?.subject.roles, [])
})

test('申請者 and 許可者 are told by what they do, and both are meant', () => {
  assert.deepEqual(
    normOf('申請者と許可者は、やむを得ない場合を除き兼ねない。').subject.roles.map((r) => r.office),
    ['actor:applicant', 'actor:approver'],
  )
})

test('who is named by も, にあっては or においては acts', () => {
  assert.deepEqual(who('病院が行う点検には、部門長も、協力しなければならない。'), ['部門長', 'single'])
  assert.deepEqual(who('推進員にあっては、端末の状況を確かめること。'), ['推進員', 'single'])
  assert.deepEqual(who('看護部及び薬剤部においては、紙の様式を備えておかなければならない。'), [
    '看護部+薬剤部',
    'all',
  ])
  assert.deepEqual(who('支所にあっては、支所長が前項の措置を講じなければならない。'), ['支所長', 'single'])
})

test('who is told or made to act does not act himself', () => {
  assert.deepEqual(who('来訪する業者に対しては、警備員が立ち会わなければならない。'), ['警備員', 'single'])
  const norms = normsOf(
    ['1', '保守業者は、作業を終えたら鍵を返さなければならない。'],
    ['2', '保守業者には、作業の報告書を提出させるものとする。'],
  )
  assert.deepEqual(norms[1]?.subject.roles, [])
})

test('what must be done to a thing is not laid on whoever was spoken of in another provision', () => {
  const norms = normsOf(
    ['1', '受付員は、来訪者の氏名を控えなければならない。'],
    ['2', '写しは、毎日取得されなければならない。'],
  )
  assert.deepEqual(norms[1]?.subject.roles, [])
})

test('a section in which something is kept or done does it; outside and part are no sections', () => {
  assert.deepEqual(who('入室の記録は、電算課において5年間保存するものとする。'), ['電算課', 'single'])
  assert.deepEqual(who('医療情報部は、利用者番号を発行する。'), ['医療情報部', 'single'])
  assert.deepEqual(who('設備の一部は、定期に交換しなければならない。'), ['', 'none'])
})

test('the staff of one section, and the people of a contractor, are not the staff', () => {
  assert.deepEqual(who('引渡しは、総務課の職員が立ち会って行わなければならない。'), [
    '総務課の職員',
    'single',
  ])
  const { roles, join } = normOf('職員等及び委託先の従業員は、身分証を携えなければならない。').subject
  assert.deepEqual(roles, [
    { word: '職員等', office: 'staff' },
    { word: '委託先の従業員', office: 'vendor' },
  ])
  assert.equal(join, 'all')
})

test('the head of whichever section does something is named by what it does', () => {
  assert.deepEqual(who('委託を行う課の長は、契約書を備えなければならない。'), ['委託を行う課の長', 'single'])
})

test('those listed are the subject of the sentence that opens the list', () => {
  const norms = normsOf(
    ['1', '次の各号に掲げる者は、媒体を使用してはならない。', { type: 'lead-in' }],
    ['1-(1)', '指名を受けていない者', { level: '(N)' }],
    ['1-(2)', '研修を受けていない者', { level: '(N)' }],
  )
  assert.deepEqual(
    norms.map((n) => [n.id, n.subject.roles[0]?.word, n.modality]),
    [['1', '次の各号に掲げる者', 'prohibition']],
  )
})

test('which of the staff, whose people and which heads are meant is read with them', () => {
  assert.deepEqual(who('機器の故障を認めた職員は、申し出なければならない。'), [
    '機器の故障を認めた職員',
    'single',
  ])
  const people = normsOf(
    ['1', '修理業者は、秘密を守らなければならない。'],
    ['2', '修理業者の従業員は、指示に従わなければならない。'],
  )
  assert.equal(people[1]?.subject.roles[0]?.word, '修理業者の従業員')
  assert.deepEqual(who('所属長及び各課の長は、監査に応じなければならない。'), ['所属長+各課の長', 'all'])
})

test('who does it instead is learned as somebody', () => {
  const norms = normsOf(['1', '切替えは、病院長が行う。ただし、病院長が不在のときは、副院長がこれを行う。'])
  assert.deepEqual(
    norms.at(-1)?.subject.roles.map((r) => r.word),
    ['副院長'],
  )
})
