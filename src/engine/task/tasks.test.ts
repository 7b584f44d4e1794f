import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Refusal } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { dailyJob } from '../../daily.ts'
import { makeWorld, type Who } from '#test/world.ts'
import { closeTask, listTasks, showTask } from './contract.ts'
import { handOverTasks } from './hand-over.ts'
import { closeTasks, openTasks, type NewTask } from './tasks.ts'

const world = await makeWorld({ after })
const { city, db } = world
const { person, unit, post } = city.ids

const refused =
  (code: string, words = /./) =>
  (error: unknown) =>
    error instanceof Refusal && error.code === code && words.test(error.message)

const open = (...tasks: NewTask[]): Promise<string[]> =>
  city.perform(async (act) => {
    const ids = await openTasks(act, tasks)
    act.recorder.describe({ act: 'やることの登録', subject: { kind: 'test', id: 'tasks' } })
    return ids
  })
const one = async (change: Partial<NewTask> = {}): Promise<string> => {
  const [id] = await open({
    kind: 'ids.leaver',
    title: '退職した人のIDを抹消する',
    owner: { office: 'sec-manager', unitId: unit.longevity },
    subject: { kind: 'test', id: newId() },
    dueOn: '2026-12-01',
    ...change,
  })
  return id ?? assert.fail('no task was opened')
}
const mine = async (who: Who): Promise<string[]> =>
  (await city.run(who, listTasks, { size: 100 })).rows.map((row) => row.taskId)
const close = (who: Who, taskId: string, outcome = '確かめた') =>
  city.run(who, closeTask, { taskId, state: 'done', outcome })

test('an office sees and closes what it owes; others neither', async () => {
  const id = await one({ aboutId: person.applicant })
  assert.ok((await mine('manager')).includes(id))
  for (const who of ['colleague', 'applicant', 'stranger', 'strangerManager'] as const) {
    assert.ok(!(await mine(who)).includes(id), who)
    await assert.rejects(close(who, id), refused('not-found'), who)
  }
  const shown = await city.run('manager', showTask, { taskId: id })
  assert.equal(shown.owner, '長寿支援課 情報セキュリティ管理者')
  assert.deepEqual(shown.closing, { allowed: true, capacity: '本人' })
  await close('manager', id)
  const after = await city.run('manager', showTask, { taskId: id })
  assert.equal(after.state, 'done')
  assert.equal(after.closedBy?.capacity, '本人')
  assert.ok(!(await mine('manager')).includes(id))
})

test('the heads above see the tasks of their units, the office of the policy all, but they do not close them', async () => {
  const id = await one()
  const unitList = await city.run('director', listTasks, { view: 'unit', size: 100 })
  assert.ok(unitList.rows.some((row) => row.taskId === id))
  const all = await city.run('officer', listTasks, { view: 'all', size: 100 })
  assert.ok(all.rows.some((row) => row.taskId === id))
  await assert.rejects(close('director', id), refused('forbidden', /情報セキュリティ管理者/))
  await assert.rejects(close('officer', id), refused('forbidden'))
  await assert.rejects(city.run('applicant', listTasks, { view: 'unit' }), refused('forbidden'))
  await assert.rejects(city.run('manager', listTasks, { view: 'all' }), refused('forbidden'))
})

test('while the head is away his deputy sees and closes it, and the record says in whose right', async () => {
  const id = await one()
  assert.ok(!(await mine('deputy')).includes(id))
  world.at('2027-02-01T10:00:00+09:00')
  await city.absent('manager', '2027-02-01', '2027-02-02')
  assert.ok((await mine('deputy')).includes(id))
  await close('deputy', id)
  const { closedBy } = await city.run('deputy', showTask, { taskId: id })
  assert.deepEqual([closedBy?.capacity, closedBy?.rightOf], ['代決', '佐伯 真由美'])
  world.at('2026-11-24T10:00:00+09:00')
})

test('what an office owes about its own holder goes one office up, and he cannot close it', async () => {
  const id = await one({ aboutId: person.manager })
  assert.ok(!(await mine('manager')).includes(id))
  assert.ok((await mine('director')).includes(id))
  await assert.rejects(close('manager', id), refused('not-found'))
  await close('director', id)
})

test("a person's own task is closed by him alone; dropping one needs a reason", async () => {
  const id = await one({ owner: { personId: person.applicant } })
  await assert.rejects(close('manager', id), refused('forbidden', /本人だけ/))
  await assert.rejects(
    city.run('applicant', closeTask, { taskId: id, state: 'dropped', outcome: '不要' }),
    refused('invalid', /5文字以上/),
  )
  await city.run('applicant', closeTask, { taskId: id, state: 'dropped', outcome: '研修を受講済みのため' })
})

test('two browsers close a task at once: one does, the other is told', async () => {
  const id = await one()
  const outcomes = await Promise.allSettled([close('manager', id, '一'), close('manager', id, '二')])
  const failed = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []))
  assert.equal(failed.length, 1)
  assert.ok(refused('conflict', /もう閉じて/)(failed[0]))
})

test('a task with the same key is opened once, also by two at the same moment and after it was closed', async () => {
  const task: NewTask = {
    kind: 'ids.leaver',
    title: '一度だけ',
    owner: { personId: person.leader },
    subject: { kind: 'test', id: 'once' },
    dueOn: null,
    once: 'test:once',
  }
  const opened = await Promise.all([open(task), open(task), open(task, task)])
  assert.equal(opened.flat().length, 1)
  await city.perform(async (act) => {
    await closeTasks(act, { subject: task.subject }, { state: 'done', outcome: '済み' })
    act.recorder.describe({ act: '完了', subject: { kind: 'test', id: 'once' } })
  })
  assert.deepEqual(await open(task), [])
})

test('what is done elsewhere is not closed by hand', async () => {
  const id = await one({ closesThere: true, href: '/joining/x' })
  await assert.rejects(close('manager', id), refused('forbidden', /自動で済み/))
})

test('overdue stands first, is counted, and is reminded of once a day on open days', async () => {
  const late = await one({ dueOn: '2026-11-10', owner: { office: 'sec-leader', unitId: unit.longevity } })
  const soon = await one({ dueOn: '2026-12-10', owner: { office: 'sec-leader', unitId: unit.longevity } })
  const list = await city.run('leader', listTasks, {})
  assert.deepEqual(
    list.rows.map((row) => row.taskId),
    [late, soon],
  )
  assert.equal(list.overdue, 1)
  assert.equal(list.rows[0]?.overdueDays, 14)
  const daily = () =>
    dailyJob({
      database: db,
      clock: world.clock,
      runner: () => world.house.runner,
      ports: { procedures: [], ownProcedures: async () => [], citations: async () => new Map() },
    })({
      jobId: newId(),
      tenantId: city.tenantId,
      data: {},
      progress: async () => undefined,
    })
  const reminders = async () => (await city.run('leader', showTask, { taskId: late })).reminders
  const mails = async () =>
    db.readTenant(city.tenantId, (tx) =>
      tx.selectFrom('job').select('data').where('once_key', 'like', 'task-remind:sec-leader%').execute(),
    )
  await daily()
  await daily()
  assert.equal(await reminders(), 1)
  assert.equal((await mails()).length, 1)
  assert.match(JSON.stringify(await mails()), /退職した人のIDを抹消する/)
  world.at('2026-11-28T10:00:00+09:00') // a Saturday
  await daily()
  assert.equal(await reminders(), 1)
  world.at('2026-11-30T10:00:00+09:00')
  await daily()
  assert.equal(await reminders(), 2)
  world.at('2026-11-24T10:00:00+09:00')
})

test('when a person leaves, what he owed goes to the manager of his unit; of an abolished unit, to its successor', async () => {
  const own = await one({ owner: { personId: person.second } })
  const moved = await one({ owner: { office: 'sec-manager', unitId: unit.disability } })
  const kept = await one({ owner: { personId: person.colleague } })
  const day = '2027-03-01'
  await city.perform(async (act) => {
    const rows = await act.tx
      .selectFrom('appointment')
      .selectAll()
      .where('post_id', '=', post.second)
      .execute()
    await act.recorder.saveAll(
      'appointment',
      rows.map((row) => ({ ...row, valid_to: day })),
    )
    act.recorder.describe({ act: '退職', subject: { kind: 'person', id: person.second } })
  })
  world.at('2027-03-01T08:00:00+09:00')
  const count = await city.perform(async (act) => {
    const handed = await handOverTasks(act, {
      left: [
        { personId: person.second, unitId: unit.longevity },
        { personId: person.colleague, unitId: unit.longevity },
      ],
      units: new Map([[unit.disability, unit.longevity]]),
    })
    act.recorder.describe({ act: 'やることの引継ぎ', subject: { kind: 'test', id: 'hand-over' } })
    return handed
  })
  assert.equal(count, 2)
  const list = await mine('manager')
  assert.ok(list.includes(own) && list.includes(moved))
  assert.ok((await mine('colleague')).includes(kept), 'who is still there keeps what he owes')
  world.at('2026-11-24T10:00:00+09:00')
})
