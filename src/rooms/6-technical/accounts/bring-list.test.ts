import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { registerList } from '#engine/register/contract.ts'
import { listTasks } from '#engine/task/contract.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { makeWorld } from '#test/world.ts'
import { idsDifferences, idsOverview, idsImport } from './contract.ts'
import { idsOf } from './testing/ids-city.ts'

const world = await makeWorld({ after })
const { city } = world
const ids = idsOf(world)
const { person, unit } = city.ids

async function refused(code: string, says: RegExp, work: Promise<unknown>): Promise<void> {
  const error: unknown = await work.then(
    () => assert.fail('it was not refused'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code, error.message)
  assert.match(error.message, says)
}

const header = '利用者ID,氏名,状態,最終ログイン,権限,職員番号'
const stateOf = async (systemId: string) =>
  (await city.run('officer', idsOverview, {})).systems.find((each) => each.systemId === systemId)?.state
const kindsOf = async (systemId: string) =>
  (await city.run('officer', idsDifferences, { systemId })).rows
    .map((row) => `${row.kind} ${row.login}`)
    .sort()

test('a system without a list cannot be checked: that is told, and is nobody’s "no problem"', async () => {
  const system = await ids.system('文書管理')
  await ids.work()
  assert.deepEqual(await stateOf(system), { can: 'cannot', because: 'never' })
  const { rows, total, unreadable } = await city.run('officer', idsDifferences, { systemId: system })
  assert.deepEqual([rows, total], [[], 0])
  assert.deepEqual(
    unreadable.map((each) => each.systemId),
    [system],
  )
})

test('the first list fills the register with holders by 職員番号, and what is wrong becomes a task of the section', async () => {
  const system = await ids.system('庁内基盤')
  const lines = [
    header,
    'tanabe,田辺 彩,有効,2026-11-20,一般,00001',
    'morishita,森下 由佳,有効,2026-05-01,一般,00002',
    'admin1,,有効,2026-11-01,管理者,',
    'old,昔の人,無効,2020-01-01,一般,',
  ]
  const dry = await ids.bring('officer', system, lines, { dryRun: true })
  assert.deepEqual(
    [dry.lines, dry.unknown, dry.disabled, dry.privileged, dry.registers, dry.snapshotId],
    [4, 4, 1, 1, true, null],
  )
  await ids.bring('officer', system, lines)
  await ids.work()
  const listed = await city.run('officer', registerList, {
    register: 'account',
    filters: { system: { any: [system] } },
  })
  assert.equal(listed.total, 3)
  const tanabe = listed.rows.find((row) => row.label === 'tanabe')
  assert.deepEqual([tanabe?.values['holder'], tanabe?.unitId], [person.applicant, unit.longevity])
  assert.deepEqual(await kindsOf(system), [
    'dormant morishita',
    'ownerless admin1',
    'privilege-unapproved admin1',
  ])
  assert.deepEqual(await stateOf(system), { can: 'fully' })
  const tasks = await city.run('manager', listTasks, { view: 'mine', area: 'ids' })
  assert.ok(tasks.rows.some((row) => row.kind === 'ids.dormant' && /使われていない/.test(row.title)))
  assert.ok(!tasks.rows.some((row) => row.kind === 'ids.privilege-unapproved'), 'that is the policy office’s')
})

test('what a later list no longer shows is settled', async () => {
  const system = await ids.system('財務会計')
  await ids.bring('officer', system, [header, 'a1,田辺 彩,有効,2026-01-05,一般,00001'])
  await ids.work()
  assert.deepEqual(await kindsOf(system), ['dormant a1'])
  await ids.bring('officer', system, [header, 'a1,田辺 彩,有効,2026-11-23,一般,00001'])
  await ids.work()
  assert.deepEqual(await kindsOf(system), [])
})

test('a list that became empty, unreadable or silent about last use settles nothing', async () => {
  const system = await ids.system('税務')
  await ids.bring('officer', system, [header, 'z1,田辺 彩,有効,2026-01-05,一般,00001'])
  await ids.work()
  assert.deepEqual(await kindsOf(system), ['dormant z1'])
  const silent = await ids.bring('officer', system, ['利用者ID,職員番号', 'z1,00001'])
  assert.deepEqual(silent.untold, ['state', 'last-used', 'groups'])
  await ids.work()
  assert.deepEqual(await kindsOf(system), ['dormant z1'])
  assert.deepEqual(await stateOf(system), { can: 'partly', untold: ['state', 'last-used', 'groups'] })
  const empty = await ids.bring('officer', system, [header], { takenOn: '2026-11-24' })
  assert.equal(empty.outcome, 'empty')
  await ids.work()
  assert.deepEqual(await stateOf(system), { can: 'cannot', because: 'empty' })
  assert.deepEqual(await kindsOf(system), ['dormant z1'])
})

test('broken bytes are refused in a dry run and kept as unreadable in earnest', async () => {
  const system = await ids.system('住民記録')
  const content = Buffer.from([0x00, 0xff, 0xfe, 0x00, 0x81, 0x20, 0x00, 0x9f, 0x00]).toString('base64')
  const given = { systemId: system, fileName: 'x.csv', content }
  await refused('unsupported', /./, city.run('officer', idsImport, { ...given, dryRun: true })).catch(() =>
    refused('invalid', /./, city.run('officer', idsImport, { ...given, dryRun: true })),
  )
  const kept = await city.run('officer', idsImport, { ...given, dryRun: false })
  assert.equal(kept.outcome, 'unreadable')
  await ids.work()
  assert.deepEqual(await stateOf(system), { can: 'cannot', because: 'unreadable' })
})

test('a list grows old: after the days of its system it proves nothing any more', async () => {
  const system = await ids.system('図書館', 'policy', { export_every: 10 })
  await ids.bring('officer', system, [header, 't1,田辺 彩,有効,2026-11-01,一般,00001'], {
    takenOn: '2026-11-14',
  })
  assert.deepEqual(await stateOf(system), { can: 'fully' })
  world.at('2026-11-25T10:00:00+09:00')
  assert.deepEqual(await stateOf(system), { can: 'cannot', because: 'old' })
  world.at('2026-11-24T10:00:00+09:00')
})

test('the same list twice, one of another system, one from the future or from before, and columns nobody knows', async () => {
  const system = await ids.system('施設予約')
  const many = (from: number) => Array.from({ length: 20 }, (_, n) => `y${n + from},,有効,2026-11-20,一般,`)
  await ids.bring('officer', system, [header, ...many(0)], { takenOn: '2026-11-20' })
  await ids.work()
  await refused(
    'conflict',
    /同じ書出し/,
    ids.bring('officer', system, [header, ...many(0).toReversed()], { takenOn: '2026-11-20' }),
  )
  await refused('conflict', /ほかのシステムの書出し/, ids.bring('officer', system, [header, ...many(15)]))
  await refused(
    'invalid',
    /先の日付/,
    ids.bring('officer', system, [header, ...many(0)], { takenOn: '2026-11-25' }),
  )
  await refused(
    'invalid',
    /それより前/,
    ids.bring('officer', system, [header, ...many(0)], { takenOn: '2026-11-19' }),
  )
  await refused('invalid', /利用者IDの列/, ids.bring('officer', system, ['甲,乙', '1,2']))
  const sure = await ids.bring('officer', system, [header, ...many(15)], { sure: true })
  assert.deepEqual([sure.foreign, sure.known, sure.unknown, sure.gone], [true, 5, 15, 15])
  await ids.work()
  const found = await kindsOf(system)
  assert.equal(found.filter((each) => each.startsWith('unregistered ')).length, 15)
  assert.equal(found.filter((each) => each.startsWith('gone ')).length, 15)
})

test('only who answers for the system, or the policy office, brings its list; an unknown system is not found', async () => {
  const system = await ids.system('介護保険', 'longevity')
  await refused('forbidden', /所管する課/, ids.bring('strangerManager', system, [header, 'k,,有効,,,']))
  await refused('forbidden', /所管する課/, ids.bring('applicant', system, [header, 'k,,有効,,,']))
  await ids.bring('manager', system, [header, 'k,田辺 彩,有効,2026-11-20,一般,00001'])
  await refused('not-found', /台帳にありません/, ids.bring('officer', person.applicant, [header, 'k,,,,,']))
})

test('a mapping of columns is kept for the system and mended when a heading is gone', async () => {
  const system = await ids.system('勤怠')
  const columns = { login: '番号', last_used: '前回' }
  await ids.bring('officer', system, ['番号,前回', 'n1,2026-11-20'], {
    mapping: { columns, privilegedGroups: ['主管'] },
  })
  const next = await ids.bring('officer', system, ['番号,前回', 'n1,2026-11-21'], { dryRun: true })
  assert.deepEqual(next.mapping, { columns, privilegedGroups: ['主管'] })
  const gone = await ids.bring('officer', system, ['番号,最終ログイン', 'n1,2026-11-22'], { dryRun: true })
  assert.deepEqual(gone.missingHeadings, ['前回'])
  assert.deepEqual(gone.mapping.columns, { login: '番号', last_used: '最終ログイン' })
})

test('somebody in another section sees neither these differences nor these IDs', async () => {
  const seen = await city.run('stranger', idsDifferences, {})
  assert.equal(seen.rows.length, 0)
  const sees = await city.run('applicant', idsDifferences, {})
  assert.ok(sees.rows.length > 0 && sees.rows.every((row) => row.unit.id === unit.longevity))
})

test('a hundred thousand lines are read, and one more is not', async () => {
  const system = await ids.system('大きなシステム')
  const lines = (count: number) => [header, ...Array.from({ length: count }, (_, n) => `b${n},,有効,,一般,`)]
  const dry = await ids.bring('officer', system, lines(100_000), { dryRun: true })
  assert.equal(dry.lines, 100_000)
  await refused('too-large', /超えています/, ids.bring('officer', system, lines(100_001)))
})
