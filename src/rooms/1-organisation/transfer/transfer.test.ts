import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decidersOf, placesOf } from '#authority/reads.ts'
import { makeWorld, type World } from '#test/world.ts'
import { saveAbsence } from '../contract-commands.ts'
import { undoTransfer } from './contract.ts'
import { THE_DAY, transferDesk } from './testing/desk.ts'
import type { NewTransferChange } from './change.ts'

/** 部長 leaves, 課長 becomes 部長, 課長補佐 becomes 課長, a clerk goes to another section, somebody is hired. */
function aprilFirst({ city }: World): NewTransferChange[] {
  const { person, unit } = city.ids
  return [
    { kind: 'retire', person: { id: person.director }, reason: '定年退職' },
    { kind: 'move', person: { id: person.manager }, unit: { id: unit.welfare }, title: '部長' },
    { kind: 'move', person: { id: person.deputy }, unit: { id: unit.longevity }, title: '課長' },
    { kind: 'move', person: { id: person.applicant }, unit: { id: unit.civil }, title: '主事' },
    { kind: 'hire', number: '00100', family: '新井', given: '海', unit: { code: 'civil' }, title: '主事' },
    { kind: 'rename', person: { id: person.colleague }, family: '藤村' },
    { kind: 'leave', person: { id: person.second }, reason: '育児休業', until: '2028-04-01' },
  ]
}

test('a rehearsal says who gains and loses which office, and changes nothing', async (t) => {
  const world = await makeWorld(t)
  const desk = transferDesk(world)
  const planId = await desk.plan(aprilFirst(world))
  const before = await organisation(world)
  const shown = await desk.rehearse(planId)
  assert.deepEqual(await organisation(world), before)
  assert.equal(shown.rehearsal?.problems, 0)
  assert.equal(shown.notConfirmable, null)
  const offices = (await desk.findings(planId, 'offices')).map(
    (each) => `${each.label} ${each.unit} ${each.kind} ${each.before} ${each.after}`,
  )
  assert.ok(offices.includes('佐伯 真由美 福祉部 就く 大木 隆 情報セキュリティ責任者'), offices.join('\n'))
  assert.ok(
    offices.includes('小川 直樹 長寿支援課 就く 佐伯 真由美 情報セキュリティ管理者'),
    offices.join('\n'),
  )
  assert.ok(offices.includes('大木 隆 福祉部 離れる 情報セキュリティ責任者 佐伯 真由美'), offices.join('\n'))
  // An 異動 with which the rank rises is a 昇任.
  const kinds = (await desk.changes(planId)).changes.map((each) => each.word)
  assert.deepEqual(kinds, ['退職', '昇任', '昇任', '異動', '採用', '改姓', '休職'])
})

test('a rehearsal says which waiting case goes from whom to whom, and which permit lapses', async (t) => {
  const world = await makeWorld(t)
  const { city } = world
  const desk = transferDesk(world)
  const ofColleague = await city.file('colleague')
  const ofDeputy = await city.file('deputy')
  const ofMover = await city.file('applicant')
  await city.decide('manager', ofMover)
  const planId = await desk.plan(aprilFirst(world))
  await desk.rehearse(planId)
  const cases = await desk.findings(planId, 'cases')
  const find = (id: string) => cases.find((each) => each.href === `/cases/${id}`)
  assert.deepEqual(
    [find(ofColleague)?.kind, find(ofColleague)?.before, find(ofColleague)?.after],
    ['決定者が代わる', '佐伯 真由美', '小川 直樹'],
  )
  // The applicant becomes the one who decides: his own case goes up one office.
  assert.deepEqual(
    [find(ofDeputy)?.kind, find(ofDeputy)?.before, find(ofDeputy)?.after],
    ['回付先が変わる', '佐伯 真由美', '佐伯 真由美'],
  )
  const permits = await desk.findings(planId, 'permits')
  assert.deepEqual(
    permits.map((each) => [each.kind, each.label, each.after]),
    [['異動', '田辺 彩', '失効']],
  )
})

test('confirmed, the plan holds from 00:00 of its day and not a second before', async (t) => {
  const world = await makeWorld(t)
  const { city, db } = world
  const desk = transferDesk(world)
  const planId = await desk.plan(aprilFirst(world))
  await desk.rehearse(planId)
  await desk.confirm(planId)
  const shown = await desk.show(planId)
  assert.equal(shown.state, 'confirmed')
  const { person, unit } = city.ids
  const managers = (on: string) =>
    db.readTenant(city.tenantId, async (tx) =>
      (await decidersOf(tx, { office: 'sec-manager', unitId: unit.longevity }, on)).deciders.map(
        (each) => each.personId,
      ),
    )
  assert.deepEqual(await managers('2027-03-31'), [person.manager])
  assert.deepEqual(await managers(THE_DAY), [person.deputy])
  const places = await db.readTenant(city.tenantId, (tx) => placesOf(tx, person.director, THE_DAY))
  assert.deepEqual(places, [])
})

test('a decision at 23:59:59 is the old one’s to make, and at 00:00:00 the new one’s', async (t) => {
  const world = await makeWorld(t)
  const { city } = world
  const desk = transferDesk(world)
  const planId = await desk.plan(aprilFirst(world), '2026-12-01')
  await desk.rehearse(planId)
  await desk.confirm(planId)
  const first = await city.file('colleague')
  const second = await city.file('colleague')
  world.at('2026-11-30T23:59:59+09:00')
  await assert.rejects(city.decide('deputy', first), /見つかりません/u)
  await city.decide('manager', first)
  world.at('2026-12-01T00:00:00+09:00')
  await assert.rejects(city.decide('manager', second), /決定できるのは|見つかりません/u)
  await city.decide('deputy', second)
})

test('undone before its day, every row is again what it was, and the ledger says so', async (t) => {
  const world = await makeWorld(t)
  const { city, db } = world
  const desk = transferDesk(world)
  const before = await organisation(world)
  const planId = await desk.plan(aprilFirst(world))
  await desk.rehearse(planId)
  await desk.confirm(planId)
  assert.notDeepEqual(await organisation(world), before)
  await city.run('officer', undoTransfer, { planId })
  assert.deepEqual(await organisation(world), before)
  assert.equal((await desk.show(planId)).state, 'undone')
  const entries = await db.readTenant(city.tenantId, (tx) =>
    tx
      .selectFrom('ledger_entry')
      .select(['body', 'actor_id'])
      .where('operation', '=', 'organisation.undo-transfer')
      .execute(),
  )
  assert.equal(entries.length, 1)
  assert.match(entries[0]?.body ?? '', /異動の確定の取消し/u)
  assert.equal(entries[0]?.actor_id, city.ids.person.officer)
  // Twice is refused, and the work of the day leaves an undone plan alone.
  await assert.rejects(city.run('officer', undoTransfer, { planId }), /すでに取り消されています/u)
  world.at(`${THE_DAY}T00:00:01+09:00`)
  assert.deepEqual(await desk.followUp(planId), { done: false, counts: {} })
})

test('from the effective moment on a plan cannot be undone', async (t) => {
  const world = await makeWorld(t)
  const { city } = world
  const desk = transferDesk(world)
  const planId = await desk.plan(aprilFirst(world))
  await desk.rehearse(planId)
  await desk.confirm(planId)
  world.at('2027-03-31T23:59:59+09:00')
  assert.equal((await desk.show(planId)).notUndoable, null)
  world.at('2027-04-01T00:00:00+09:00')
  await assert.rejects(city.run('officeHead', undoTransfer, { planId }), /効力を生じたため、取り消せません/u)
})

test('what was mended beside the plan stays when it is undone; what contradicts it refuses', async (t) => {
  const world = await makeWorld(t)
  const { city, db } = world
  const desk = transferDesk(world)
  const planId = await desk.plan(aprilFirst(world))
  await desk.rehearse(planId)
  await desk.confirm(planId)
  await city.perform(async (act) => {
    const row = await act.tx
      .selectFrom('person')
      .selectAll()
      .where('id', '=', city.ids.person.director)
      .executeTakeFirstOrThrow()
    await act.recorder.save('person', { ...row, mail: 'new@shiken.example' })
    act.recorder.describe({ act: '連絡先の訂正', subject: { kind: 'person', id: row.id } })
  })
  await city.run('officer', undoTransfer, { planId })
  const director = await db.readTenant(city.tenantId, (tx) =>
    tx.selectFrom('person').selectAll().where('id', '=', city.ids.person.director).executeTakeFirstOrThrow(),
  )
  assert.deepEqual([director.mail, director.valid_to], ['new@shiken.example', null])

  const second = await desk.plan(aprilFirst(world), THE_DAY, '二つ目の案')
  await desk.rehearse(second)
  await desk.confirm(second)
  await city.perform(async (act) => {
    const row = await act.tx
      .selectFrom('appointment')
      .selectAll()
      .where('person_id', '=', city.ids.person.applicant)
      .where('valid_from', '=', THE_DAY)
      .executeTakeFirstOrThrow()
    await act.recorder.save('appointment', { ...row, valid_to: '2028-04-01' })
    act.recorder.describe({ act: '発令の終了', subject: { kind: 'person', id: row.person_id } })
  })
  await assert.rejects(city.run('officer', undoTransfer, { planId: second }), /1件が別に直されています/u)
})

test('a rehearsal grows old when the plan or the organisation changes, and must be made again', async (t) => {
  const world = await makeWorld(t)
  const { city } = world
  const desk = transferDesk(world)
  const planId = await desk.plan(aprilFirst(world))
  await assert.rejects(desk.confirm(planId), /rehearsed/u)
  await desk.rehearse(planId)
  await city.run('stranger', saveAbsence, { from: '2027-03-29', to: '2027-04-05', reason: '休暇' })
  assert.match((await desk.show(planId)).notConfirmable ?? '', /組織や職員の登録が変わりました/u)
  await assert.rejects(desk.confirm(planId), /もう一度予行をしてください/u)
  await desk.rehearse(planId)
  await desk.confirm(planId)
})

/** Every row of the organisation, as text. */
async function organisation({ db, city }: World): Promise<string[]> {
  return db.readTenant(city.tenantId, async (tx) => {
    const found: string[] = []
    for (const table of [
      'unit',
      'post',
      'person',
      'appointment',
      'absence',
      'acting_right',
      'person_name',
    ] as const) {
      const rows = await tx.selectFrom(table).selectAll().orderBy('id').execute()
      found.push(...rows.map((row) => `${table} ${JSON.stringify(row)}`))
    }
    return found
  })
}
