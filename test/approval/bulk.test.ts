import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  decideManyApplications,
  fileApplication,
  listApplications,
  noteOpening,
  setParameter,
} from '#engine/procedure/contract.ts'
import { newId } from '#ground/ids/ids.ts'
import { bindOwn, ownProcedures } from '#test/own-procedures.ts'
import { refused } from '#test/council-city.ts'
import { makeWorld, type Who } from '#test/world.ts'

const world = await makeWorld({ after }, { procedures: ownProcedures })
const { city } = world
before(async () => {
  await bindOwn(city)
  await city.run('officer', setParameter, { procedure: 'own-yearly', key: 'bulk-at-once', value: 4 })
})

type Chosen = { applicationId: string; contentHash: string }

const file = async (assets: string[] = [city.assets.leaflet], who: Who = 'applicant'): Promise<Chosen> => {
  const form = { purpose: '年度の利用', assets }
  const { applicationId } = await city.run(who, fileApplication, { procedure: 'own-yearly', form })
  return { applicationId, contentHash: (await city.show('auditor', applicationId)).contentHash }
}
const grant = (cases: Chosen[], who: Who = 'manager') => city.run(who, decideManyApplications, { cases })
const stateOf = async ({ applicationId }: Chosen) => (await city.show('auditor', applicationId)).state
const bundlesOf = (cases: readonly Chosen[]) =>
  world.db.readTenant(city.tenantId, (tx) =>
    tx
      .selectFrom('decision')
      .select(['application_id', 'bundle_id'])
      .where(
        'application_id',
        'in',
        cases.map((each) => each.applicationId),
      )
      .execute(),
  )
const entriesOf = (subject: { kind: string; id: string }) =>
  world.db.readTenant(city.tenantId, (tx) =>
    tx
      .selectFrom('ledger_entry')
      .select(['operation', 'body'])
      .where('subject_kind', '=', subject.kind)
      .where('subject_id', '=', subject.id)
      .execute(),
  )

test('cases granted together bear one bundle, and each has its own entry in the ledger beside the one of the bundle', async () => {
  const cases = [await file(), await file(), await file()]
  const { bundleId, results } = await grant(cases)
  assert.deepEqual(
    results.map((each) => [each.applicationId, each.state, each.refusal]),
    cases.map((each) => [each.applicationId, 'granted', null]),
  )
  assert.deepEqual(
    (await bundlesOf(cases)).map((row) => row.bundle_id),
    [bundleId, bundleId, bundleId],
  )
  const seen = await city.show('manager', cases[0]?.applicationId ?? '')
  assert.equal(seen.events.at(-1)?.note, '3件をまとめて決裁')
  const [own] = (await entriesOf({ kind: 'application', id: cases[1]?.applicationId ?? '' })).filter(
    (entry) => entry.operation === 'application.decide-many',
  )
  assert.match(own?.body ?? '', /3件をまとめて決裁/)
  assert.match(own?.body ?? '', /"decision"/)
  assert.match((await entriesOf({ kind: 'application-bundle', id: bundleId }))[0]?.body ?? '', /3件を決裁/)
})

test('one that cannot be granted is named with its reason and does not keep the others; nothing of it stays', async () => {
  const [good, stale, other] = [await file(), await file(), await file()]
  const before = await city.show('auditor', stale.applicationId)
  const { results } = await grant([{ ...stale, contentHash: '0'.repeat(64) }, good, other])
  assert.deepEqual(
    results.map((each) => each.refusal?.code ?? each.state),
    ['conflict', 'granted', 'granted'],
  )
  assert.match(results[0]?.refusal?.message ?? '', /内容が変わりました/)
  assert.equal(results[0]?.number, before.number)
  assert.deepEqual(await city.show('auditor', stale.applicationId), before)
  assert.equal((await bundlesOf([stale])).length, 0)
})

test('a refusal after rows were written takes back that case alone, its entry too', async () => {
  const cases = [await file(), await file()]
  await assert.rejects(
    city.perform(async (act) => {
      await act.part(async (part) => {
        await part.recorder.save('application_comment', {
          tenant_id: city.tenantId,
          application_id: cases[0]?.applicationId ?? '',
          comment_id: newId(),
          author_id: city.ids.person.manager,
          text: '残らない書込み',
          at: act.at,
        })
        throw new Error('part')
      })
    }),
    /part/,
  )
  const kept = await city.perform(async (act) => {
    await act
      .part(async (part) => {
        await part.tx.deleteFrom('application_step').execute()
        throw new Error('part')
      })
      .catch(() => undefined)
    act.recorder.describe({ act: '試験', subject: { kind: 'test', id: newId() } })
    return act.tx
      .selectFrom('application_comment')
      .select('text')
      .where('text', '=', '残らない書込み')
      .execute()
  })
  assert.deepEqual(kept, [])
  assert.equal(await stateOf(cases[0] ?? (await file())), 'waiting')
})

test('what is of the strictest class, or of none, is never granted with others, whatever the class was when it was filed', async () => {
  const strict = await file([city.assets.survey])
  const usual = await file()
  const { results } = await grant([strict, usual])
  assert.match(results[0]?.refusal?.message ?? '', /機密性3/)
  assert.equal(await stateOf(strict), 'waiting')
  assert.equal(await stateOf(usual), 'granted')

  const raised = await file()
  await city.perform(async (act) => {
    const line = await act.tx
      .selectFrom('register_entry')
      .selectAll()
      .where('entry_id', '=', city.assets.leaflet)
      .executeTakeFirstOrThrow()
    await act.recorder.save('register_entry', {
      ...line,
      values: { ...line.values, confidentiality: '3' },
    })
    act.recorder.describe({ act: '再分類', subject: { kind: 'entry', id: line.entry_id } })
  })
  const offered = await city.run('manager', listApplications, { view: 'inbox', size: 100 })
  assert.equal(offered.rows.find((row) => row.applicationId === raised.applicationId)?.bulk, null)
  await refused(grant([raised]), 'conflict', /機密性3/)
  await city.perform(async (act) => {
    const line = await act.tx
      .selectFrom('register_entry')
      .selectAll()
      .where('entry_id', '=', city.assets.leaflet)
      .executeTakeFirstOrThrow()
    await act.recorder.save('register_entry', {
      ...line,
      values: { ...line.values, confidentiality: '1' },
    })
    act.recorder.describe({ act: '再分類', subject: { kind: 'entry', id: line.entry_id } })
  })
})

test('over the limit, twice the same, or nothing at all: nothing is decided', async () => {
  const cases = [await file(), await file(), await file(), await file(), await file()]
  await refused(grant(cases), 'invalid', /4件まで/)
  const [first] = cases
  if (first === undefined) return assert.fail()
  await refused(grant([first, first]), 'invalid', /2回選ばれています/)
  await refused(grant([]), 'invalid', /選んでください/)
  await refused(grant([{ ...first, contentHash: 'short' }]), 'invalid', /入力に誤り/)
  assert.equal(await stateOf(first), 'waiting')
  const offered = await city.run('manager', listApplications, { view: 'inbox', size: 100 })
  assert.deepEqual(offered.rows.find((row) => row.applicationId === first.applicationId)?.bulk, {
    contentHash: first.contentHash,
    atMost: 4,
  })
})

test('a case that is not there, one’s own and one of a procedure decided one by one are refused and named', async () => {
  const [own, usual] = [await file([city.assets.leaflet], 'manager'), await file()]
  const single = await city.file()
  const { contentHash } = await city.show('auditor', single)
  const foreign = { applicationId: newId(), contentHash: usual.contentHash }
  const { results } = await grant([own, foreign, { applicationId: single, contentHash }, usual])
  assert.deepEqual(
    results.map((each) => each.refusal?.code ?? each.state),
    ['forbidden', 'not-found', 'conflict', 'granted'],
  )
  assert.match(results[0]?.refusal?.message ?? '', /あなた自身の申請/)
  assert.deepEqual([results[1]?.number, results[1]?.title], [null, null])
  assert.match(results[2]?.refusal?.message ?? '', /1件ずつ/)
})

test('who may not see or decide a case cannot do it together with others either', async () => {
  const cases = [await file(), await file()]
  const unseen = await refused(grant(cases, 'stranger'), 'not-found', /どれも許可できません.*見つかりません/)
  assert.equal(unseen.problems.length, 2)
  const { title } = await city.show('auditor', cases[0]?.applicationId ?? '')
  assert.equal(JSON.stringify(unseen.problems).includes(title), false, 'what is not seen is not named')
  await refused(grant(cases, 'leader'), 'forbidden', /どれも許可できません/)
  assert.equal(await stateOf(cases[0] ?? (await file())), 'waiting')
})

test('the first opening of a round by whoever decides stays, and is noted for nobody else', async () => {
  const { applicationId } = await file()
  assert.equal((await city.show('manager', applicationId)).openedAt, null)
  await refused(city.run('applicant', noteOpening, { applicationId }), 'forbidden', /あなた自身|管理者/)
  await refused(city.run('stranger', noteOpening, { applicationId }), 'not-found', /見つかりません/)
  const first = await city.run('manager', noteOpening, { applicationId })
  world.at('2026-11-24T10:05:00+09:00')
  assert.deepEqual(await city.run('manager', noteOpening, { applicationId }), first)
  assert.equal((await city.show('manager', applicationId)).openedAt, first.openedAt)
  assert.equal((await city.show('leader', applicationId)).openedAt, null)
  await city.decide('manager', applicationId, 'send-back')
  assert.deepEqual(await city.run('manager', noteOpening, { applicationId }), first, 'it was read before')
  const unread = (await file()).applicationId
  await city.decide('manager', unread)
  assert.deepEqual(await city.run('manager', noteOpening, { applicationId: unread }), { openedAt: null })
  assert.equal((await city.show('manager', unread)).openedAt, null, 'decided unread stays so')
  const form = { purpose: '直した内容' }
  await city.run('applicant', fileApplication, { procedure: 'own-yearly', applicationId, form })
  assert.equal((await city.show('manager', applicationId)).openedAt, null, 'a new round is to be read anew')
})
