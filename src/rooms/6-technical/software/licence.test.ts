import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { registerEntry, registerSave } from '#engine/register/contract.ts'
import { closeEntry, writeEntry } from '#engine/register/engine.ts'
import type { RegisterDefinition, Values } from '#engine/register/definition.ts'
import { deviceRegister } from '#rooms/4-physical/device/definition.ts'
import { makeWorld } from '#test/world.ts'
import { softwareRegister, usedOf } from './definition.ts'

/*
 * A licence names the devices it is used on: those still there are counted, and the larger of that and the typed number
 * is held against what the city owns.
 */

const world = await makeWorld({ after })
const { city } = world
const unitId = city.ids.unit.longevity

const add = (definition: RegisterDefinition, values: Values) =>
  city.perform((act) => writeEntry(act, definition, { by: 'person', why: '登録', unitId, values }))

const sentence = () =>
  world.db.readTenant(city.tenantId, async (tx) => {
    const row = await tx
      .selectFrom('check_violation')
      .select('sentence')
      .where('check_key', '=', 'licence-exceeded')
      .where('mended_at', 'is', null)
      .executeTakeFirst()
    return row?.sentence ?? null
  })

test('the larger of the named devices and the typed number is in use, and it is said which', () => {
  assert.deepEqual(usedOf({ installed: 3 }, 5), { used: 5, by: 'devices', other: 3 })
  assert.deepEqual(usedOf({ installed: 5 }, 3), { used: 5, by: 'typed', other: 3 })
  assert.deepEqual(usedOf({ installed: 4 }, 4), { used: 4, by: 'typed', other: 4 })
  assert.deepEqual(usedOf({}, 0), { used: 0, by: 'typed', other: 0 })
})

test('devices beyond the number owned are found, a device struck off counts no more, and the typed number stays', async () => {
  const software = await add(softwareRegister, { name: '文書作成', state: 'allowed', purpose: '事務' })
  const devices = [
    await add(deviceRegister, { name: '端末1', kind: 'pc' }),
    await add(deviceRegister, { name: '端末2', kind: 'pc' }),
    await add(deviceRegister, { name: '端末3', kind: 'pc' }),
  ].map(({ entryId }) => entryId)
  const save = (
    values: Record<string, string | number | string[]>,
    line?: { entryId: string; version: number },
  ) =>
    city.run('manager', registerSave, {
      register: 'license',
      values,
      ...(line === undefined ? { unitId } : { entryId: line.entryId, expectedVersion: line.version }),
    })
  const first = await save({
    name: '文書作成 端末版',
    software: software.entryId,
    basis: 'device',
    owned: 2,
    installed: 1,
    devices,
  })
  assert.equal(await sentence(), '保有数2本に対して、登録された機器3台(入力した使用数は1本)で使っています。')

  // The licence does not hold the device: what is gone is gone, and frees its place.
  await city.perform(async (act) => {
    await closeEntry(act, deviceRegister, devices[2] ?? '', { by: 'event', why: '廃棄の完了により' })
    act.recorder.describe({ act: '廃棄の完了', subject: { kind: 'test', id: devices[2] ?? '' } })
  })
  const { entry, closedLines } = await city.run('manager', registerEntry, {
    register: 'license',
    entryId: first.entryId,
  })
  assert.deepEqual(entry.values['devices'], devices, 'the licence still says where it was used')
  assert.deepEqual(closedLines, [devices[2]])
  // A change of any of its devices has the licence judged again.
  await city.run('manager', registerSave, {
    register: 'device',
    entryId: devices[0] ?? '',
    expectedVersion: 1,
    values: { note: '1台を廃棄した' },
  })
  assert.equal(await sentence(), null, 'two living devices, two owned')

  await save({ installed: 4 }, first)
  assert.equal(await sentence(), '保有数2本に対して、入力した使用数4本(登録された機器は2台)で使っています。')
})
