import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { confirmationOf, confirmEntry } from '#engine/confirmation/contract.ts'
import { registerClose, registerEntry, registerExport, registerImport } from '#engine/register/contract.ts'
import { registerList, registerSave } from '#engine/register/contract.ts'
import { newId } from '#ground/ids/ids.ts'
import { refusal } from '#engine/register/testing/desk.ts'
import { makeWorld, type Who } from '#test/world.ts'
import { idsOf } from '../accounts/testing/ids-city.ts'

const world = await makeWorld({ after })
const { city } = world
const { person, unit } = city.ids
const system = await idsOf(world).system('介護保険システム', 'longevity')

const change = {
  title: '帳票の改修',
  system,
  risk: 'high',
  done_on: '2026-11-20',
  workers: [person.leader, person.second],
  content: '納付書の様式を変えた。',
  way_back: '前の版のファイルに戻す。',
  specification_changed: true,
  specification: '帳票仕様書 第3版',
  consistency: '収納システムの読取りに影響がないことを確かめた。',
  backup_before: true,
  result: 'done',
}
const write = (values: Record<string, unknown> = {}) =>
  city.run('leader', registerSave, {
    register: 'change-record',
    unitId: unit.longevity,
    values: { ...change, ...values } as typeof change,
  })
const line = (entryId: string) => ({ register: 'change-record', entryId })
const confirm = (
  who: Who,
  entryId: string,
  expectedVersion: number,
  outcome: 'confirmed' | 'objected' = 'confirmed',
) =>
  city.run(who, confirmEntry, {
    ...line(entryId),
    expectedVersion,
    outcome,
    ...(outcome === 'objected' ? { note: '版の番号が仕様書と異なる。' } : {}),
  })
const valuesOf = async (entryId: string) =>
  (await city.run('manager', registerEntry, line(entryId))).entry.values

test('a change waits for its second person; a co-worker confirms, and the line says who and when', async () => {
  const { entryId, version } = await write()
  const waiting = await city.run('leader', registerList, {
    register: 'change-record',
    filters: { confirmation: { any: ['waiting'] } },
  })
  assert.ok(waiting.rows.some((row) => row.entryId === entryId))
  assert.equal((await city.run('second', confirmationOf, line(entryId))).mayConfirm.allowed, true)
  await confirm('second', entryId, version)
  const values = await valuesOf(entryId)
  assert.deepEqual(
    [values['confirmation'], values['confirmed_by'], values['confirmed_on']],
    ['confirmed', person.second, '2026-11-24'],
  )
})

test('nobody confirms what he wrote, nor work he did alone, nor a line of another section', async () => {
  const { entryId, version } = await write()
  await assert.rejects(confirm('leader', entryId, version), refusal('forbidden', /自分が書いた記録/))
  const because = (await city.run('leader', confirmationOf, line(entryId))).mayConfirm.because ?? ''
  assert.match(because, /自分が書いた記録/)
  const alone = await write({ workers: [person.second] })
  await assert.rejects(
    confirm('second', alone.entryId, alone.version),
    refusal('forbidden', /自分だけで行った/),
  )
  await assert.rejects(confirm('stranger', entryId, version), refusal('not-found'))
  await assert.rejects(confirm('second', newId(), 1), refusal('not-found'))
  await assert.rejects(
    city.run('second', confirmEntry, {
      register: 'asset',
      entryId,
      expectedVersion: 1,
      outcome: 'confirmed',
    }),
    refusal('not-found', /仕組みはありません/),
  )
})

test('whoever corrects a line has a hand in it and cannot confirm it any more', async () => {
  const { entryId, version } = await write()
  const corrected = await city.run('manager', registerSave, {
    ...line(entryId),
    expectedVersion: version,
    values: { content: '納付書と督促状の様式を変えた。' },
  })
  await assert.rejects(confirm('manager', entryId, corrected.version), refusal('forbidden', /自分が書いた/))
  await confirm('second', entryId, corrected.version)
})

test('a later change by hand voids the confirmation: it was of another content', async () => {
  const { entryId, version } = await write()
  const { version: confirmed } = await confirm('second', entryId, version)
  await assert.rejects(confirm('colleague', entryId, confirmed), refusal('forbidden', /もう確認されて/))
  await city.run('leader', registerSave, {
    ...line(entryId),
    expectedVersion: confirmed,
    values: { result: 'partly' },
  })
  const values = await valuesOf(entryId)
  assert.deepEqual([values['confirmation'], values['confirmed_by']], ['waiting', undefined])
  const { answers, state } = await city.run('second', confirmationOf, line(entryId))
  assert.equal(state, 'waiting')
  assert.deepEqual(
    answers.map((answer) => [answer.outcome, answer.outdated]),
    [['confirmed', true]],
  )
})

test('who finds a difference says which; the writer corrects, and the same second person confirms', async () => {
  const { entryId, version } = await write()
  await assert.rejects(
    city.run('second', confirmEntry, { ...line(entryId), expectedVersion: version, outcome: 'objected' }),
    refusal('invalid', /異なる点を書いて/),
  )
  const { version: objected } = await confirm('second', entryId, version, 'objected')
  assert.equal((await valuesOf(entryId))['confirmation'], 'objected')
  const { version: mended } = await city.run('leader', registerSave, {
    ...line(entryId),
    expectedVersion: objected,
    values: { specification: '帳票仕様書 第4版' },
  })
  await confirm('second', entryId, mended)
  assert.equal((await city.run('manager', confirmationOf, line(entryId))).answers.length, 2)
})

test('what was read is what is confirmed: a line that has changed meanwhile is refused', async () => {
  const { entryId, version } = await write()
  await city.run('leader', registerSave, {
    ...line(entryId),
    expectedVersion: version,
    values: { result: 'partly' },
  })
  await assert.rejects(confirm('second', entryId, version), refusal('conflict', /変更しました/))
})

test('of two who confirm at once, one does, and the other is told', async () => {
  const { entryId, version } = await write()
  const outcomes = await Promise.allSettled([
    confirm('second', entryId, version),
    confirm('colleague', entryId, version),
  ])
  assert.deepEqual(outcomes.map((outcome) => outcome.status).sort(), ['fulfilled', 'rejected'])
})

test('no hand and no file brings a confirmation, and a closed line takes none', async () => {
  await assert.rejects(write({ confirmation: 'confirmed' }), refusal('forbidden', /手では書けません/))
  const { entryId, version } = await write({ title: '設定の変更' })
  const file = await city.run('leader', registerExport, {
    register: 'change-record',
    format: 'csv',
    search: '設定の変更',
  })
  const told = Buffer.from(file.body).toString('utf8').replace('確認待ち', '確認済み')
  const { changed, refused } = await city.run('leader', registerImport, {
    register: 'change-record',
    fileName: '変更.csv',
    content: Buffer.from(told).toString('base64'),
    dryRun: false,
  })
  assert.deepEqual([changed, refused], [0, 0])
  assert.equal((await valuesOf(entryId))['confirmation'], 'waiting')
  await city.run('leader', registerClose, {
    ...line(entryId),
    expectedVersion: version,
    why: '誤って登録した',
  })
  await assert.rejects(confirm('second', entryId, version + 1), refusal('forbidden', /抹消されている/))
})

test('the database itself refuses an answer by the writer, and keeps answers for ever', async () => {
  const { entryId, version } = await write()
  await confirm('second', entryId, version)
  const asOwner = (sql: string) => world.house.ownerPool.query(sql)
  await assert.rejects(
    asOwner(`insert into register_confirmation
      select tenant_id, gen_random_uuid(), entry_id, register, version, content_hash, outcome, confirmed_by,
             confirmed_by, note, at from register_confirmation limit 1`),
    /confirmation_separation/,
  )
  await assert.rejects(
    world.db.inTenant(city.tenantId, (tx) => tx.deleteFrom('register_confirmation').execute()),
    /permission denied/,
  )
})
