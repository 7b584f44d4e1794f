import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideApplication, fileApplication, listApplications } from '#engine/procedure/contract.ts'
import { registerEntry } from '#engine/register/contract.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { appoint } from '#rooms/1-organisation/contract-commands.ts'
import { chart, person } from '#rooms/1-organisation/contract.ts'
import { undoTransfer } from '#rooms/1-organisation/transfer/contract.ts'
import { changeUnits, previewUnits, unitHistory, unitLine } from '#rooms/1-organisation/units/contract.ts'
import { bindOwn, ownProcedures } from '#test/own-procedures.ts'
import { makeWorld, type Who } from '#test/world.ts'

const today = '2026-11-24'
const basis = '試験市組織規則の一部改正'

test('the approver’s unit is merged away in mid-case: the case goes to who answers now, with all that hung on the unit', async (t) => {
  const { city, at } = await makeWorld(t)
  const { unit } = city.ids
  const done = await city.file('colleague', { assets: [city.assets.leaflet] })
  await city.decide('manager', done, 'refuse')
  const granted = await city.file('colleague', { assets: [city.assets.leaflet] })
  await city.decide('manager', granted)
  const waiting = await city.file('applicant')
  const changes = [
    { kind: 'merge-units' as const, units: [{ id: unit.longevity }], into: { id: unit.civil } },
  ]

  const preview = await city.run('officer', previewUnits, { changes, on: today })
  assert.deepEqual(preview.problems, [])
  assert.deepEqual(preview.people, { moved: 5, left: 1 })
  assert.deepEqual(preview.hanging, [
    { label: '情報資産管理台帳', count: 2 },
    { label: '持出管理簿', count: 1 },
    { label: '手続中の申請と有効な許可', count: 2 },
  ])
  await assert.rejects(
    city.run('officer', changeUnits, { changes, on: today, basis }),
    (error) => error instanceof Refusal && /1人の職がなくなります/.test(error.message),
  )
  const told = await city.run('officer', changeUnits, { changes, on: today, basis, left: 1 })
  assert.deepEqual(
    told.followed.map(({ label, what }) => `${label} ${what}`),
    ['台帳の登録 3件', '手続中の申請と有効な許可 2件', '決定者が代わった申請 1件'],
  )

  // the case: re-routed, never open, never lost
  const seen = await city.show('applicant', waiting)
  assert.equal(seen.unit.name, '市民課')
  assert.deepEqual(
    seen.step?.deciders.map((each) => each.name),
    ['武藤 剛'],
  )
  await assert.rejects(city.decide('manager', waiting), Refusal)
  const inbox = await city.run('strangerManager', listApplications, { view: 'inbox' })
  assert.deepEqual(
    inbox.rows.map((row) => row.applicationId),
    [waiting],
  )
  await city.decide('strangerManager', waiting)
  // the permission goes on, and the one that is over keeps the name it was filed under
  assert.equal((await city.show('strangerManager', granted)).state, 'granted')
  assert.equal((await city.show('strangerManager', done)).unit.name, '長寿支援課')
  // the asset: kept by the heir, with its past
  const asset = await city.run('strangerManager', registerEntry, {
    register: 'asset',
    entryId: city.assets.survey,
  })
  assert.equal(asset.entry.unitId, unit.civil)
  assert.deepEqual(
    asset.history.map((version) => version.unitId),
    [unit.civil, unit.longevity],
  )
  assert.match(asset.history[0]?.why ?? '', /組織改正/)
  // people: where they were, and where they are
  const { appointments } = await city.run('officer', person, { personId: city.ids.person.applicant })
  assert.deepEqual(
    appointments.map((each) => [each.unitName, each.from, each.to]),
    [
      ['市民課', today, null],
      ['長寿支援課', '2024-04-01', today],
    ],
  )
  const line = await city.run('applicant', unitLine, { unitId: unit.longevity })
  assert.equal(line.state, 'ended')
  assert.deepEqual(
    line.to.map((each) => [each.name, each.kind, each.heir, each.basis]),
    [['市民課', '統合', true, basis]],
  )
  at('2027-01-05T09:00:00+09:00')
  const fresh = await city.file('applicant', { from: '2027-01-06', to: '2027-01-08' })
  assert.match((await city.show('applicant', fresh)).number ?? '', /^市民第/)
})

test('merged into a unit whose head is vacant, the case shows as a gap with what to do, and waits for who is appointed', async (t) => {
  const { city } = await makeWorld(t)
  const { unit } = city.ids
  const waiting = await city.file('applicant')
  const changes = [
    { kind: 'merge-units' as const, units: [{ id: unit.longevity }], into: { id: unit.disability } },
  ]
  // 障害福祉課 has a post of its own for its head, though nobody in it
  const told = await city.run('officer', changeUnits, { changes, on: today, basis, left: 1 })
  assert.ok(told.followed.some((each) => each.label === '決定者がいない申請' && each.what === '1件'))
  for (const who of ['manager', 'deputy', 'director', 'strangerManager'] as const) {
    await assert.rejects(city.decide(who, waiting), Refusal, who)
  }
  const seen = await city.show('applicant', waiting)
  assert.equal(seen.state, 'waiting')
  assert.deepEqual(seen.step?.deciders, [])
  const last = seen.events.at(-1)
  assert.equal(last?.act, '決定者の不在')
  assert.match(last?.note ?? '', /障害福祉課/)
  await city.run('officer', appoint, {
    personId: city.ids.person.manager,
    postId: city.ids.vacantPost,
    kind: '本務',
    from: today,
  })
  await city.decide('manager', waiting)
  assert.equal((await city.show('applicant', waiting)).state, 'granted')
})

test('a unit moved below another 部 sends the case of its own head to the head of that 部', async (t) => {
  const { city } = await makeWorld(t)
  const { unit } = city.ids
  const waiting = await city.file('manager', { assets: [city.assets.leaflet] })
  assert.deepEqual(
    (await city.show('manager', waiting)).step?.deciders.map((each) => each.name),
    ['大木 隆'],
  )
  const changes = [
    { kind: 'move-unit' as const, unit: { id: unit.longevity }, parent: { id: unit.planning } },
  ]
  await city.run('officer', changeUnits, { changes, on: today, basis })
  assert.deepEqual(
    (await city.show('manager', waiting)).step?.deciders.map((each) => each.name),
    ['長谷部 徹'],
  )
  await assert.rejects(city.decide('director', waiting), Refusal)
  await city.decide('chief', waiting)
})

test('registered for a later day, nothing changes before it, and everything at 00:00 of it', async (t) => {
  const { city, at } = await makeWorld(t)
  const { unit } = city.ids
  const changes = [
    {
      kind: 'rename-unit' as const,
      unit: { id: unit.longevity },
      name: '高齢者支援課',
      kana: '',
      symbol: '高齢',
    },
    { kind: 'move-unit' as const, unit: { id: unit.longevity }, parent: { id: unit.citizens } },
  ]
  await city.run('officer', changeUnits, { changes, on: '2027-04-01', basis })
  const nameNow = async (): Promise<string> =>
    (await city.show('applicant', await city.file('applicant', dates()))).unit.name
  let from = '2026-11-25'
  const dates = () => ({ from, to: from })
  assert.equal(await nameNow(), '長寿支援課')
  const planned = await city.run('applicant', unitHistory, { show: 'planned' })
  assert.deepEqual(
    planned.units.map((each) => [each.name, each.next?.on, each.next?.text]),
    [['長寿支援課', '2027-04-01', '名称を「高齢者支援課」に変更、市民部へ移管、文書記号を「高齢」に変更']],
  )
  at('2027-03-31T23:59:59+09:00')
  const tree = async (): Promise<string[]> =>
    (await city.run('applicant', chart, { unitId: unit.citizens })).units.map((each) => each.name)
  assert.deepEqual(await tree(), ['市民課'])
  at('2027-04-01T00:00:00+09:00')
  assert.deepEqual((await tree()).toSorted(), ['市民課', '高齢者支援課'].toSorted())
  from = '2027-04-02'
  assert.equal(await nameNow(), '高齢者支援課')
  // the day before is as it was
  const before = await city.run('applicant', chart, { unitId: unit.welfare, on: '2027-03-31' })
  assert.ok(before.units.some((each) => each.name === '長寿支援課'))
})

test('a merge registered for a later day can be undone until then; on its day what hangs on the unit follows, once', async (t) => {
  const { city, at, house } = await makeWorld(t)
  const { unit } = city.ids
  const changes = [
    { kind: 'merge-units' as const, units: [{ id: unit.longevity }], into: { id: unit.civil } },
  ]
  const input = { changes, on: '2027-04-01', basis, left: 1 }
  const first = await city.run('officer', changeUnits, input)
  await assert.rejects(
    city.run('officer', changeUnits, { ...input, on: '2027-01-01' }),
    (error) => error instanceof Refusal && /廃止されることになっています/.test(error.message),
  )
  await city.run('officer', undoTransfer, { planId: first.planId ?? '' })
  assert.equal((await city.run('officer', unitHistory, { show: 'planned' })).total, 0)
  const { appointments } = await city.run('officer', person, { personId: city.ids.person.applicant })
  assert.deepEqual(
    appointments.map((each) => [each.unitName, each.to]),
    [['長寿支援課', null]],
  )

  const { planId } = await city.run('officer', changeUnits, input)
  at('2027-03-31T10:00:00+09:00')
  const waiting = await city.file('applicant', { from: '2027-03-31', to: '2027-03-31' })
  at('2027-04-01T00:00:30+09:00')
  const job = {
    tenantId: city.tenantId,
    jobId: '00000000-0000-4000-8000-00000000b001',
    data: { planId },
    progress: async () => undefined,
  }
  for (const time of ['first', 'again']) {
    await house.handlers.get('transfer.follow-up')?.(job)
    const seen = await city.show('applicant', waiting)
    assert.deepEqual(
      [seen.unit.name, seen.step?.deciders.map((each) => each.name)],
      ['市民課', ['武藤 剛']],
      time,
    )
    assert.equal(seen.events.filter((event) => event.act === '組織改正').length, 1)
  }
  const asset = await city.run('strangerManager', registerEntry, {
    register: 'asset',
    entryId: city.assets.survey,
  })
  assert.equal(asset.entry.unitId, unit.civil)
  await city.decide('strangerManager', waiting)
})

test('whoever keeps the organisation does not give himself an office by a reorganisation', async (t) => {
  const { city } = await makeWorld(t)
  const { unit } = city.ids
  // the members of 監査委員事務局 are auditors, those below it too
  const changes = [{ kind: 'move-unit' as const, unit: { id: unit.policy }, parent: { id: unit.audit } }]
  await assert.rejects(
    city.run('officer', changeUnits, { changes, on: today, basis }),
    (error) => error instanceof Refusal && error.code === 'forbidden',
  )
  assert.equal((await city.run('officer', unitLine, { unitId: unit.policy })).states.length, 1)
})

test('in the middle of its way a case keeps what was done, and whoever now sits in both seats decides once', async (t) => {
  const { city } = await makeWorld(t, { procedures: ownProcedures })
  await bindOwn(city)
  const { unit } = city.ids
  const { applicationId } = await city.run('manager', fileApplication, {
    procedure: 'own-both',
    form: { purpose: '途中で組織が変わる申請' },
  })
  const act = async (who: Who, did: 'pass' | 'grant') => {
    const { contentHash } = await city.show('auditor', applicationId)
    return city.run(who, decideApplication, { applicationId, act: did, contentHash })
  }
  await act('leader', 'pass')
  const changes = [
    { kind: 'move-unit' as const, unit: { id: unit.longevity }, parent: { id: unit.planning } },
  ]
  await city.run('officer', changeUnits, { changes, on: today, basis })
  const seen = await city.show('manager', applicationId)
  assert.deepEqual(
    seen.steps.map((step) => [step.word, step.state, step.unitName, step.deciders.map((each) => each.name)]),
    [
      ['経由', 'done', '長寿支援課', []],
      ['許可', 'open', '企画財政部', ['長谷部 徹']],
      ['許可', 'open', null, ['長谷部 徹']],
    ],
  )
  await assert.rejects(act('director', 'grant'), Refusal)
  assert.equal((await act('chief', 'grant')).state, 'granted')
  assert.deepEqual(
    (await city.show('manager', applicationId)).decisions.map((each) => each.office),
    ['sec-leader', 'dept-iso', 'chief-iso'],
  )
})
