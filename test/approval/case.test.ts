import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import {
  lastForm,
  listApplications,
  previewApplication,
  readAfterwards,
  saveDraft,
  fileApplication,
  formSheet,
  today,
} from '#engine/procedure/contract.ts'
import { lapseGranted, remindOverdue } from '#engine/procedure/daily.ts'
import { registerList } from '#engine/register/contract.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { makeWorld } from '#test/world.ts'

const world = await makeWorld({ after })
const { city } = world
const system = { kind: 'system', job: 'daily' } as const
const morning = '2026-11-24T10:00:00+09:00'

afterEach(() => world.at(morning))

const refused = (code: string, sentence?: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code)
  if (sentence !== undefined) assert.match(error.message, sentence)
  return true
}

test('a whole day: filed, permitted, taken out, returned; the book is written by the events', async () => {
  world.at(morning)
  const id = await city.file()
  const filed = await city.show('manager', id)
  assert.equal(filed.state, 'waiting')
  assert.match(filed.number ?? '', /^長寿第\d+号$/)
  assert.equal(filed.step?.officeWord, '情報セキュリティ管理者')
  assert.deepEqual(
    filed.acts.filter((each) => each.allowed).map((each) => each.word),
    ['許可', '不許可', '差戻し'],
  )

  assert.equal((await city.decide('manager', id)).state, 'granted')
  world.at('2026-11-25T09:00:00+09:00')
  assert.equal((await city.follow('applicant', id, 'start')).state, 'in-use')
  world.at('2026-12-01T16:00:00+09:00')
  assert.equal((await city.follow('leader', id, 'finish', '異常なし')).state, 'done')

  const { rows } = await city.run('manager', registerList, { register: 'carry-book' })
  assert.equal(rows.length, 1)
  const done = await city.show('applicant', id)
  assert.deepEqual(
    done.events.map((event) => event.act),
    ['申請', '許可', '持出し', '返却の確認'],
  )
  assert.equal(done.decisions[0]?.decider.name, '佐伯 真由美')
  assert.equal(done.edition.editionId, city.editionId)
})

test('sent back with a reason, mended and filed again: the hash changes and the history says what changed', async () => {
  const id = await city.file()
  const first = await city.show('applicant', id)
  await city.decide('manager', id, 'send-back', { reason: '返却予定日を早めてください' })
  await city.run('applicant', fileApplication, {
    procedure: 'carry-out',
    applicationId: id,
    form: city.form({ to: '2026-12-01' }),
  })
  const second = await city.show('applicant', id)
  assert.equal(second.round, 2)
  assert.equal(second.number, first.number)
  assert.notEqual(second.contentHash, first.contentHash)
  assert.deepEqual(second.events.at(-1)?.changed, ['返却予定日'])
  await assert.rejects(
    city.decide('manager', id, 'grant', { contentHash: first.contentHash }),
    refused('conflict'),
  )
  assert.equal((await city.decide('manager', id)).state, 'granted')
})

test('refusing and sending back need a reason', async () => {
  const id = await city.file()
  for (const act of ['refuse', 'send-back'] as const) {
    await assert.rejects(city.decide('manager', id, act, { reason: ' ' }), refused('invalid', /理由/))
  }
  assert.equal((await city.decide('manager', id, 'refuse', { reason: '必要がありません' })).state, 'refused')
})

test('pulled back it can be mended; withdrawn it is over', async () => {
  const id = await city.file()
  assert.equal((await city.follow('applicant', id, 'pull-back')).state, 'pulled-back')
  await assert.rejects(city.decide('manager', id), refused('conflict', /引き戻し/))
  assert.equal((await city.follow('applicant', id, 'withdraw')).state, 'withdrawn')
  await assert.rejects(
    city.run('applicant', fileApplication, { procedure: 'carry-out', applicationId: id, form: city.form() }),
    refused('conflict'),
  )
})

test('a draft is kept half-written and becomes the case when filed', async () => {
  const { applicationId } = await city.run('applicant', saveDraft, {
    procedure: 'carry-out',
    form: { purpose: '途中まで' },
  })
  assert.equal((await city.show('applicant', applicationId)).state, 'draft')
  const filed = await city.run('applicant', fileApplication, {
    procedure: 'carry-out',
    applicationId,
    form: city.form(),
  })
  assert.equal(filed.applicationId, applicationId)
})

test('while the manager is away the first deputy decides with 代決, and the manager reads it afterwards', async () => {
  world.at('2027-01-12T10:00:00+09:00')
  await city.absent('manager', '2027-01-12', '2027-01-14')
  const id = await city.file('applicant', { from: '2027-01-13', to: '2027-01-20' })
  const seen = await city.show('deputy', id)
  assert.equal(seen.acts.find((each) => each.act === 'grant')?.capacity, '代決')
  await assert.rejects(city.decide('second', id), refused('not-found'))
  await city.decide('deputy', id)
  const decided = await city.show('manager', id)
  assert.equal(decided.decisions[0]?.capacity, '代決')
  assert.equal(decided.decisions[0]?.afterReading?.mine, true)
  world.at('2027-01-15T09:00:00+09:00')
  const { afterReadings } = await city.run('manager', today, {})
  assert.deepEqual(
    afterReadings.map((each) => each.applicationId),
    [id],
  )
  const decisionId = decided.decisions[0]?.decisionId ?? ''
  await assert.rejects(city.run('director', readAfterwards, { decisionId }), refused('not-found'))
  await city.run('manager', readAfterwards, { decisionId })
  await assert.rejects(city.run('manager', readAfterwards, { decisionId }), refused('conflict'))
})

test('when the first deputy applies while the manager is away, the second one decides', async () => {
  world.at('2027-01-13T10:00:00+09:00')
  const id = await city.file('deputy', { from: '2027-01-14', to: '2027-01-20' })
  await assert.rejects(city.decide('deputy', id), refused('forbidden', /あなた自身の申請/))
  const inbox = await city.run('second', listApplications, { view: 'inbox' })
  assert.deepEqual(
    inbox.rows.map((row) => row.applicationId),
    [id],
  )
  assert.equal((await city.decide('second', id)).state, 'granted')
})

test('when the manager applies, the case goes one office up by itself', async () => {
  const id = await city.file('manager')
  const seen = await city.show('director', id)
  assert.equal(seen.step?.raised, true)
  assert.equal(seen.step?.officeWord, '情報セキュリティ責任者')
  await assert.rejects(city.decide('manager', id), refused('forbidden', /あなた自身の申請/))
  assert.equal((await city.decide('director', id)).state, 'granted')
})

test('where the office is vacant nothing can be filed, and the reason is said', async () => {
  await assert.rejects(city.file('orphan', { assets: [city.assets.orphan] }), refused('conflict'))
  const preview = await city.run('orphan', previewApplication, {
    procedure: 'carry-out',
    form: city.form({ assets: [city.assets.orphan] }),
  })
  assert.equal(preview.route.kind, 'gap')
})

test('an asset of another section cannot be taken out, and its existence is not told', async () => {
  await assert.rejects(city.file('applicant', { assets: [city.assets.foreign] }), (error: unknown) => {
    assert.ok(error instanceof Refusal)
    assert.equal(error.problems[0]?.at, 'assets')
    return true
  })
})

test('the return is confirmed by somebody else than who took it', async () => {
  const id = await city.file('leader')
  await city.decide('manager', id)
  world.at('2026-11-25T09:00:00+09:00')
  await city.follow('leader', id, 'start')
  await assert.rejects(
    city.follow('leader', id, 'finish', '異常なし'),
    refused('forbidden', /あなた自身の申請/),
  )
  await assert.rejects(city.follow('manager', id, 'finish'), refused('invalid', /異常の有無/))
  assert.equal((await city.follow('manager', id, 'finish', '異常なし')).state, 'done')
})

test('a permission cannot be used before its first day or after its last, and lapses by itself', async () => {
  const id = await city.file()
  await city.decide('manager', id)
  await assert.rejects(city.follow('applicant', id, 'start'), refused('forbidden', /11月25日/))
  world.at('2026-12-09T10:00:00+09:00')
  await assert.rejects(city.follow('applicant', id, 'start'), refused('forbidden', /期限/))
  assert.deepEqual(await city.run(system, lapseGranted, { applicationId: id }), { lapsed: true })
  assert.equal((await city.show('applicant', id)).state, 'lapsed')
  assert.deepEqual(await city.run(system, lapseGranted, { applicationId: id }), { lapsed: false })
})

test('a late return is reminded of once a day, by mail to who took it and who answers for it', async () => {
  const id = await city.file()
  await city.decide('manager', id)
  world.at('2026-11-25T09:00:00+09:00')
  await city.follow('applicant', id, 'start')
  world.at('2026-12-10T08:00:00+09:00')
  assert.deepEqual(await city.run(system, remindOverdue, { applicationId: id }), { sent: true })
  assert.deepEqual(await city.run(system, remindOverdue, { applicationId: id }), { sent: false })
  const mails = await world.db.readTenant(world.tenantId, (tx) =>
    tx.selectFrom('job').select('data').where('name', '=', 'mail.send').execute(),
  )
  assert.equal(mails.length, 2)
  assert.match(JSON.stringify(mails), /2日過ぎ/)
  const { rows } = await city.run('manager', listApplications, { view: 'office', overdue: true })
  assert.ok(rows.some((row) => row.applicationId === id && row.overdueDays === 2))
  await assert.rejects(city.run('manager', remindOverdue, { applicationId: id }), refused('forbidden'))
})

test('the form is filled from last time, without its dates', async () => {
  const last = await city.run('applicant', lastForm, { procedure: 'carry-out' })
  assert.ok(last !== null)
  assert.equal(last.form['destination'], '市内の調査対象者宅(3か所)')
  assert.equal(last.form['from'], undefined)
  assert.equal(last.entries[0]?.label, '要介護認定調査票')
})

test('the inbox, my cases and the home page show what is mine to do', async () => {
  const id = await city.file()
  const inbox = await city.run('manager', listApplications, { view: 'inbox' })
  assert.ok(inbox.rows.some((row) => row.applicationId === id && row.classLabel === '機密性3'))
  const none = await city.run('stranger', listApplications, { view: 'inbox' })
  assert.equal(none.total, 0)
  const mine = await city.run('applicant', listApplications, { view: 'mine' })
  assert.ok(mine.rows.every((row) => row.mine))
  const home = await city.run('manager', today, {})
  assert.ok(home.counts.waiting >= 1)
  assert.deepEqual(home.standingWords, ['情報セキュリティ管理者'])
})

test('the case prints as a form of the city', async () => {
  const id = await city.file()
  const sheet = await city.run('applicant', formSheet, { applicationId: id })
  assert.equal(Buffer.from(sheet.body.slice(0, 5)).toString(), '%PDF-')
  assert.match(sheet.fileName, /^様式第4号_長寿第\d+号\.pdf$/)
})
