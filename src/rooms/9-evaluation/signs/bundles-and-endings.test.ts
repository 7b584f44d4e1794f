import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { decideManyApplications, fileApplication, setParameter } from '#engine/procedure/contract.ts'
import { registerSave } from '#engine/register/contract.ts'
import { reviseEntry, writeEntry } from '#engine/register/engine.ts'
import { newId } from '#ground/ids/ids.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { exchangeBook } from '#rooms/6-technical/exchange/book.ts'
import { bindSlots } from '#test/bind.ts'
import { bindOwn, ownProcedures } from '#test/own-procedures.ts'
import { makeWorld, type Who } from '#test/world.ts'
import { listSigns, showSign } from './contract.ts'
import { SIGN_JOB } from './job.ts'

/*
 * What was refused inside a bundle, days at the end of a permission that were typed back or put right, and the clauses
 * all of it rests on.
 */

const world = await makeWorld({ after }, { procedures: ownProcedures })
const { city, house } = world
before(async () => {
  await bindOwn(city)
  await city.run('officer', setParameter, { procedure: 'own-yearly', key: 'bulk-at-once', value: 4 })
})

const look = async (): Promise<void> => {
  await house.handlers.get(SIGN_JOB)?.({
    tenantId: city.tenantId,
    jobId: newId(),
    data: {},
    progress: async () => undefined,
  })
}
const shown = async (sign: string) =>
  (await city.run('auditor', showSign, { sign, period: '2026Q3', page: 1, size: 50 })).rows

const file = async (who: Who) => {
  const form = { purpose: '年度の利用', assets: [city.assets.leaflet] }
  const { applicationId } = await city.run(who, fileApplication, { procedure: 'own-yearly', form })
  return { applicationId, contentHash: (await city.show('auditor', applicationId)).contentHash }
}
const kept = (who: Who) =>
  world.db.readTenant(city.tenantId, (tx) =>
    tx
      .selectFrom('refused_attempt')
      .select(['operation', 'application_id', 'kind', 'times'])
      .where('person_id', '=', city.ids.person[who])
      .orderBy('first_at')
      .execute(),
  )

test('of a bundle each refused case is kept like a single one, whether others were granted or none', async () => {
  const [own, good] = [await file('manager'), await file('applicant')]
  const { results } = await city.run('manager', decideManyApplications, { cases: [own, good] })
  assert.deepEqual(
    results.map((each) => each.refusal?.code ?? each.state),
    ['forbidden', 'granted'],
  )
  const line = { operation: 'application.decide', application_id: own.applicationId, kind: 'own' }
  assert.deepEqual(await kept('manager'), [{ ...line, times: 1 }])
  await assert.rejects(city.run('manager', decideManyApplications, { cases: [own] }), Refusal)
  assert.deepEqual(await kept('manager'), [{ ...line, times: 2 }], 'also when nothing of the bundle stays')
})

test('a bundle of cases one may not see says of each what is said of one that is not there, and each is kept', async () => {
  const [one, other] = [await file('applicant'), await file('colleague')]
  const nowhere = { applicationId: newId(), contentHash: one.contentHash }
  const refusal: unknown = await city
    .run('strangerManager', decideManyApplications, { cases: [one, nowhere, other] })
    .catch((error: unknown) => error)
  assert.ok(refusal instanceof Refusal)
  const said = new Set(refusal.problems.map(({ message }) => message))
  assert.equal(said.size, 1, [...said].join())
  assert.deepEqual(
    (await kept('strangerManager')).map(({ application_id: id, kind }) => [id, kind]).toSorted(),
    [one, other].map(({ applicationId }) => [applicationId, 'unseen']).toSorted(),
  )
  await look()
  const rows = (await shown('refused-attempt')).map(
    ({ person, sentence }) => `${person?.name ?? ''} ${sentence}`,
  )
  assert.equal(rows.filter((row) => /武藤 剛 .*見ることのできない申請/.test(row)).length, 2)
  assert.equal(rows.filter((row) => /佐伯 真由美 2回、自分の申請/.test(row)).length, 1)
})

test('an end that is typed back, put right later or taken out is found; one written on its day or for a day to come is not', async () => {
  const connect = (name: string, until?: string) =>
    city.run('manager', registerSave, {
      register: 'connection',
      unitId: city.ids.unit.longevity,
      values: {
        name,
        partner: '架空県',
        zone: 'lgwan',
        method: 'dedicated',
        from: '2026-04-01',
        ...(until === undefined ? {} : { until }),
      },
    })
  const end = (line: { entryId: string; version: number }, until: string | null) =>
    city.run('manager', registerSave, {
      register: 'connection',
      entryId: line.entryId,
      expectedVersion: line.version,
      values: { until },
    })
  await connect('先まで続く接続', '2027-03-31')
  await end(await connect('その日に終えた接続'), '2026-11-24')
  await end(await connect('前日に終えた接続'), '2026-11-23')
  await end(await connect('さかのぼった接続'), '2026-11-20')
  const corrected = await end(await connect('直した接続'), '2026-11-24')
  world.at('2026-11-28T10:00:00+09:00')
  await end(await end(corrected, '2026-11-27'), null)
  world.at('2026-11-24T10:00:00+09:00')
  const book = await city.perform((act) =>
    writeEntry(act, exchangeBook, {
      by: 'event',
      why: '許可により',
      unitId: city.ids.unit.longevity,
      values: { partner: '架空町', direction: 'out', kind: 'data', content: '1件', terms: '返す' },
      describe: true,
    }),
  )
  await city.perform((act) =>
    reviseEntry(
      act,
      exchangeBook,
      book.entryId,
      { ended: 'erased', ended_on: '2026-11-10' },
      { by: 'event', why: '返却・消去の確認により', describe: true },
    ),
  )
  await look()
  const found = (await shown('after-the-fact')).map(({ label, sentence }) => `${label}: ${sentence}`)
  assert.deepEqual(found.toSorted(), [
    'さかのぼった接続: 外部接続点台帳の「接続を終えた日」を、4日さかのぼって令和8年11月20日(金)と書いています。',
    '架空町: 他団体との交換記録簿の「返却・消去した日」を、14日さかのぼって令和8年11月10日(火)と書いています。',
    '直した接続: 外部接続点台帳の「接続を終えた日」(令和8年11月27日(金))を、後から消しています。',
    '直した接続: 外部接続点台帳の「接続を終えた日」を、令和8年11月24日(火)から令和8年11月27日(金)に直しています。',
  ])
  assert.ok((await shown('after-the-fact')).every(({ subject }) => subject.kind.startsWith('register:')))
})

test('the signs cite the clause on audits, those of one hand and of pairs the one on separation, too', async () => {
  await bindSlots(world, ['signs audit', 'signs separation'])
  const cites = async (sign: string) =>
    (await city.run('auditor', showSign, { sign, period: '2026Q3', page: 1, size: 1 })).cites.map(
      ({ slot }) => slot,
    )
  assert.deepEqual((await cites('same-pair')).toSorted(), ['audit', 'separation'])
  assert.deepEqual((await cites('same-hand')).toSorted(), ['audit', 'separation'])
  assert.deepEqual(await cites('out-of-hours'), ['audit'])
  const { cites: all } = await city.run('auditor', listSigns, {})
  assert.deepEqual(all.map(({ slot }) => slot).toSorted(), ['audit', 'separation'])
})
