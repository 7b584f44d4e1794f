import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { registerSetRetention } from '#engine/register/contract-columns.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { runCheck, showCheck } from '#engine/check/contract.ts'
import { issueCard, reportLostCard, myCards } from '#rooms/6-technical/cards/contract.ts'
import { makeWorld } from '#test/world.ts'
import { correctEntry, entryBoard, importEntry, listEntry, recordEntry, type LineRow } from './contract.ts'
import { disposeEntry, expiredEntry, passDoor, printEntry } from './contract-keeping.ts'
import { DISPOSE_ENTRY } from './dispose.ts'
import { paperRow, staysOf } from './print.ts'
import { doorOf } from './testing/door.ts'

/*
 * The door by card, the book on paper, what becomes of the log when its years are over, and what is open over the turn
 * of the year.
 */

const world = await makeWorld({ after })
const { city, house } = world
const { person } = city.ids
const system = { kind: 'system', job: 'test' } as const
const door = await doorOf(city)
await door.permitStaff('applicant')
const { areaId } = door

const refused = (code: string, words: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code)
  assert.match(error.message, words)
  return true
}
const pass = (card: string, at: string) => {
  world.at(`2026-11-24T${at}+09:00`)
  return city.run('colleague', passDoor, { areaId, card })
}
const reader = async (lines: readonly string[], of = areaId) => {
  const content = Buffer.from(['通過日時,カード番号,入退', ...lines].join('\r\n')).toString('base64')
  await city.run('applicant', importEntry, { areaId: of, fileName: 'r.csv', content, dryRun: false })
}

test('a card held to the reader lets its holder in and then out, whatever the width of its number', async () => {
  await city.run('manager', issueCard, { holderId: person.applicant, cardNumber: 'K-0012', kind: 'entry' })
  const came = await pass(' Ｋ-００１２ ', '10:00:00')
  assert.deepEqual([came.direction, came.warnings], ['in', []])
  const { inside } = await city.run('colleague', entryBoard, { areaId })
  assert.deepEqual(
    inside.map((line) => [line.personId, line.card, line.origin]),
    [[person.applicant, 'K-0012', 'typed']],
  )
  await assert.rejects(pass('K-0012', '10:00:03'), refused('conflict', /書いたばかり/))
  assert.equal((await pass('K-0012', '10:30:00')).direction, 'out')
  assert.equal((await city.run('colleague', entryBoard, { areaId })).inside.length, 0)
})

test('a card nobody has opens nothing; one reported lost is written, and whoever keeps the door is told', async () => {
  await assert.rejects(pass('K-9999', '10:31:00'), refused('invalid', /誰にも渡されていません/))
  await assert.rejects(
    city.run('stranger', passDoor, { areaId, card: 'K-0012' }),
    refused('not-found', /あなたの課のものではありません/),
  )
  const [card] = (await city.run('applicant', myCards, {})).cards
  await city.run('applicant', reportLostCard, { entryId: card?.entryId ?? '', where: '駅で失くした' })
  const { warnings } = await pass('K-0012', '10:40:00')
  assert.match(warnings.join(), /紛失の届出があります/)
  await pass('K-0012', '10:45:00')
})

const row = (more: Partial<LineRow>): LineRow => ({
  lineId: 'a',
  area: { id: 'x', name: 'サーバ室' },
  at: '2026-11-24T01:00:00.000Z',
  direction: 'in',
  kind: 'staff',
  personId: null,
  name: '田辺 彩',
  company: null,
  card: null,
  badge: null,
  escort: null,
  purpose: null,
  items: null,
  origin: 'typed',
  corrects: null,
  struck: false,
  why: null,
  corrected: false,
  ...more,
})

test('on paper a stay is one line: when he came, when he went, with whom, and what is missing', () => {
  const rows = [
    row({ lineId: 'b', direction: 'out', at: '2026-11-24T16:10:00.000Z' }),
    row({ lineId: 'a' }),
    row({ lineId: 'c', name: '来客', kind: 'visitor', company: '近隣市', badge: '7', direction: 'out' }),
    row({ lineId: 'd', name: '残る人', at: '2026-11-24T03:00:00.000Z', corrects: 'z' }),
  ]
  const who = new Map(rows.map(({ lineId, name }) => [lineId, name]))
  assert.deepEqual(staysOf(rows, who).map(paperRow), [
    ['R8.11.24', '10時00分', 'R8.11.25 1時10分', '職員', '田辺 彩', '', '', '', '', ''],
    ['R8.11.24', '', '10時00分', '近隣市', '来客', '', '', '7', '', '入室の記録なし'],
    ['R8.11.24', '12時00分', '', '職員', '残る人', '', '', '', '', '退室の記録なし、訂正あり'],
  ])
})

test('the book of one area is printed for a period; a stranger prints none', async () => {
  const span = { areaId, from: '2026-11-01', to: '2026-11-30' }
  const { body, contentType } = await city.run('applicant', printEntry, span)
  assert.equal(contentType, 'application/pdf')
  assert.equal(Buffer.from(body.subarray(0, 5)).toString(), '%PDF-')
  await assert.rejects(city.run('stranger', printEntry, span), refused('not-found', /管理区域/))
  await assert.rejects(
    city.run('applicant', printEntry, { ...span, from: '2026-12-01' }),
    refused('invalid', /後にしてください/),
  )
})

/** Does the queued disposals. */
async function work(): Promise<void> {
  const jobs = await world.db.readTenant(city.tenantId, (tx) =>
    tx
      .selectFrom('job')
      .selectAll()
      .where('name', '=', DISPOSE_ENTRY)
      .where('state', '=', 'waiting')
      .execute(),
  )
  for (const job of jobs) {
    await house.handlers.get(DISPOSE_ENTRY)?.({
      tenantId: city.tenantId,
      jobId: job.job_id,
      data: Object.fromEntries(Object.entries(job.data ?? {})),
      progress: async () => undefined,
    })
    await world.db.inTenant(city.tenantId, (tx) =>
      tx.updateTable('job').set({ state: 'done' }).where('job_id', '=', job.job_id).execute(),
    )
  }
}

test('lines whose years are over are deleted by whoever keeps the area; younger ones stay, and so does what they put right', async () => {
  world.at('2026-11-24T12:00:00+09:00')
  const old = (await doorOf(city, '旧電算室')).areaId
  // Kept for five years after the 年度 of its day: 令和2年度 ended on 31 March 2021 and goes on 1 April 2026.
  await reader(['2021/03/31 9:00,K-1,入室', '2021/03/31 17:00,K-1,退室', '2021/04/01 9:00,K-1,入室'], old)
  const all = async () =>
    (await city.run('manager', listEntry, { areaId: old, page: 1, size: 50 })).rows.map(({ at }) => at)
  await reader(['2021/03/31 9:30,K-ONLY-THEN,入室'], old)
  assert.equal((await all()).length, 4)
  const texts = (search: string) =>
    world.db.readTenant(city.tenantId, async (tx) => {
      const like = `%${search}%`
      return (await sql`select search from entry_text where search like ${like}`.execute(tx)).rows
    })
  assert.equal((await texts('k-only-then')).length, 1)
  const area = async (who: 'manager' | 'applicant' = 'manager') =>
    (await city.run(who, expiredEntry, {})).areas.find((each) => each.areaId === old)
  const waiting = await area()
  assert.deepEqual([waiting?.lines, waiting?.firstDay, waiting?.mayDispose.allowed], [3, '2021-03-31', true])
  assert.equal((await area('applicant'))?.mayDispose.allowed, false)
  const why = '保存期限の満了'
  await assert.rejects(
    city.run('applicant', disposeEntry, { areaId: old, why }),
    refused('forbidden', /役割/),
  )
  await assert.rejects(city.run('stranger', disposeEntry, { areaId: old, why }), refused('not-found', /./))
  await assert.rejects(
    city.run('manager', disposeEntry, { areaId, why }),
    refused('conflict', /過ぎた記録がありません/),
  )
  // The correction of an old line is written with a day of today: the two stand or go together.
  await reader(['2021/03/30 9:00,K-2,入室'], old)
  const { rows } = await city.run('manager', listEntry, { areaId: old, search: 'K-2', page: 1, size: 10 })
  await city.run('applicant', correctEntry, {
    lineId: rows[0]?.lineId ?? '',
    why: '日の誤り',
    strike: false,
    at: '2026-11-20T09:00:00+09:00',
  })
  assert.equal((await area())?.lines, 3)
  await city.run('manager', disposeEntry, { areaId: old, why })
  assert.equal((await area())?.running, true)
  await assert.rejects(
    city.run('manager', disposeEntry, { areaId: old, why }),
    refused('conflict', /いま廃棄/),
  )
  await work()
  assert.deepEqual((await all()).toSorted(), [
    '2021-03-30T00:00:00Z',
    '2021-04-01T00:00:00Z',
    '2026-11-20T00:00:00Z',
  ])
  const { done, areas } = await city.run('manager', expiredEntry, {})
  assert.deepEqual(
    done.map(({ name, before, removed, why: because }) => [name, before, removed, because]),
    [['旧電算室', '2021-04-01', 3, why]],
  )
  assert.deepEqual(await texts('k-only-then'), [], 'nothing of it is left for the search either')
  assert.ok((await texts('k-2')).length > 0)
  assert.equal(areas.length, 0)
})

test('the city sets how many years the log is kept; no line goes before, whoever asks the database', async () => {
  await assert.rejects(
    city.run('manager', registerSetRetention, { register: 'entry-log', years: 1, why: '規程のとおり' }),
    refused('forbidden', /./),
  )
  await city.run({ kind: 'operator', name: 'root' }, registerSetRetention, {
    register: 'entry-log',
    years: 10,
    why: '文書管理規程',
  })
  const { years, yearsWhy, before } = await city.run('manager', expiredEntry, {})
  assert.deepEqual([years, yearsWhy, before], [10, '文書管理規程', '2016-04-01'])
  await assert.rejects(
    world.db.inTenant(city.tenantId, (tx) =>
      tx.deleteFrom('entry_line').where('area_id', '=', areaId).execute(),
    ),
    /変えられません/,
  )
})

test('what is open on 31 March is open on 1 April: the log is judged over 400 days, not by 年度', async () => {
  const turn = await doorOf(city, '年度末の電算室')
  world.at('2027-03-30T10:00:00+09:00')
  await city.run('applicant', recordEntry, {
    areaId: turn.areaId,
    direction: 'in',
    kind: 'staff',
    personId: person.colleague,
  })
  const found = async (check: string) => {
    const scope = { tenantId: city.tenantId, actor: system }
    let part = runCheck.output.parse(await house.runner.run('check.run-part', scope, { check }))
    while (!part.finished) {
      const { runId } = part
      part = runCheck.output.parse(await house.runner.run('check.run-part', scope, { check, runId }))
    }
    const { rows } = await city.run('manager', showCheck, { check, page: 1, size: 100 })
    return rows.map(({ label }) => label).filter((label) => label.startsWith('年度末'))
  }
  const line = ['年度末の電算室 森下 由佳']
  for (const day of ['2027-03-31', '2027-04-01', '2027-04-02', '2028-05-01']) {
    world.at(`${day}T08:00:00+09:00`)
    assert.deepEqual(await found('entry-not-permitted'), line, day)
  }
  world.at('2027-04-02T08:00:00+09:00')
  assert.deepEqual(await found('entry-never-left'), line)
  world.at('2028-05-10T08:00:00+09:00')
  assert.deepEqual(await found('entry-not-permitted'), [], 'after 400 days it is history')
})
