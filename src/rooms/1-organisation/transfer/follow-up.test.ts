import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jobSender, startWorker } from '#ground/jobs/jobs.ts'
import { showApplication } from '#engine/procedure/contract.ts'
import { makeWorld, type World } from '#test/world.ts'
import { transferPorts } from '../../../house-ports.ts'
import type { NewTransferChange } from './change.ts'
import { resumeTransfers } from './due-plans.ts'
import { followUp } from './follow-up.ts'
import { transferDesk } from './testing/desk.ts'

const DAY = '2026-12-01'

/** A city with cases in every state on the eve of a day of transfers; confirmed. */
async function eve(world: World) {
  const { city } = world
  const { person, unit } = city.ids
  const desk = transferDesk(world)
  const changes: NewTransferChange[] = [
    { kind: 'retire', person: { id: person.manager } },
    { kind: 'move', person: { id: person.deputy }, unit: { id: unit.longevity }, title: '課長' },
    { kind: 'move', person: { id: person.applicant }, unit: { id: unit.civil }, title: '主事' },
    { kind: 'retire', person: { id: person.leader } },
    { kind: 'rename', person: { id: person.colleague }, family: '藤村' },
  ]
  const waiting = await city.file('colleague')
  const ofDeputy = await city.file('deputy')
  const granted = await city.file('applicant')
  await city.decide('manager', granted)
  const ofLeaver = await city.file('leader')
  const out = await city.file('leader')
  await city.decide('manager', out)
  world.at('2026-11-25T10:00:00+09:00')
  await city.follow('leader', out, 'start', '異常なし')
  const planId = await desk.plan(changes, DAY)
  await desk.rehearse(planId)
  await desk.confirm(planId)
  return { desk, planId, cases: { waiting, ofDeputy, granted, ofLeaver, out } }
}

test('on the day cases go on, permits lapse, names change, and who left is asked for what he has', async (t) => {
  const world = await makeWorld(t)
  const { city, db } = world
  const { desk, planId, cases } = await eve(world)
  world.at(`${DAY}T00:00:00+09:00`)
  await desk.followUp(planId)
  assert.equal((await desk.show(planId)).state, 'effective')

  const waiting = await city.show('auditor', cases.waiting)
  assert.equal(waiting.state, 'waiting')
  const last = waiting.events.at(-1)
  assert.equal(last?.act, '回付先の変更')
  assert.match(last?.note ?? '', /佐伯 真由美から小川 直樹に代わりました/u)
  // Whoever decides now was the applicant: his case went up, and nobody but the 部長 may decide it.
  await assert.rejects(city.decide('deputy', cases.ofDeputy))
  await city.decide('director', cases.ofDeputy)
  assert.equal((await city.show('auditor', cases.granted)).state, 'lapsed')
  assert.equal((await city.show('auditor', cases.ofLeaver)).state, 'withdrawn')
  // What is out has to come back: it is not forgotten with its holder.
  assert.equal((await city.show('auditor', cases.out)).state, 'in-use')
  const tasks = await db.readTenant(city.tenantId, (tx) =>
    tx.selectFrom('task').select(['kind', 'office', 'unit_id', 'about_id', 'due_on']).execute(),
  )
  const back = tasks.filter((task) => task.kind === 'transfer.return')
  assert.deepEqual(back, [
    {
      kind: 'transfer.return',
      office: 'sec-manager',
      unit_id: city.ids.unit.longevity,
      about_id: city.ids.person.leader,
      due_on: '2026-12-15',
    },
  ])
  const colleague = await db.readTenant(city.tenantId, (tx) =>
    tx.selectFrom('person').selectAll().where('id', '=', city.ids.person.colleague).executeTakeFirstOrThrow(),
  )
  assert.deepEqual([colleague.family, colleague.given], ['藤村', '由佳'])
  // Applicants and new deciders are told, once each.
  const mails = await db.readTenant(city.tenantId, (tx) =>
    tx.selectFrom('job').select(['once_key']).where('name', '=', 'mail.send').execute(),
  )
  const told = mails.filter((mail) => mail.once_key?.startsWith(`transfer:${planId}`) === true)
  assert.equal(told.length, 4)
  // The ledger has an entry for each case, with why.
  const entries = await db.readTenant(city.tenantId, (tx) =>
    tx
      .selectFrom('ledger_entry')
      .select('body')
      .where('subject_id', '=', cases.waiting)
      .where('operation', '=', 'transfer.follow-up')
      .execute(),
  )
  assert.equal(entries.length, 1)
  assert.match(entries[0]?.body ?? '', /人事異動・組織改正により/u)
})

test('killed between any two steps, it ends in the same state as if it had never been', async (t) => {
  const smooth = await makeWorld(t)
  const calm = await eve(smooth)
  smooth.at(`${DAY}T00:00:00+09:00`)
  await calm.desk.followUp(calm.planId)
  const wanted = await picture(smooth, calm)

  const world = await makeWorld(t)
  const shaken = await eve(world)
  world.at(`${DAY}T00:00:00+09:00`)
  let runs = 0
  for (; runs < 100; runs += 1) {
    let acts = 0
    try {
      await followUp(
        {
          runner: () => world.house.runner,
          clock: world.clock,
          database: world.db,
          ports: transferPorts,
          // One act gets through in each run, and then the machine is gone.
          before: () => {
            if (acts === 1) throw new Error('the power failed')
            acts += 1
          },
        },
        { tenantId: world.city.tenantId, planId: shaken.planId },
        async () => undefined,
      )
      break
    } catch (error) {
      assert.match(String(error), /the power failed/u)
    }
  }
  assert.ok(runs >= 6, `it was killed ${runs} times`)
  assert.deepEqual(await picture(world, shaken), wanted)
  // Once more does nothing more.
  await shaken.desk.followUp(shaken.planId)
  assert.deepEqual(await picture(world, shaken), wanted)
})

test('a server that was down at midnight makes up for it when it is back, once', async (t) => {
  const world = await makeWorld(t)
  const { city, db, house, clock } = world
  const { planId, cases } = await eve(world)
  const errors: unknown[] = []
  const handlers = new Map([...house.handlers].filter(([name]) => name.startsWith('transfer.')))
  const worker = startWorker({
    database: db,
    clock,
    handlers,
    tenants: async () => [city.tenantId],
    onError: (error) => void errors.push(error),
    pollMs: 3_600_000,
  })
  world.at('2026-11-30T23:59:59+09:00')
  await worker.drain()
  assert.equal((await city.show('auditor', cases.granted)).state, 'granted')
  // The clock jumps over the day and two more.
  world.at('2026-12-03T08:00:00+09:00')
  // Before the job has run the dates have switched already: the old holder decides nothing.
  await assert.rejects(city.decide('manager', cases.waiting))
  await worker.drain()
  assert.equal((await city.show('auditor', cases.granted)).state, 'lapsed')
  await db.inTenant(city.tenantId, (tx) =>
    resumeTransfers(tx, jobSender({ tx, tenantId: city.tenantId, at: '2026-12-03T00:00:00Z' }), '2026-12-03'),
  )
  await worker.drain()
  await worker.stop()
  assert.deepEqual(errors, [])
  const history = (await city.run('auditor', showApplication, { applicationId: cases.waiting })).events
  assert.equal(history.filter((each) => each.act === '回付先の変更').length, 1)
  const { state } = await transferDesk(world).show(planId)
  assert.equal(state, 'effective')
})

/** What the day left behind, without what differs between two cities. */
async function picture(
  { city, db }: World,
  { planId, cases }: { planId: string; cases: Readonly<Record<string, string>> },
) {
  return db.readTenant(city.tenantId, async (tx) => {
    const files = await Promise.all(
      Object.entries(cases).map(async ([name, id]) => {
        const row = await tx
          .selectFrom('application')
          .select(['state', 'version'])
          .where('application_id', '=', id)
          .executeTakeFirstOrThrow()
        const steps = await tx
          .selectFrom('application_step')
          .select(['place', 'seat', 'state', 'office', 'why'])
          .where('application_id', '=', id)
          .orderBy('place')
          .orderBy('seat')
          .execute()
        const events = await tx
          .selectFrom('application_event')
          .select(['place', 'act', 'note'])
          .where('application_id', '=', id)
          .orderBy('place')
          .execute()
        return { name, row, steps, events }
      }),
    )
    const effects = await tx
      .selectFrom('transfer_effect')
      .select(['step', 'kind', 'label', 'what'])
      .where('plan_id', '=', planId)
      .execute()
    const tasks = await tx.selectFrom('task').select(['kind', 'title', 'state']).execute()
    const mails = await tx.selectFrom('job').select(['name']).where('name', '=', 'mail.send').execute()
    const names = await tx.selectFrom('person_name').select(['state', 'family', 'valid_to']).execute()
    const people = await tx
      .selectFrom('person')
      .select(['number', 'family', 'valid_to'])
      .orderBy('number')
      .execute()
    const plan = await tx.selectFrom('transfer_plan').select('state').where('id', '=', planId).execute()
    const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).toSorted()
    return {
      files,
      effects: sorted(effects),
      tasks: sorted(tasks),
      mails: mails.length,
      names: sorted(names),
      people,
      plan,
    }
  })
}
