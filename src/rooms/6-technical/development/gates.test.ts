import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { gateFile, gatesOf, passGate, takeBackGate } from '#engine/register-gate/contract.ts'
import { registerDispose, registerSetRetention } from '#engine/register/contract-columns.ts'
import { registerClose, registerEntry, registerList, registerSave } from '#engine/register/contract.ts'
import { refusal } from '#engine/register/testing/desk.ts'
import { keepFile } from '#ground/files/service.ts'
import { newId } from '#ground/ids/ids.ts'
import { makeWorld, type Who } from '#test/world.ts'
import { idsOf } from '../accounts/testing/ids-city.ts'

const world = await makeWorld({ after })
const { city } = world
const ids = idsOf(world)
const { person, unit } = city.ids
const bytes = new TextEncoder().encode('試験の結果:すべて合格\n')

const filled = {
  requirements: '操作の記録、通信の暗号化',
  product: '脆弱性の公表はない。',
  responsible: person.leader,
  workers: [person.second],
  equipment: '開発用の端末2台',
  access: '開発用のデータベースだけ',
  separation: 'separate',
  migration: '休日に切り替える。',
  design: '入力の検査を組み込む。',
}
const start = async (values: Record<string, unknown> = {}, systemName = '新しい介護システム') => {
  const system = await ids.system(systemName, 'longevity')
  const { entryId } = await city.run('leader', registerSave, {
    register: 'development',
    unitId: unit.longevity,
    values: { name: '介護システムの更新', system, kind: 'replacement', ...values } as Record<string, string>,
  })
  return { entryId, system }
}
const line = (entryId: string) => ({ register: 'development', entryId })
const versionOf = async (entryId: string) =>
  (await city.run('manager', registerEntry, line(entryId))).entry.version
const upload = async (who: Who) => (await city.run(who, keepFile, { bytes, name: '試験結果.txt' })).fileId
const pass = async (who: Who, entryId: string, gate: string, more: { on?: string; fileId?: string } = {}) =>
  city.run(who, passGate, {
    ...line(entryId),
    expectedVersion: await versionOf(entryId),
    gate,
    on: '2026-11-24',
    ...more,
  })
const withFile = ['specification', 'migration', 'test', 'rehearsal']
const passAll = async (entryId: string, keys: readonly string[]) => {
  for (const gate of keys) {
    await pass('leader', entryId, gate, withFile.includes(gate) ? { fileId: await upload('leader') } : {})
  }
}
const upToTests = [
  'specification',
  'product',
  'people',
  'ids',
  'separation',
  'migration',
  'design',
  'test',
  'rehearsal',
]

test('a development goes through its gates to the end, and is closed when its IDs are gone', async () => {
  const { entryId, system } = await start(filled)
  const account = await ids.account(system, 'dev-01', { kind: 'development', development: entryId })
  await passAll(entryId, upToTests)
  await assert.rejects(pass('leader', entryId, 'approval'), refusal('forbidden', /役割の人/))
  await pass('manager', entryId, 'approval')
  const waiting = await city.run('leader', gatesOf, line(entryId))
  assert.match(waiting.gates.find((gate) => gate.key === 'clean')?.missing.join('') ?? '', /dev-01/)
  await assert.rejects(pass('leader', entryId, 'clean'), refusal('conflict', /dev-01/))
  const close = async () =>
    city.run('leader', registerClose, {
      ...line(entryId),
      expectedVersion: await versionOf(entryId),
      why: '完了',
    })
  await assert.rejects(close(), refusal('conflict', /dev-01/))
  await city.run('manager', registerSave, {
    register: 'account',
    entryId: account,
    expectedVersion: 1,
    values: { state: 'stopped' },
  })
  await assert.rejects(pass('leader', entryId, 'clean'), refusal('conflict', /dev-01/))
  await city.run('manager', registerSave, {
    register: 'account',
    entryId: account,
    expectedVersion: 2,
    values: { state: 'removed', removed_on: '2026-11-24' },
  })
  await pass('leader', entryId, 'clean')
  const { gates } = await city.run('leader', gatesOf, line(entryId))
  assert.ok(gates.every((gate) => gate.state === 'passed'))
  await close()
})

test('gates keep their order, and say what they still want', async () => {
  const { entryId } = await start()
  await assert.rejects(pass('leader', entryId, 'test'), refusal('forbidden', /先に「仕様書」/))
  await assert.rejects(
    pass('leader', entryId, 'specification', { fileId: await upload('leader') }),
    refusal('conflict', /「仕様書に書いたセキュリティの要件」/),
  )
  await city.run('leader', registerSave, {
    ...line(entryId),
    expectedVersion: 1,
    values: { requirements: '暗号化' },
  })
  await assert.rejects(pass('leader', entryId, 'specification'), refusal('invalid', /資料を/))
  await pass('leader', entryId, 'specification', { fileId: await upload('leader') })
  await assert.rejects(pass('leader', entryId, 'specification'), refusal('forbidden', /もう済んで/))
  const { rows } = await city.run('leader', registerList, {
    register: 'development',
    filters: { stage: { any: ['specification'] } },
  })
  assert.deepEqual(
    rows.map((row) => row.entryId),
    [entryId],
  )
})

test('bad input is refused in words: a strange gate, a day ahead or behind, a foreign file, a foreign line', async () => {
  const { entryId } = await start(filled)
  const fileId = await upload('leader')
  await assert.rejects(pass('leader', entryId, 'nothing'), refusal('invalid', /工程はありません/))
  await assert.rejects(
    pass('leader', entryId, 'specification', { fileId, on: '2026-11-25' }),
    refusal('invalid', /先の日付/),
  )
  await assert.rejects(
    pass('leader', entryId, 'specification', { fileId: await upload('manager') }),
    refusal('not-found', /資料が見つかりません/),
  )
  await assert.rejects(pass('leader', entryId, 'specification', { fileId: newId() }), refusal('not-found'))
  await pass('leader', entryId, 'specification', { fileId, on: '2026-11-20' })
  await assert.rejects(
    pass('leader', entryId, 'product', { on: '2026-11-19' }),
    refusal('invalid', /前の工程の日/),
  )
  await assert.rejects(city.run('strangerManager', gatesOf, line(entryId)), refusal('not-found'))
  await assert.rejects(pass('colleague', entryId, 'product'), refusal('forbidden', /情報セキュリティ管理者/))
  await assert.rejects(
    city.run('leader', passGate, { ...line(entryId), expectedVersion: 1, gate: 'product', on: '2026-11-24' }),
    refusal('conflict', /変更しました/),
  )
  await assert.rejects(
    city.run('leader', gatesOf, { register: 'asset', entryId }),
    refusal('not-found', /工程がありません/),
  )
  await assert.rejects(
    city.run('leader', registerSave, { ...line(entryId), expectedVersion: 2, values: { stage: 'clean' } }),
    refusal('forbidden', /手では書けません/),
  )
})

test('who tested does not approve, whatever his office', async () => {
  const { entryId } = await start(filled)
  await passAll(entryId, upToTests.slice(0, -2))
  await pass('manager', entryId, 'test', { fileId: await upload('manager') })
  await pass('leader', entryId, 'rehearsal', { fileId: await upload('leader') })
  await assert.rejects(pass('manager', entryId, 'approval'), refusal('forbidden', /「試験」を確認した人/))
})

test('a gate taken back stays on record with its file, and is passed again', async () => {
  const { entryId } = await start(filled)
  await passAll(entryId, upToTests.slice(0, 8))
  const back = async (why: string) =>
    city.run('leader', takeBackGate, { ...line(entryId), expectedVersion: await versionOf(entryId), why })
  await back('試験の抜けが見つかった')
  const shown = await city.run('leader', gatesOf, line(entryId))
  assert.equal(shown.gates.find((gate) => gate.state === 'next')?.key, 'test')
  const [undone] = shown.undone
  assert.deepEqual(
    [undone?.name, undone?.why, undone?.keepUntil],
    ['試験', '試験の抜けが見つかった', '2029-11-24'],
  )
  const file = await city.run('leader', gateFile, { ...line(entryId), passId: undone?.passId ?? '' })
  assert.deepEqual(new Uint8Array(file.body), bytes)
  await pass('leader', entryId, 'test', { fileId: await upload('leader') })
  const fresh = await start(filled)
  await assert.rejects(
    city.run('leader', takeBackGate, { ...line(fresh.entryId), expectedVersion: 1, why: '誤り' }),
    refusal('forbidden', /まだありません/),
  )
})

test('an ID that names no development counts for every one of its system, until somebody says whose it is', async () => {
  const { entryId, system } = await start(filled, '二つの案件のあるシステム')
  const other = await city.run('leader', registerSave, {
    register: 'development',
    unitId: unit.longevity,
    values: { name: '帳票の改修', system, kind: 'maintenance' },
  })
  const account = await ids.account(system, 'dev-77', { kind: 'development' })
  const close = () =>
    city.run('leader', registerClose, { ...line(entryId), expectedVersion: 1, why: '中止した' })
  await assert.rejects(close(), refusal('conflict', /dev-77/))
  await city.run('manager', registerSave, {
    register: 'account',
    entryId: account,
    expectedVersion: 1,
    values: { development: other.entryId },
  })
  await close()
})

test('no one throws the result of a test away: neither the house nor the owner of the database', async () => {
  const { entryId } = await start(filled)
  await passAll(entryId, upToTests.slice(0, 8))
  const remove = (table: 'register_gate' | 'stored_file' | 'register_entry') =>
    world.db.inTenant(city.tenantId, (tx) => tx.deleteFrom(table).execute())
  await assert.rejects(remove('register_gate'), /permission denied/)
  await assert.rejects(remove('stored_file'), /permission denied/)
  for (const table of ['stored_file', 'register_entry']) {
    await assert.rejects(world.house.ownerPool.query(`delete from ${table}`), /foreign key/, table)
  }
})

test('a line whose years are over stays as long as the result of its test must be kept', async () => {
  const { entryId } = await start(filled, '廃棄するシステム')
  await passAll(entryId, upToTests.slice(0, 8))
  const expectedVersion = await versionOf(entryId)
  await city.run('leader', registerClose, { ...line(entryId), expectedVersion, why: '中止した' })
  await city.run('officer', registerSetRetention, { register: 'development', years: 1, why: '試験のため' })
  const dispose = () =>
    city.run('manager', registerDispose, { register: 'development', entryIds: [entryId], why: '満了' })
  world.clock.set('2026-12-01T09:00:00+09:00')
  await assert.rejects(dispose(), refusal('conflict', /保存期限/))
  world.clock.set('2029-11-23T09:00:00+09:00')
  await assert.rejects(dispose(), refusal('conflict', /2029-11-24まで保存する/))
  world.clock.set('2029-11-24T09:00:00+09:00')
  await dispose()
})
