import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  fileApplication,
  formSheet,
  listApplications,
  previewApplication,
  readFile,
  resolveApplication,
  procedureKinds,
  setRole,
} from '#engine/procedure/contract.ts'
import { keepFile } from '#ground/files/service.ts'
import { newId } from '#ground/ids/ids.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { listMeetings } from '#rooms/1-organisation/council/contract.ts'
import { bindOwn, ownProcedures } from '#test/own-procedures.ts'
import { meetingsOf, withCouncil, yes } from '#test/council-city.ts'
import { makeWorld, VALID_FROM, type Who } from '#test/world.ts'
import { deskOf, refused } from './desk.ts'

const world = await makeWorld({ after }, { procedures: ownProcedures })
const { city } = world
before(() => bindOwn(city))
const { file, act, seats, waitsFor } = deskOf(city)

test('the whole way is shown before filing, with names and why, and nothing is stored', async () => {
  const { route } = await city.run('applicant', previewApplication, {
    procedure: 'own-both',
    form: { purpose: '試験' },
  })
  assert.ok(route.kind === 'steps')
  assert.deepEqual(
    route.steps.map((seat) => [seat.place, seat.word, seat.unitName, seat.deciders.map((each) => each.name)]),
    [
      [1, '経由', '長寿支援課', ['原 健']],
      [2, '許可', '長寿支援課', ['佐伯 真由美']],
      [2, '許可', null, ['長谷部 徹']],
    ],
  )
  assert.match(route.steps[0]?.why ?? '', /情報セキュリティ担当者が内容を確かめて次へ回します/)
})

test('経由 opens the next step; of 及び every seat must act, and each seat has its own decision', async () => {
  const id = await file('applicant', 'both')
  assert.equal(await waitsFor('leader', id), true)
  assert.equal(await waitsFor('manager', id), false)
  await assert.rejects(act('manager', id, 'grant'), refused('conflict', /「経由」の段/))
  await assert.rejects(act('stranger', id, 'pass'), refused('not-found', /見つかりません/))
  assert.equal((await act('leader', id, 'pass')).state, 'waiting')
  assert.equal(await waitsFor('manager', id), true)
  assert.equal(await waitsFor('chief', id), true)
  assert.equal((await act('chief', id, 'grant')).state, 'waiting')
  assert.equal(await waitsFor('chief', id), false)
  await assert.rejects(act('chief', id, 'grant'), refused('forbidden', /情報セキュリティ管理者/))
  assert.equal((await act('manager', id, 'grant')).state, 'granted')
  const seen = await city.show('applicant', id)
  assert.deepEqual(
    seen.decisions.map((each) => [each.word, each.decider.name]),
    [
      ['経由', '原 健'],
      ['許可', '佐伯 真由美'],
      ['許可', '長谷部 徹'],
    ],
  )
  const sheet = await city.run('applicant', formSheet, { applicationId: id })
  assert.equal(Buffer.from(sheet.body).subarray(0, 5).toString(), '%PDF-')
})

test('the refusal of one of two ends it, and a sending back begins a new round from the first step', async () => {
  const id = await file('applicant', 'both')
  await act('leader', id, 'pass')
  await assert.rejects(act('chief', id, 'refuse'), refused('invalid', /理由/))
  assert.equal((await act('chief', id, 'refuse', '別の方法があるため')).state, 'refused')
  assert.deepEqual(await seats(id), [
    '1.1 経由 sec-leader done',
    '2.1 許可 sec-manager not-needed',
    '2.2 許可 chief-iso done',
  ])
  assert.equal(await waitsFor('manager', id), false)

  const again = await file('applicant', 'both')
  await act('leader', again, 'pass')
  assert.equal((await act('manager', again, 'send-back', '目的を詳しく')).state, 'sent-back')
  await city.run('applicant', fileApplication, {
    procedure: 'own-both',
    applicationId: again,
    form: { purpose: '詳しい目的' },
  })
  const [first] = await seats(again)
  assert.equal(first, '1.1 経由 sec-leader open')
})

test('of 又は the first act decides, and the other seat is not needed any more', async () => {
  const id = await file('applicant', 'either')
  assert.equal((await act('director', id, 'grant')).state, 'granted')
  assert.deepEqual(await seats(id), ['1.1 承認 dept-iso done', '1.2 承認 chief-iso not-needed'])
  await assert.rejects(act('chief', id, 'refuse', '遅れて'), refused('conflict', /すでに許可/))
})

test('協議 and 意見 owe words, a dissent goes on to whoever decides, and everybody on the way may see it', async () => {
  const id = await file('applicant', 'heard')
  await assert.rejects(act('officer', id, 'answer'), refused('invalid', /回答/))
  await act('officer', id, 'answer', '差し支えない')
  await act('chief', id, 'answer', '期間を短くすべき')
  await assert.rejects(act('director', id, 'disagree'), refused('invalid', /理由/))
  assert.equal((await act('director', id, 'disagree', '必要と思えない')).state, 'waiting')
  const seen = await city.show('manager', id)
  assert.deepEqual(
    seen.decisions.map((each) => [each.word, each.reason]),
    [
      ['協議の回答', '差し支えない'],
      ['意見', '期間を短くすべき'],
      ['合議に不同意', '必要と思えない'],
    ],
  )
  assert.equal((await act('manager', id, 'grant')).state, 'granted')
  assert.equal((await city.show('officer', id)).state, 'granted')
})

test('whoever sits in a seat and applied himself is passed over: the seat goes one office up', async () => {
  const id = await file('leader', 'both')
  // The 管理者 decides in the next step anyway and is not asked to hand it on to herself.
  assert.deepEqual(await seats(id), ['2.1 許可 sec-manager open', '2.2 許可 chief-iso open'])
  const own = await file('manager', 'both')
  assert.deepEqual(await seats(own), [
    '1.1 経由 sec-leader open',
    '2.1 許可 dept-iso ahead',
    '2.2 許可 chief-iso ahead',
  ])
  assert.equal((await city.show('director', own)).steps[1]?.raised, true)
  await act('leader', own, 'pass')
  await assert.rejects(act('manager', own, 'grant'), refused('forbidden', /あなた自身の申請/))
})

test('a notice holds from its filing on, and the offices take note of it one after another', async () => {
  const id = await file('applicant', 'told')
  const filed = await city.show('applicant', id)
  assert.equal(filed.state, 'granted')
  assert.equal(await waitsFor('leader', id), true)
  await assert.rejects(
    act('leader', id, 'send-back', '直して'),
    refused('conflict', /操作はできません|すでに/),
  )
  assert.equal((await act('leader', id, 'receive')).state, 'granted')
  assert.equal((await act('chief', id, 'receive')).state, 'granted')
  assert.deepEqual(await seats(id), ['1.1 届出 sec-leader done', '2.1 届出 chief-iso done'])
  await assert.rejects(act('chief', id, 'receive'), refused('conflict', /すでに許可/))
})

test('a seat is looked for at the unit that keeps what was chosen, and steps that do not apply are left out', async () => {
  const id = await file('applicant', 'kept', { assets: [city.assets.foreign] })
  const seen = await city.show('strangerManager', id)
  assert.deepEqual(
    seen.steps.map((seat) => [seat.unitName, seat.deciders.map((each) => each.name)]),
    [['市民課', ['武藤 剛']]],
  )
  const office = await city.run('strangerManager', listApplications, { view: 'office', size: 100 })
  assert.ok(office.rows.some((row) => row.applicationId === id))
  assert.equal((await act('strangerManager', id, 'grant')).state, 'granted')
  const unit = await file('applicant', 'kept', { unit: city.ids.unit.longevity })
  assert.deepEqual(await seats(unit), ['2.1 許可 dept-iso open'])
  await assert.rejects(file('applicant', 'kept'), refused('conflict', /決定する段がありません/))
})

test('whoever may act in several open seats does so with one act, and each seat keeps its decision', async () => {
  await city.perform(async (doing) => {
    await doing.recorder.save('acting_right', {
      tenant_id: city.tenantId,
      id: newId(),
      kind: '事務委任',
      post_id: city.ids.post.chief,
      holder_post_id: null,
      holder_person_id: city.ids.person.manager,
      applies_when: '常時',
      scope: { matters: ['own-both'], offices: null },
      giver_person_id: null,
      basis: '試験の委任',
      eid: null,
      valid_from: VALID_FROM,
      valid_to: null,
    })
    doing.recorder.describe({ act: '委任', subject: { kind: 'person', id: city.ids.person.manager } })
  })
  const id = await file('applicant', 'both')
  await act('leader', id, 'pass')
  assert.equal((await act('manager', id, 'grant')).state, 'granted')
  const { decisions } = await city.show('applicant', id)
  assert.deepEqual(
    decisions.map((each) => [each.office, each.capacity]),
    [
      ['sec-leader', '本人'],
      ['sec-manager', '本人'],
      ['chief-iso', '事務委任'],
    ],
  )
})

test('a role the text never defines closes the procedure until the officer has said once who it is', async () => {
  const kindOf = async () =>
    (await city.run('applicant', procedureKinds, {})).kinds.find((kind) => kind.key === 'own-unknown-role')
  assert.deepEqual((await kindOf())?.closed, { why: 'role', roles: ['システム管理者'] })
  await assert.rejects(file('applicant', 'unknown-role'), refused('unavailable', /「システム管理者」/))
  await assert.rejects(
    city.run('officer', setRole, { procedure: '*', role: 'nobody-knows', office: 'sec-manager' }),
    refused('not-found', /役割/),
  )
  await city.run('officer', setRole, { procedure: '*', role: 'system-admin', office: 'sec-manager' })
  assert.equal((await kindOf())?.live, true)
  const id = await file('applicant', 'unknown-role')
  assert.equal((await act('manager', id, 'grant')).state, 'granted')
})

test('nobody is skipped: a vacant seat anywhere on the way is a gap, and nothing is filed', async () => {
  const { route } = await city.run('orphan', previewApplication, {
    procedure: 'own-both',
    form: { purpose: '試験' },
  })
  assert.ok(route.kind === 'gap')
  await assert.rejects(file('orphan', 'both'), refused('conflict', /空席|いません|登録/))
})

test('a case before the council waits for a resolution on exactly what was filed, and for no other', async () => {
  await assert.rejects(file('applicant', 'councilled'), refused('conflict', /どの会議体/))
  const council = await withCouncil(city)
  const { held, decide, close } = meetingsOf(city, council)
  const id = await file('applicant', 'councilled')
  await act('manager', id, 'pass')
  const { contentHash } = await city.show('officer', id)
  const resolve = (who: Who, hash = contentHash) =>
    city.run(who, resolveApplication, { applicationId: id, contentHash: hash })
  await assert.rejects(resolve('officer'), refused('conflict', /まだありません/))
  await assert.rejects(resolve('stranger'), refused('not-found', /見つかりません/))
  await assert.rejects(resolve('applicant'), refused('forbidden', /あなた自身/))
  await assert.rejects(resolve('officer', '0'.repeat(64)), refused('conflict', /内容が変わりました/))
  const { proposals } = await city.run('officer', listMeetings, {})
  const proposal = proposals.find((each) => each.id === id)
  assert.ok(proposal !== undefined && proposal.kind === 'application')
  const subject = { kind: proposal.kind, id, label: 'x', href: '/x' } as const
  const meetingId = await held([{ kind: '議決', title: proposal.title, subject }])
  await decide(meetingId, yes)
  await assert.rejects(resolve('officer'), refused('conflict', /まだありません/))
  await close(meetingId)
  assert.equal((await resolve('officer')).state, 'granted')
  const seen = await city.show('applicant', id)
  const last = seen.decisions.at(-1)
  assert.equal(last?.capacity, '会議議決')
  assert.match(last?.reason ?? '', /情報化推進会議.*議決第/)
})

test('papers go with the case under their hash, for whoever may see it, and nobody takes the file of another', async () => {
  const bytes = new TextEncoder().encode('仕様書の内容')
  const kept = await city.run('applicant', keepFile, { bytes, name: '仕様書.txt' })
  const foreign = await city.run('stranger', keepFile, { bytes, name: '他人.txt' })
  await assert.rejects(
    file('applicant', 'told', { papers: [foreign.fileId] }),
    (error: unknown) => error instanceof Refusal && error.problems.some(({ at }) => at === 'papers'),
  )
  await assert.rejects(
    file('applicant', 'told', { papers: [newId(), newId(), newId()] }),
    (error: unknown) => error instanceof Refusal && error.problems.some(({ at }) => at === 'papers'),
  )
  const id = await file('applicant', 'told', {
    papers: [kept.fileId],
    partner: city.ids.person.colleague,
    people: '1,200',
  })
  const seen = await city.show('chief', id)
  assert.deepEqual(
    seen.files.map((each) => [each.name, each.sha256]),
    [['仕様書.txt', kept.sha256]],
  )
  assert.equal(seen.names[city.ids.person.colleague], '森下 由佳')
  assert.equal(seen.form['people'], '1200')
  const read = await city.run('chief', readFile, { applicationId: id, fileId: kept.fileId })
  assert.deepEqual(new Uint8Array(read.body), bytes)
  await assert.rejects(
    city.run('stranger', readFile, { applicationId: id, fileId: kept.fileId }),
    refused('not-found', /申請は見つかりません/),
  )
  await assert.rejects(
    city.run('chief', readFile, { applicationId: id, fileId: foreign.fileId }),
    refused('not-found', /付いていません/),
  )
  await assert.rejects(
    file('applicant', 'told', { partner: newId() }),
    (error: unknown) => error instanceof Refusal && error.problems.some(({ at }) => at === 'partner'),
  )
})
