import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  commentOn,
  listApplications,
  renewableApplications,
  renewApplication,
  setParameter,
  setRole,
  setTiers,
} from '#engine/procedure/contract.ts'
import { lapseForEntries } from '#engine/procedure/lapse.ts'
import { casesWithLateSeats, remindSeats } from '#engine/procedure/remind-seats.ts'
import { bindOwn, ownProcedures } from '#test/own-procedures.ts'
import { makeWorld, type Who } from '#test/world.ts'
import { deskOf, refused } from './desk.ts'

const world = await makeWorld({ after }, { procedures: ownProcedures })
const { city } = world
before(() => bindOwn(city))
const { file, act, seats } = deskOf(city)

test('what is only seen to its end is finished without having been begun', async () => {
  const id = await file('applicant', 'either')
  await act('chief', id, 'grant')
  await assert.rejects(city.follow('applicant', id, 'finish'), refused('forbidden', /あなた自身/))
  assert.equal((await city.follow('leader', id, 'finish')).state, 'done')
})

test('whoever permitted takes it back, with a reason; nobody else does', async () => {
  const id = await file('applicant', 'either')
  await act('director', id, 'grant')
  await assert.rejects(
    city.follow('leader', id, 'revoke', '誤り'),
    refused('forbidden', /情報セキュリティ責任者/),
  )
  await assert.rejects(city.follow('director', id, 'revoke'), refused('invalid', /理由/))
  assert.equal((await city.follow('director', id, 'revoke', '前提が変わったため')).state, 'revoked')
  await assert.rejects(
    city.follow('director', id, 'revoke', 'もう一度'),
    refused('conflict', /取り消されています/),
  )
})

test('a permission about a line ends when the line is classified anew, where its procedure says so', async () => {
  const id = await file('applicant', 'kept', { assets: [city.assets.foreign] })
  await act('strangerManager', id, 'grant')
  const ended = await city.perform(async (doing) => {
    const why = '分類が変わったため'
    const row = await doing.tx
      .selectFrom('register_entry')
      .select('values')
      .where('entry_id', '=', city.assets.foreign)
      .executeTakeFirstOrThrow()
    const line = { entryId: city.assets.foreign, values: row.values }
    assert.deepEqual(await lapseForEntries(doing, ownProcedures, [line], why), [])
    const anew = {
      ...line,
      values: { ...row.values, integrity: row.values['integrity'] === '1' ? '2' : '1' },
    }
    const cases = await lapseForEntries(doing, ownProcedures, [anew], why)
    doing.recorder.describe({
      act: '分類の見直し',
      subject: { kind: 'register_entry', id: city.assets.foreign },
    })
    return cases
  })
  assert.ok(ended.some((each) => each.applicationId === id))
  const seen = await city.show('applicant', id)
  assert.equal(seen.state, 'lapsed')
  assert.equal(seen.events.at(-1)?.note, '分類が変わったため')
})

test('the city says who decides up to a size; anything larger goes where the clause sends it', async () => {
  await city.run('officer', setRole, { procedure: '*', role: 'system-admin', office: 'sec-manager' })
  const tiers = [{ atMost: { level: 1, lines: 1 }, office: 'sec-leader' as const }]
  await assert.rejects(
    city.run('officer', setTiers, { procedure: 'own-both', tiers }),
    refused('invalid', /専決区分で代えられる/),
  )
  await assert.rejects(
    city.run('officer', setTiers, { procedure: 'own-unknown-role', tiers: [{ atMost: {}, office: 'ciso' }] }),
    refused('invalid', /上限/),
  )
  await city.run('officer', setTiers, { procedure: 'own-unknown-role', tiers })
  const small = await file('applicant', 'unknown-role', { assets: [city.assets.leaflet] })
  const seen = await city.show('leader', small)
  assert.deepEqual(await seats(small), ['1.1 許可 sec-leader open'])
  assert.match(seen.steps[0]?.why ?? '', /^専決区分\(機密性1まで、1件まで\)により、/)
  assert.equal((await act('leader', small, 'grant')).state, 'granted')
  const strict = await file('applicant', 'unknown-role', { assets: [city.assets.survey] })
  assert.deepEqual(await seats(strict), ['1.1 許可 sec-manager open'])
  await city.run('officer', setTiers, { procedure: 'own-unknown-role', tiers: [] })
  const again = await file('applicant', 'unknown-role', { assets: [city.assets.leaflet] })
  assert.deepEqual(await seats(again), ['1.1 許可 sec-manager open'])
})

test('several may be granted at once where the city says so, never the strictest class and never one’s own', async () => {
  const usual = await file('applicant', 'yearly', { assets: [city.assets.leaflet] })
  const strict = await file('applicant', 'yearly', { assets: [city.assets.survey] })
  const bulkOf = async (who: Who) =>
    (await city.run(who, listApplications, { view: 'inbox', procedure: 'own-yearly', size: 100 })).rows
      .filter((row) => row.bulk !== null)
      .map((row) => row.applicationId)
  assert.deepEqual(await bulkOf('manager'), [])
  await city.run('officer', setParameter, { procedure: 'own-yearly', key: 'bulk-at-once', value: 20 })
  assert.deepEqual(await bulkOf('manager'), [usual])
  assert.notEqual(strict, usual)
})

test('a permission for the year is asked for again for the next one, once, and only by whose it is', async () => {
  const id = await file('applicant', 'yearly', { purpose: '今年度' })
  await act('manager', id, 'grant')
  assert.equal((await city.show('applicant', id)).validUntil, '2027-03-31')
  await assert.rejects(
    city.run('colleague', renewApplication, { applicationId: id }),
    refused('not-found', /見つかりません/),
  )
  const renewal = await city.run('applicant', renewApplication, { applicationId: id })
  const seen = await city.show('applicant', renewal.applicationId)
  assert.deepEqual([seen.state, seen.periodFrom, seen.validUntil], ['waiting', '2027-04-01', '2028-03-31'])
  await assert.rejects(
    city.run('applicant', renewApplication, { applicationId: id }),
    refused('conflict', /申請済み/),
  )
  const { rows } = await city.run('applicant', renewableApplications, { withinDays: 200 })
  assert.equal(rows.find((row) => row.applicationId === id)?.renewal?.number, renewal.number)
  const other = await file('applicant', 'either')
  await act('chief', other, 'grant')
  await assert.rejects(
    city.run('applicant', renewApplication, { applicationId: other }),
    refused('conflict', /更新できません/),
  )
})

test('a question is a task of the applicant until he answers, and the state of the case stays', async () => {
  const id = await file('applicant', 'either')
  await assert.rejects(
    city.run('stranger', commentOn, { applicationId: id, text: '見えますか' }),
    refused('not-found', /見つかりません/),
  )
  await city.run('director', commentOn, { applicationId: id, text: 'いつまでですか' })
  const tasks = () =>
    world.db.readTenant(city.tenantId, (tx) =>
      tx.selectFrom('task').select(['kind', 'state', 'person_id']).where('subject_id', '=', id).execute(),
    )
  assert.deepEqual(await tasks(), [
    { kind: 'application.question', state: 'open', person_id: city.ids.person.applicant },
  ])
  await city.run('applicant', commentOn, { applicationId: id, text: '年度末までです' })
  assert.deepEqual((await tasks()).map((task) => `${task.kind} ${task.state}`).toSorted(), [
    'application.answer open',
    'application.question done',
  ])
  const seen = await city.show('chief', id)
  assert.equal(seen.state, 'waiting')
  assert.deepEqual(
    seen.comments.map((each) => [each.author.name, each.text]),
    [
      ['大木 隆', 'いつまでですか'],
      ['田辺 彩', '年度末までです'],
    ],
  )
})

test('whoever has had his turn for too long is reminded, once a day', async () => {
  const id = await file('applicant', 'either')
  const late = (on: string) =>
    world.db.readTenant(city.tenantId, (tx) =>
      casesWithLateSeats(tx, { procedures: [], ownProcedures: async () => ownProcedures }, on),
    )
  assert.equal((await late('2026-11-27')).includes(id), false)
  assert.equal((await late('2026-12-01')).includes(id), true)
  world.at('2026-12-01T08:00:00+09:00')
  const scope = { tenantId: city.tenantId, actor: { kind: 'system', job: 'test' } as const }
  const remind = () => world.house.runner.run(remindSeats.name, scope, { applicationId: id })
  assert.deepEqual(await remind(), { sent: true })
  assert.deepEqual(await remind(), { sent: false })
  const mails = await world.db.readTenant(city.tenantId, (tx) =>
    tx.selectFrom('job').select('data').where('name', '=', 'mail.send').execute(),
  )
  const { number } = await city.show('applicant', id)
  const about = mails.filter(({ data }) =>
    JSON.stringify(data).includes(`決裁を待つ申請があります ${number}`),
  )
  assert.equal(about.length, 2, 'both who may decide')
})
