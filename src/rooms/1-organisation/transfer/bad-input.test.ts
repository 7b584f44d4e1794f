import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeWorld, type Who } from '#test/world.ts'
import { confirmTransfer, saveTransfer } from './contract.ts'
import { mustTypeNumber } from './confirm-rules.ts'
import { THE_DAY, transferDesk } from './testing/desk.ts'

test('dates that go backwards or overlap are named line by line, and the right lines are not lost', async (t) => {
  const world = await makeWorld(t)
  const { person, unit } = world.city.ids
  const desk = transferDesk(world)
  const civil = { id: unit.civil }
  const planId = await desk.plan([
    {
      kind: 'hire',
      number: '00200',
      family: '逆',
      unit: civil,
      title: '事務補助',
      appointment: '会計年度任用',
      until: '2027-03-31',
    },
    { kind: 'hire', number: '00201', family: '無期', unit: civil, title: '事務補助', appointment: '臨時' },
    { kind: 'leave', person: { id: person.second }, reason: '休職', until: '2027-04-01' },
    { kind: 'retire', person: { id: person.applicant } },
    { kind: 'move', person: { id: person.applicant }, unit: civil, title: '主事' },
    { kind: 'move', person: { number: '99999' }, unit: civil, title: '主事' },
    { kind: 'move', person: { id: person.orphan }, unit: { code: 'なし' }, title: '主事' },
    { kind: 'return', person: { id: person.leader } },
    { kind: 'hire', number: '00001', family: '重複', unit: civil, title: '主事' },
    { kind: 'move', person: { id: person.colleague }, unit: civil, title: '主任' },
  ])
  const shown = await desk.rehearse(planId)
  assert.equal(shown.rehearsal?.problems, 8)
  const problems = (await desk.changes(planId)).changes.map((each) => each.problem)
  const wanted = [
    /終わりの日は、発令日より後/u,
    /任期の終わりの日が必要/u,
    /戻る日は/u,
    null,
    /二つ以上/u,
    /職員番号「99999」の職員は登録されていません/u,
    /所属コード「なし」/u,
    /休職・不在がありません/u,
    /いま使っています/u,
    null,
  ]
  for (const [index, expected] of wanted.entries()) {
    if (expected === null) assert.equal(problems[index], null, String(index))
    else assert.match(problems[index] ?? '', expected)
  }
  assert.match(shown.notConfirmable ?? '', /発令できない行が8件/u)
})

test('a plan that removes half the city is confirmed with the number typed in, and not without', async (t) => {
  const world = await makeWorld(t)
  const { person } = world.city.ids
  const desk = transferDesk(world)
  const leaving: Who[] = [
    'applicant',
    'colleague',
    'leader',
    'deputy',
    'second',
    'director',
    'orphan',
    'stranger',
  ]
  const planId = await desk.plan(leaving.map((who) => ({ kind: 'retire', person: { id: person[who] } })))
  await desk.rehearse(planId)
  await assert.rejects(desk.confirm(planId), /8人が退職します/u)
  await assert.rejects(desk.confirm(planId, { removes: 7 }), /8人が退職します/u)
  await desk.confirm(planId, { removes: 8 })
  assert.equal((await desk.show(planId)).state, 'confirmed')
})

test('the number is asked for at half of the staff, or above a fifth and twenty', () => {
  assert.equal(mustTypeNumber({ removes: 0, staff: 0 }), false)
  assert.equal(mustTypeNumber({ removes: 1, staff: 3 }), false)
  assert.equal(mustTypeNumber({ removes: 2, staff: 4 }), true)
  assert.equal(mustTypeNumber({ removes: 21, staff: 105 }), false)
  assert.equal(mustTypeNumber({ removes: 21, staff: 104 }), true)
  assert.equal(mustTypeNumber({ removes: 500, staff: 20_000 }), false)
})

test('a plan of a past day is not made, and one that grew old is not confirmed', async (t) => {
  const world = await makeWorld(t)
  const { city } = world
  const desk = transferDesk(world)
  const past = { title: '過ぎた案', effectiveOn: '2026-11-24' }
  await assert.rejects(city.run('officer', saveTransfer, past), /明日以後の日/u)
  const planId = await desk.plan([{ kind: 'retire', person: { id: city.ids.person.orphan } }], '2026-11-25')
  await desk.rehearse(planId)
  world.at('2026-11-25T00:00:00+09:00')
  await assert.rejects(desk.confirm(planId), /発令日が今日か過ぎた日/u)
})

test('confirmed twice in two browsers, it is confirmed once', async (t) => {
  const world = await makeWorld(t)
  const { city, db } = world
  const desk = transferDesk(world)
  const planId = await desk.plan([{ kind: 'retire', person: { id: city.ids.person.orphan } }])
  const { rehearsal } = await desk.rehearse(planId)
  const asked = { planId, rehearsalId: rehearsal?.rehearsalId ?? '' }
  const first = await city.run('officer', confirmTransfer, asked)
  const second = await city.run('officeHead', confirmTransfer, asked)
  assert.equal(second.jobId, first.jobId)
  await desk.work(first.jobId)
  const again = await desk.work(first.jobId)
  assert.match(String(again['refused']), /すでに確定しています/u)
  const writes = await db.readTenant(city.tenantId, (tx) =>
    tx.selectFrom('transfer_write').select('place').where('plan_id', '=', planId).execute(),
  )
  assert.equal(new Set(writes.map((row) => row.place)).size, writes.length)
})

test('nobody confirms a plan that gives himself a post, and two plans do not move one person twice', async (t) => {
  const world = await makeWorld(t)
  const { city } = world
  const { person, unit } = city.ids
  const desk = transferDesk(world)
  const planId = await desk.plan([
    { kind: 'move', person: { id: person.officer }, unit: { id: unit.planning }, title: '部長' },
  ])
  await desk.rehearse(planId)
  await assert.rejects(desk.confirm(planId), /あなた自身の発令/u)
  await desk.confirm(planId, { as: 'officeHead' })
  const other = await desk.plan(
    [{ kind: 'move', person: { id: person.officer }, unit: { id: unit.civil }, title: '主査' }],
    THE_DAY,
    '別の案',
  )
  const shown = await desk.rehearse(other)
  assert.equal(shown.alsoIn[0]?.people, 1)
  const [line] = (await desk.changes(other)).changes
  assert.match(line?.problem ?? '', /発令がすでに登録されています/u)
})

test('a reorganisation that abolishes the approver’s unit sends the case to its heir', async (t) => {
  const world = await makeWorld(t)
  const { city } = world
  const { unit } = city.ids
  const desk = transferDesk(world)
  const day = '2026-12-01'
  const waiting = await city.file('colleague')
  const planId = await desk.plan(
    [{ kind: 'abolish-unit', unit: { id: unit.longevity }, successor: { id: unit.civil } }],
    day,
  )
  const shown = await desk.rehearse(planId)
  assert.equal(shown.rehearsal?.problems, 0)
  const [route] = await desk.findings(planId, 'cases')
  assert.deepEqual([route?.before, route?.after], ['佐伯 真由美', '武藤 剛'])
  await desk.confirm(planId)
  world.at(`${day}T00:00:00+09:00`)
  await desk.followUp(planId)
  await assert.rejects(city.decide('manager', waiting))
  await city.decide('strangerManager', waiting)
  assert.equal((await city.show('auditor', waiting)).state, 'granted')
})

test('somebody whose last day has passed decides nothing, though he had the case open', async (t) => {
  const world = await makeWorld(t)
  const { city } = world
  const desk = transferDesk(world)
  const waiting = await city.file('colleague')
  const { contentHash } = await city.show('manager', waiting)
  const planId = await desk.plan([{ kind: 'retire', person: { id: city.ids.person.manager } }], '2026-12-01')
  await desk.rehearse(planId)
  await desk.confirm(planId)
  world.at('2026-12-01T00:00:00+09:00')
  await assert.rejects(city.decide('manager', waiting, 'grant', { contentHash }))
  assert.equal((await city.show('auditor', waiting)).state, 'waiting')
})
