import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { fileApplication, followApplication, showApplication } from '#engine/procedure/contract.ts'
import type { Form } from '#engine/procedure/definition.ts'
import { registerClose, registerEntry, registerList } from '#engine/register/contract.ts'
import { reviseEntry, writeEntry } from '#engine/register/engine.ts'
import type { RegisterDefinition, Values } from '#engine/register/definition.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { assetRegister } from '#rooms/2-assets/asset/definition.ts'
import { mediumHazard } from '#rooms/2-assets/medium/checks.ts'
import { mediumRegister } from '#rooms/2-assets/medium/definition.ts'
import { mediaOf } from '#rooms/2-assets/medium/reads.ts'
import { placeRegister } from '#rooms/2-assets/place/definition.ts'
import { bindSlots } from '#test/bind.ts'
import { makeWorld, type Who } from '#test/world.ts'
import { deviceRegister } from './definition.ts'

/*
 * What happens to media and devices, through the real operations: lent, returned, lost, repaired, disposed of.
 */

const world = await makeWorld({ after })
const { city } = world
await bindSlots(world, [
  'procedure:medium-loan lend',
  'procedure:repair-out repair',
  'procedure:dispose-medium permit',
  'procedure:dispose-device erase',
  'procedure:lease-return erase',
  'procedure:off-site approve',
  'procedure:medium-found report',
  'procedure:provide permit',
])

async function refused(work: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await work.then(
    () => assert.fail('it was not refused'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof Refusal, String(error))
  return error
}
const placesOf = (refusal: Refusal) => refusal.problems.map(({ at }) => at)

const add = (definition: RegisterDefinition, values: Record<string, unknown>): Promise<string> =>
  city.perform(async (act) => {
    const unitId = city.ids.unit.longevity
    const line = await writeEntry(act, definition, { by: 'person', why: '登録', unitId, values })
    return line.entryId
  })
const usb = (name: string, more: Record<string, unknown> = {}) =>
  add(mediumRegister, { name, kind: 'usb', use: 'daily', ...more })

const lineOf = async (register: string, entryId: string) =>
  (await city.run('manager', registerEntry, { register, entryId })).entry
const only = (values: Values, keys: readonly string[]) => keys.map((key) => values[key])
const WHERE = ['whereabouts', 'had_by', 'due'] as const

const loan = (media: string[], more: Form = {}): Record<string, string | string[]> => ({
  media,
  purpose: '説明会で使う資料を渡すため',
  where: 'inside',
  from: '2026-11-24',
  to: '2026-11-30',
  ...more,
})

async function granted(
  who: Who,
  procedure: string,
  form: Record<string, string | string[]>,
): Promise<string> {
  const { applicationId } = await city.run(who, fileApplication, { procedure, form })
  await city.decide('manager', applicationId)
  return applicationId
}
const finish = (
  who: Who,
  applicationId: string,
  more: { remark?: string; answers?: Record<string, string> },
) => city.run(who, followApplication, { applicationId, act: 'finish', ...more })

test('a medium that is lent shows who has it and until when, and is free again when somebody else saw it back', async () => {
  const medium = await usb('USBメモリ 16GB')
  const mine = await granted('applicant', 'medium-loan', loan([medium]))
  assert.match((await refused(finish('manager', mine, { remark: '異常なし' }))).message, /まだ「貸出し」/)
  await city.follow('applicant', mine, 'start')
  const lent = await lineOf('medium', medium)
  assert.deepEqual(only(lent.values, WHERE), ['lent', city.ids.person.applicant, '2026-11-30'])
  assert.equal(lent.values['under'], mine)

  const theirs = await granted('colleague', 'medium-loan', loan([medium]))
  const taken = await refused(city.follow('colleague', theirs, 'start'))
  assert.equal(taken.code, 'conflict')
  assert.match(taken.message, /K-00001 は、申請 .+ の手続で出ています/)

  assert.match((await refused(finish('applicant', mine, { remark: '異常なし' }))).message, /あなた自身/)
  await finish('manager', mine, { remark: '異常なし' })
  assert.deepEqual(only((await lineOf('medium', medium)).values, WHERE), ['in-place', undefined, undefined])
  assert.match((await refused(finish('manager', mine, { remark: '異常なし' }))).message, /すでに終わって/)
  await city.follow('colleague', theirs, 'start')
  await finish('leader', theirs, { remark: '異常なし' })

  const { rows } = await city.run('manager', registerList, { register: 'loan-book' })
  assert.deepEqual(
    rows.map((row) => [row.values['lent_on'], row.values['returned_on'], row.values['confirmed_by']]),
    [city.ids.person.manager, city.ids.person.leader].map((by) => ['2026-11-24', '2026-11-24', by]),
  )
  const { events } = await city.run('manager', showApplication, { applicationId: mine })
  assert.deepEqual(
    events.map((event) => event.act),
    ['申請', '許可', '貸出し', '返却の確認'],
  )
})

test('a medium is not carried outside without a guard, unless what is on it is open to all', async () => {
  const medium = await usb('外へ持ち出すUSBメモリ')
  const outside = loan([medium], { where: 'outside', destination: '市民会館' })
  const bare = await refused(
    city.run('applicant', fileApplication, { procedure: 'medium-loan', form: outside }),
  )
  assert.deepEqual(placesOf(bare), ['measures'])
  const guarded = { ...outside, measures: ['encryption'] }
  const id = await granted('applicant', 'medium-loan', guarded)
  await city.follow('applicant', id, 'start')
  assert.equal((await lineOf('medium', medium)).values['whereabouts'], 'carried-out')
})

test('a medium that did not come back is lost, and cannot be handed out', async () => {
  const medium = await usb('なくなるUSBメモリ')
  const id = await granted('applicant', 'medium-loan', loan([medium]))
  await city.follow('applicant', id, 'start')
  await finish('manager', id, { remark: '紛失・不足あり' })
  assert.equal((await lineOf('medium', medium)).values['whereabouts'], 'lost')
  const next = await granted('colleague', 'medium-loan', loan([medium]))
  assert.match((await refused(city.follow('colleague', next, 'start'))).message, /紛失・不足/)

  const found = { on: '2026-11-24', where: '書庫', condition: 'whole', purpose: '棚の裏に落ちていた' }
  const whole = await usb('なくしていないUSBメモリ')
  const tell = (things: string[]) =>
    city.run('applicant', fileApplication, { procedure: 'medium-found', form: { ...found, things } })
  const [problem] = (await refused(tell([whole]))).problems
  assert.equal(problem?.at, 'things')
  assert.match(problem?.message ?? '', /紛失・不足として記録されていません/)
  const twice = await tell([medium])
  await granted('applicant', 'medium-found', { ...found, things: [medium] })
  // somebody else told of it first, and it is where it belongs
  const late = await refused(city.decide('manager', twice.applicationId))
  assert.match(JSON.stringify(late.problems), /紛失・不足として記録されていません/)
  await city.follow('colleague', next, 'start')
  assert.equal((await lineOf('medium', medium)).values['whereabouts'], 'lent')
})

test('what somebody has borrowed stands on the list of what he has to hand back, until it is back', async () => {
  const medium = await usb('借りたままのUSBメモリ')
  const id = await granted('second', 'medium-loan', loan([medium]))
  const { second } = city.ids.person
  const held = () => world.db.readTenant(city.tenantId, (tx) => mediaOf(tx, [second]))
  assert.deepEqual(await held(), [])
  await city.follow('second', id, 'start')
  const [line] = await held()
  assert.deepEqual([line?.personId, line?.entryId, line?.due], [second, medium, '2026-11-30'])
  await finish('manager', id, { remark: '異常なし' })
  assert.deepEqual(await held(), [])
})

test('what is given outside stands in the book of provisions, with its ground, its receipt and who permitted it', async () => {
  const id = await granted('applicant', 'provide', {
    assets: [city.assets.survey],
    recipient: '架空県 高齢福祉課',
    purpose: '給付の調査のため',
    items: '氏名、要介護度',
    people: '8',
    on: '2026-11-24',
    basis: 'law',
    basis_text: '介護保険法第203条',
    law: ['privacy', 'number', 'secrecy', 'ordinance', 'least', 'recipient'],
    method: 'hand',
    measures: ['locked-case'],
  })
  await city.follow('applicant', id, 'start')
  const { rows } = await city.run('manager', registerList, { register: 'provision-book' })
  assert.deepEqual(
    only(rows[0]?.values ?? {}, ['recipient', 'people', 'basis', 'given_on', 'received_on', 'permitted_by']),
    [
      '架空県 高齢福祉課',
      8,
      '法令の定めによる 介護保険法第203条',
      '2026-11-24',
      undefined,
      city.ids.person.manager,
    ],
  )
})

test('a backup beside its original is found by the buildings of both', async () => {
  const place = (name: string, building: string) =>
    add(placeRegister, { name, kind: 'cabinet', building, hazard: 'low', locked: true })
  const [here, there] = [await place('本庁舎の保管庫', '本庁舎'), await place('支所の保管庫', '支所')]
  await city.perform(async (act) => {
    const patch = { stored_in: here }
    await reviseEntry(act, assetRegister, city.assets.leaflet, patch, { by: 'person', why: '置き場所の登録' })
  })
  const backup = { use: 'backup', holds: [city.assets.leaflet] }
  const beside = await usb('同じ建物の控え', { ...backup, place: here })
  const away = await usb('離れた所の控え', { ...backup, place: there })
  const lines = await Promise.all([beside, away].map((id) => lineOf('medium', id)))
  const { gather } = mediumHazard
  assert.ok(gather)
  const looked = lines.map((line) => ({ ...line, lineId: line.entryId, closed: false }))
  const facts = await world.db.readTenant(city.tenantId, (tx) => gather(tx, looked, '2026-11-24'))
  assert.deepEqual([...facts], [[beside, { building: '本庁舎' }]])
})

test('a device goes to repair with its contents erased, or under an agreement with the arrangements checked', async () => {
  const device = await add(deviceRegister, { name: '窓口端末1号', kind: 'pc', storage: true })
  const form = {
    things: [device],
    purpose: '起動しない',
    vendor: '架空修理株式会社',
    from: '2026-11-24',
    to: '2026-12-10',
    contents: 'none',
  }
  const file = (more: Record<string, string | string[]>) =>
    city.run('applicant', fileApplication, { procedure: 'repair-out', form: { ...form, ...more } })
  assert.deepEqual(placesOf(await refused(file({}))), ['contents'])
  assert.deepEqual(placesOf(await refused(file({ contents: 'kept' }))), ['nda', 'regime'])
  const kept = { contents: 'kept', nda: '情政契約第8号', regime: ['people', 'return', 'subcontract'] }
  const { applicationId } = await file(kept)
  await city.decide('manager', applicationId)
  await city.follow('applicant', applicationId, 'start')
  assert.equal((await lineOf('device', device)).values['whereabouts'], 'in-repair')
  assert.deepEqual(placesOf(await refused(finish('manager', applicationId, {}))), ['result'])
  await finish('manager', applicationId, { answers: { result: 'mended', work: '電源の交換' } })
  assert.equal((await lineOf('device', device)).values['whereabouts'], 'in-place')
  const { rows } = await city.run('manager', registerList, { register: 'repair' })
  assert.deepEqual(
    only(rows[0]?.values ?? {}, ['nda', 'out_on', 'back_on', 'result', 'work', 'received_by']),
    ['情政契約第8号', '2026-11-24', '2026-11-24', 'mended', '電源の交換', city.ids.person.manager],
  )
})

test('nothing is disposed of without a record that says when, who, how and before whose eyes; then its line is closed', async () => {
  const medium = await usb('古いUSBメモリ', { serial: 'SN-0042' })
  const form = { things: [medium], purpose: '容量が足りない', my_number: 'no', method: 'reset' }
  const file = (more: Record<string, string>) =>
    city.run('applicant', fileApplication, { procedure: 'dispose-medium', form: { ...form, ...more } })
  // nobody has classified it: it counts as the strictest
  assert.deepEqual(placesOf(await refused(file({}))), ['method'])
  assert.deepEqual(placesOf(await refused(file({ method: 'wipe', my_number: 'yes' }))), ['method'])
  const { applicationId } = await file({ method: 'wipe' })
  await city.decide('manager', applicationId)
  await city.follow('applicant', applicationId, 'start')
  assert.equal((await lineOf('medium', medium)).values['whereabouts'], 'in-disposal')

  const done = { done_on: '2026-11-24', done_time: '14:30', method: 'destroy', done_by: '田辺 彩' }
  const record = (answers: Record<string, string>) => finish('manager', applicationId, { answers })
  assert.deepEqual(placesOf(await refused(record({}))), ['done_on', 'done_time', 'method', 'done_by'])
  assert.deepEqual(placesOf(await refused(record({ ...done, done_on: '2026-11-25', done_time: '25:00' }))), [
    'done_on',
    'done_time',
    'witness',
  ])
  const witness = city.ids.person.leader
  assert.deepEqual(placesOf(await refused(record({ ...done, witness, method: 'reset' }))), ['method'])
  assert.deepEqual(placesOf(await refused(record({ ...done, witness, vendor: '架空処理' }))), ['certificate'])
  assert.equal((await lineOf('medium', medium)).state, 'current')
  await record({ ...done, witness, vendor: '架空処理', certificate: '第77号' })

  const line = await lineOf('medium', medium)
  assert.deepEqual([line.state, line.values['whereabouts']], ['closed', 'disposed'])
  const { rows } = await city.run('manager', registerList, { register: 'disposal' })
  assert.deepEqual(
    only(rows[0]?.values ?? {}, ['serial', 'method', 'done_time', 'done_by', 'certificate', 'confirmed_by']),
    ['SN-0042', 'destroy', '14:30', '田辺 彩', '第77号', city.ids.person.manager],
  )
  const gone = await refused(
    city.run('applicant', fileApplication, { procedure: 'medium-loan', form: loan([medium]) }),
  )
  assert.deepEqual(placesOf(gone), ['media'])
})

test('a device is placed outside by the highest officer only, and its line says so until it is taken away', async () => {
  const device = await add(deviceRegister, { name: '控えのサーバ', kind: 'server' })
  const form = {
    devices: [device],
    purpose: '災害のときの控え',
    site: '県のデータセンタ',
    operator: '架空データ株式会社',
    measures: ['entry', 'fire', 'fixed', 'contract'],
  }
  const { applicationId } = await city.run('manager', fileApplication, { procedure: 'off-site', form })
  assert.equal((await refused(city.decide('director', applicationId))).code, 'forbidden')
  await city.decide('ciso', applicationId)
  await city.follow('manager', applicationId, 'start')
  const there = await lineOf('device', device)
  assert.deepEqual(only(there.values, ['site', 'site_checked_on']), ['off-site', '2026-11-24'])
  await finish('director', applicationId, { answers: { removed_on: '2026-11-24' } })
  assert.equal((await lineOf('device', device)).values['site'], 'inside')
})

test('what only happenings write is not written by hand, and a line is not struck off by hand', async () => {
  const medium = await usb('手で消せないUSBメモリ')
  const { version } = await lineOf('medium', medium)
  const by = await refused(
    city.run('manager', registerClose, {
      register: 'medium',
      entryId: medium,
      expectedVersion: version,
      why: '要らない',
    }),
  )
  assert.equal(by.code, 'forbidden')
  assert.match(by.message, /廃棄/)
})
