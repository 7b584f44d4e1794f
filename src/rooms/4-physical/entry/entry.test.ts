import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { runCheck, showCheck } from '#engine/check/contract.ts'
import type { Refusal } from '#ground/errors/refusal.ts'
import { makeWorld } from '#test/world.ts'
import { correctEntry, entryBoard, exportEntry, importEntry, listEntry, recordEntry } from './contract.ts'
import { doorOf } from './testing/door.ts'

const world = await makeWorld({ after })
const { city, house } = world
const door = await doorOf(city)
await door.permitStaff('applicant')
await door.permitVendor('(株)架空システム', '保守 太郎\n保守 次郎')
const { areaId } = door
const person = city.ids.person
const system = { kind: 'system', job: 'test' } as const

const write = (input: Partial<Parameters<typeof recordEntry.input.parse>[0] & object>) =>
  city.run('applicant', recordEntry, { areaId, direction: 'in', kind: 'staff', ...input } as never)
const board = () => city.run('applicant', entryBoard, { areaId })
const atOf = async (input: object): Promise<string[]> => {
  try {
    await write(input)
  } catch (error) {
    return (error as Refusal).problems.map((problem) => problem.at ?? '')
  }
  return []
}
const violations = async (check: string) => {
  let part = runCheck.output.parse(
    await house.runner.run('check.run-part', { tenantId: city.tenantId, actor: system }, { check }),
  )
  while (!part.finished) {
    part = runCheck.output.parse(
      await house.runner.run(
        'check.run-part',
        { tenantId: city.tenantId, actor: system },
        { check, runId: part.runId },
      ),
    )
  }
  return (await city.run('manager', showCheck, { check, page: 1, size: 100 })).rows.map((row) => row.label)
}

test('whoever the list lets in goes in and out, and stands on the board meanwhile', async () => {
  const { warnings } = await write({ personId: person.applicant })
  assert.deepEqual(warnings, [])
  const inside = (await board()).inside
  assert.deepEqual(
    inside.map((line) => [line.personId, line.permitted]),
    [[person.applicant, true]],
  )
  assert.match((await write({ personId: person.applicant })).warnings[0] ?? '', /入ったまま/)
  assert.equal((await board()).inside.length, 1, 'nobody is inside twice')
  world.at('2026-11-24T10:05:00+09:00')
  await write({ direction: 'out', personId: person.applicant })
  assert.equal((await board()).inside.length, 0)
  assert.match(
    (await write({ direction: 'out', personId: person.applicant })).warnings[0] ?? '',
    /入室の記録がありません/,
  )
})

test('whoever is not on the list is written down, told so, and found by the check', async () => {
  const { warnings } = await write({ personId: person.colleague })
  assert.match(warnings[0] ?? '', /入室許可者名簿にありません/)
  const vendor = { kind: 'vendor' as const, company: '(株)架空システム' }
  assert.deepEqual(
    (await write({ ...vendor, name: '保守太郎' })).warnings,
    [],
    'a blank more or less is no other name',
  )
  assert.match((await write({ ...vendor, name: '別の 人' })).warnings[0] ?? '', /名簿にありません/)
  const found = await violations('entry-not-permitted')
  assert.deepEqual(found.toSorted(), ['サーバ室 別の 人', 'サーバ室 森下 由佳'].toSorted())
})

test('a visitor needs a badge, a purpose and somebody of the list beside him', async () => {
  const visitor = { kind: 'visitor', name: '来客 一郎', company: '近隣市' }
  assert.deepEqual((await atOf(visitor)).toSorted(), ['badge', 'escortId', 'purpose'])
  const asked = { ...visitor, badge: '7', purpose: '視察' }
  assert.deepEqual(await atOf({ ...asked, escortId: person.colleague }), ['escortId'], 'not on the list')
  assert.deepEqual(await atOf({ ...asked, escortId: person.applicant }), [])
  assert.deepEqual(
    (await board()).badges.map(({ badge, name }) => [badge, name]),
    [['7', '来客 一郎']],
  )
  assert.deepEqual(
    await atOf({ ...asked, name: '来客 二郎', escortId: person.applicant }),
    ['badge'],
    'the badge is still out',
  )
  world.at('2026-11-24T10:20:00+09:00')
  assert.deepEqual(await atOf({ ...visitor, direction: 'out' }), [])
  assert.deepEqual((await board()).badges, [])
  assert.deepEqual(await violations('entry-no-escort'), [])
})

test('a permission that lapsed, or of another year, lets nobody in', async () => {
  const other = await doorOf(city, '電算室')
  await other.permitStaff('applicant', { from: '2026-04-01', to: '2026-11-23' })
  const { warnings } = await write({ areaId: other.areaId, personId: person.applicant })
  assert.match(warnings[0] ?? '', /名簿にありません/)
})

test('wrong input is refused at its field', async () => {
  assert.deepEqual(await atOf({}), ['personId'])
  assert.deepEqual(await atOf({ kind: 'vendor' }), ['name', 'company'])
  assert.deepEqual(await atOf({ personId: person.applicant, at: '2026-11-25T10:00:00+09:00' }), ['at'])
  assert.deepEqual(await atOf({ personId: person.applicant, at: '2026-01-01T10:00:00+09:00' }), ['at'])
  assert.deepEqual(await atOf({ areaId: person.applicant, personId: person.applicant }), ['areaId'])
  await assert.rejects(
    city.run('stranger', recordEntry, { areaId, direction: 'in', kind: 'staff', personId: person.stranger }),
    /あなたの課のものではありません/,
  )
})

test('a line is put right by a second line only; the first stays and no longer counts', async () => {
  const { lineId } = await write({ personId: person.manager })
  const struck = await city.run('applicant', correctEntry, { lineId, why: '別の人と間違えた', strike: true })
  assert.ok(!(await board()).inside.some((line) => line.personId === person.manager))
  await assert.rejects(
    city.run('applicant', correctEntry, { lineId, why: 'もう一度', strike: true }),
    /すでに訂正されています/,
  )
  await assert.rejects(
    city.run('applicant', correctEntry, { lineId: struck.lineId, why: '戻す', strike: false }),
    /取消しの行/,
  )
  const { rows } = await city.run('applicant', listEntry, { areaId, search: '佐伯', page: 1, size: 50 })
  assert.deepEqual(rows.map((row) => [row.corrected, row.struck]).toSorted(), [
    [false, true],
    [true, false],
  ])
  await assert.rejects(
    world.db.inTenant(city.tenantId, (tx) =>
      tx.updateTable('entry_line').set({ name: '別人' }).where('line_id', '=', lineId).execute(),
    ),
    /変えられません/,
  )
})

test('a reader’s file with faults: each is told, the right lines are taken, the same file twice adds nothing', async () => {
  world.at('2026-11-24T12:00:00+09:00')
  const text = [
    '通過日時,カード番号,入退',
    '2026/11/22 9:00:00,K-9,入室',
    '2026/11/22 8:30:00,K-9,退室',
    '2026/11/22 9:00:00,K-9,入室',
    '2026/11/99 9:00:00,K-9,入室',
    '2026/11/22 9:05:00,,入室',
    '2026/11/22 9:06:00,K-9,通過',
    '2027/01/01 9:00:00,K-9,入室',
  ].join('\r\n')
  const content = Buffer.from(text).toString('base64')
  const take = (dryRun: boolean) =>
    city.run('applicant', importEntry, { areaId, fileName: 'reader.csv', content, dryRun })
  const told = await take(true)
  assert.deepEqual(
    [told.read, told.added, told.duplicates, told.refused, told.outOfOrder, told.strayOuts],
    [7, 2, 1, 4, 1, 1],
  )
  assert.deepEqual(told.unknownCards, [{ card: 'K-9', lines: 2 }])
  assert.deepEqual(
    told.problems.map((problem) => [problem.line, problem.column]),
    [
      [5, '通過日時'],
      [6, 'カード番号'],
      [7, '入退'],
      [8, '通過日時'],
    ],
  )
  assert.equal((await take(false)).added, 2)
  const again = await take(false)
  assert.deepEqual([again.added, again.duplicates], [0, 3])
  assert.ok((await violations('entry-never-left')).includes('サーバ室 カード K-9'))
})

test('a file whose columns nobody can tell asks for them, and remembers what it was told', async () => {
  const text = 'いつ,札,どちら\r\n2026/11/20 9:00,K-5,IN'
  const content = Buffer.from(text).toString('base64')
  const file = { areaId, fileName: 'b.csv', content, dryRun: true }
  const asked = await city.run('applicant', importEntry, file)
  assert.deepEqual([asked.columns.at, asked.added, asked.headings], [null, 0, ['いつ', '札', 'どちら']])
  const columns = { at: 'いつ', card: '札', direction: 'どちら', name: null }
  await city.run('applicant', importEntry, { ...file, columns, dryRun: false })
  assert.equal((await city.run('applicant', importEntry, file)).duplicates, 1)
  await assert.rejects(
    city.run('applicant', importEntry, { ...file, columns: { ...columns, at: '無い列' } }),
    /「無い列」の列がありません/,
  )
})

test('the book goes out as a file, and a stranger reads none of it', async () => {
  const span = { from: '2026-11-01', to: '2026-11-30' }
  const file = await city.run('auditor', exportEntry, { ...span, format: 'csv' })
  assert.match(new TextDecoder().decode(file.body), /入室/)
  assert.equal((await city.run('stranger', listEntry, { page: 1, size: 50 })).total, 0)
  await assert.rejects(
    city.run('stranger', exportEntry, { ...span, areaId, format: 'csv' }),
    /見つからないか/,
  )
})
