import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { verifyTenantLedger } from '#doors/ledger-commands.ts'
import { runCheck, showCheck } from '#engine/check/contract.ts'
import { publishOwnProcedure, saveOwnProcedure } from '#engine/own-procedure/contract.ts'
import { OWN_SLOT } from '#engine/own-procedure/compile.ts'
import { ownExample } from '#engine/own-procedure/own-example.ts'
import { decideApplication, fileApplication } from '#engine/procedure/contract.ts'
import { FOLLOW_JOB } from '#engine/register/inherited-classes.ts'
import { registerTimeline } from '#engine/register/contract-faces.ts'
import { registerEntry, registerList, registerSave } from '#engine/register/contract.ts'
import { closeStocktake } from '#engine/stocktake/contract.ts'
import { signStocktake } from '#engine/stocktake/contract-sheet.ts'
import { countingOf } from '#engine/stocktake/testing/counting.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { ofSubject } from '#ledger/contract.ts'
import { policyBindNorms, policyNorms } from '#policy/contract-norms.ts'
import { handlingCard } from '#rooms/2-assets/classification/contract.ts'
import { runJobs } from '#rooms/2-assets/classification/testing/run-jobs.ts'
import { entryBoard, recordEntry } from '#rooms/4-physical/entry/contract.ts'
import { listSigns } from '#rooms/9-evaluation/signs/contract.ts'
import { withoutSeeds } from '#test/seed-norms.ts'
import { makeCity, makeWorld, type City, type World } from '#test/world.ts'
import { procedures } from '../../src/mechanisms.ts'
import { giveKawaguchi } from './kawaguchi-city.ts'
import { openDesk } from './permit-desk.ts'

/*
 * The daily work of a city that begins from the text of Kawaguchi, one act after another on the same things, and what the
 * auditor reads of it in the end.
 */
type Day = {
  world: World
  city: City
  desk: Awaited<ReturnType<typeof openDesk>>
}
let day: Day | null = null
if (withoutSeeds === false) {
  const world = await makeWorld({ after })
  const city = await makeCity(world.house, world.db, await world.newTenant('川の市'), giveKawaguchi)
  day = { world, city, desk: await openDesk(world, city) }
}

/** A part of the day; left out with its reason where the text is not on this machine. */
const part = (promise: string, work: (day: Day) => Promise<void>) =>
  test(promise, { skip: withoutSeeds }, async () => {
    if (day !== null) await work(day)
  })

const classes = { confidentiality: '3', integrity: '2', availability: '1' }
let assetId = ''
let mediumId = ''
let lent = ''

part(
  'an asset is registered and classified, and its card says by which clauses it is handled',
  async (its) => {
    const { city } = its
    const { entryId } = await city.run('manager', registerSave, {
      register: 'asset',
      unitId: city.ids.unit.longevity,
      values: {
        name: '介護認定の名簿',
        business: '要介護認定',
        kind: 'file',
        network: 'none',
        encrypted: true,
        ...classes,
      },
    })
    assetId = entryId
    const card = await city.run('applicant', handlingCard, { register: 'asset', entryId })
    assert.deepEqual(
      card.classes.map(({ value }) => value),
      ['3', '2', '1'],
    )
    const cited = card.items.filter((item) => item.cites.length > 0)
    assert.ok(cited.length >= 5, `${cited.length} of ${card.items.length} rules of the card cite a clause`)
  },
)

part('a copy keeps the classes of its original and cannot be milder', async (its) => {
  const { city } = its
  const copy = (values: Record<string, string>) =>
    city.run('manager', registerSave, {
      register: 'copy',
      unitId: city.ids.unit.longevity,
      values: {
        purpose: '審査会での説明',
        original: assetId,
        act: 'copied',
        form: 'paper',
        made_on: '2026-11-24',
        ...values,
      },
    })
  await assert.rejects(
    copy({ ...classes, confidentiality: '1' }),
    (error: unknown) => error instanceof Refusal && error.problems.some(({ at }) => at === 'confidentiality'),
  )
  const { entryId } = await copy({})
  const { entry } = await city.run('manager', registerEntry, { register: 'copy', entryId })
  assert.equal(entry.values['confidentiality'], '3')
})

part('a medium with the asset on it takes its class, is lent, and comes back', async (its) => {
  const { city, desk } = its
  const { entryId } = await city.run('manager', registerSave, {
    register: 'medium',
    unitId: city.ids.unit.longevity,
    values: { name: '名簿のUSBメモリ', kind: 'usb', use: 'daily', holds: [assetId] },
  })
  mediumId = entryId
  desk.lines.set('medium', entryId)
  await runJobs({ ...its.world, tenantId: city.tenantId }, [FOLLOW_JOB])
  const { entry } = await city.run('manager', registerEntry, { register: 'medium', entryId })
  assert.equal(entry.values['confidentiality'], '3')
  lent = await desk.file('medium-loan')
  await desk.act('manager', lent, 'grant')
  const loan = procedures.find(({ key }) => key === 'medium-loan')
  const [start, finish] = ['start', 'finish'].map((act) => loan?.afterwards.find((each) => each.act === act))
  assert.ok(start !== undefined && finish !== undefined)
  const { periodFrom } = await city.show('applicant', lent)
  if (periodFrom !== null) its.world.at(`${periodFrom}T10:00:00+09:00`)
  assert.equal((await desk.follow('applicant', lent, start)).state, 'in-use')
  const whereabouts = async () =>
    (await city.run('manager', registerEntry, { register: 'medium', entryId })).entry.values['whereabouts']
  assert.notEqual(await whereabouts(), 'in-place')
  assert.equal((await desk.follow('leader', lent, finish)).state, 'done')
  assert.equal(await whereabouts(), 'in-place')
  const book = await city.run('manager', registerList, { register: 'loan-book', page: 1, size: 10 })
  assert.equal(book.rows.length, 1)
})

part(
  'the check of places names the medium that lies behind no lock, and cites the clause that wants one',
  async (its) => {
    const { city, world } = its
    const system = { kind: 'system', job: 'test' } as const
    const runPart = (runId?: string) =>
      world.house.runner.run(
        runCheck.name,
        { tenantId: city.tenantId, actor: system },
        { check: 'medium-place', ...(runId === undefined ? {} : { runId }) },
      )
    let run = runCheck.output.parse(await runPart())
    while (!run.finished) run = runCheck.output.parse(await runPart(run.runId))
    const shown = await city.run('manager', showCheck, { check: 'medium-place', page: 1, size: 50 })
    assert.deepEqual(
      shown.rows.map(({ label }) => label),
      ['名簿のUSBメモリ'],
    )
    assert.ok(shown.cites.some(({ label }) => label === '第5-2(5)エ'))
  },
)

part('a visitor walks through a controlled area beside somebody of the list, and out again', async (its) => {
  const { city, desk, world } = its
  const area = await city.run('manager', registerSave, {
    register: 'area',
    unitId: city.ids.unit.longevity,
    values: { name: '長寿支援課 機器室', building: '本庁舎', floor: 3 },
  })
  desk.lines.set('area', area.entryId)
  const permit = await desk.file('area-entry')
  await desk.act('manager', permit, 'grant')
  const { periodFrom } = await city.show('applicant', permit)
  if (periodFrom !== null) world.at(`${periodFrom}T13:00:00+09:00`)
  const board = () => city.run('applicant', entryBoard, { areaId: area.entryId })
  const permitted = (await board()).permitted[0] ?? assert.fail('the permission put nobody on the list')
  const record = (said: object) =>
    city.run('applicant', recordEntry, {
      areaId: area.entryId,
      direction: 'in',
      kind: 'visitor',
      name: '来客 一郎',
      company: '近隣市',
      ...said,
    })
  await assert.rejects(
    record({}),
    (error: unknown) => error instanceof Refusal && error.problems.length === 3,
  )
  await record({ badge: '1', purpose: '視察', escortId: permitted.personId })
  assert.equal((await board()).inside.length, 1)
  world.at(world.clock.now().toISOString().replace('T04:00', 'T04:20'))
  await record({ direction: 'out' })
  assert.equal((await board()).inside.length, 0)
})

part('the section is counted, signed by its head and closed by the policy office', async (its) => {
  const { city, world } = its
  const counting = countingOf(world, city)
  const unitId = city.ids.unit.longevity
  const stocktakeId = await counting.open('officer', { unitIds: [unitId] })
  await counting.countAll(stocktakeId)
  await city.run('manager', signStocktake, { stocktakeId, unitId })
  assert.equal((await city.run('officer', closeStocktake, { stocktakeId })).unsigned, 0)
})

part(
  'a procedure of the city’s own runs once a clause is bound to it, and cites that clause',
  async (its) => {
    const { city } = its
    const saved = await city.run('officer', saveOwnProcedure, { version: 0, declaration: ownExample })
    await city.run('officer', publishOwnProcedure, { key: saved.key, version: saved.version })
    const form = { f1: '映写機', f2: 'c1', f4: '2026-12-25', f5: '2026-12-26' }
    const file = () => city.run('applicant', fileApplication, { procedure: saved.key, form })
    await assert.rejects(file(), /根拠となる条文がまだ対応付けられていない/)
    const { norms } = await city.run('officer', policyNorms, { editionId: city.editionId })
    const norm = norms.find(({ number }) => number === '第7-1(1)イ') ?? assert.fail('the clause is there')
    const mechanism = `procedure:${saved.key}`
    await city.run('officer', policyBindNorms, {
      editionId: city.editionId,
      choices: [{ normId: norm.normId, mechanism, slot: OWN_SLOT }],
    })
    const { applicationId } = await file()
    const { contentHash, cites } = await city.show('manager', applicationId)
    assert.deepEqual(
      cites.map(({ label }) => label),
      ['第7-1(1)イ'],
    )
    const { state } = await city.run('manager', decideApplication, {
      applicationId,
      act: 'grant',
      contentHash,
    })
    assert.equal(state, 'granted')
  },
)

part(
  'the auditor reads it back: the life of the medium, its loan with clause and proof, and a ledger that verifies',
  async (its) => {
    const { city, world } = its
    const timeline = await city.run('auditor', registerTimeline, { register: 'medium', entryId: mediumId })
    assert.ok(timeline.items.some((item) => item.kind === 'case' && item.applicationId === lent))
    assert.ok(timeline.items.some((item) => item.kind === 'line' && item.register === 'loan-book'))
    const { events } = await city.show('auditor', lent)
    assert.ok(events.length >= 4, 'filed, granted, lent, returned')
    const proofs = await city.run('auditor', ofSubject, { kind: 'application', id: lent, page: 1, size: 50 })
    assert.ok(proofs.entries.length >= 4)
    assert.ok(proofs.entries.every(({ state }) => state === 'proven' || state === 'waiting'))
    await city.run('auditor', listSigns, {})
    assert.deepEqual((await verifyTenantLedger(world.house, city.tenantId)).findings, [])
  },
)
