import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { decideApplication, setRole } from '#engine/procedure/contract.ts'
import { registerEntry, registerList } from '#engine/register/contract.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { makeWorld } from '#test/world.ts'
import { procedures } from '../../src/mechanisms.ts'
import { addLine, bindEveryProcedure } from './permit-city.ts'
import { openDesk, refusal, ways } from './permit-desk.ts'

const world = await makeWorld({ after })
const { city } = world
const { lines, freshThings, file, act, follow } = await openDesk(world, city)
before(() => bindEveryProcedure(city, ['procedure:transport']))

test('a procedure whose clause nobody has bound is closed, and says so', async () => {
  await assert.rejects(file('transport'), (error: unknown) => {
    assert.ok(error instanceof Refusal, String(error))
    assert.match(error.message, /対応付けられていない/)
    return true
  })
  await bindEveryProcedure(
    city,
    procedures.map(({ key }) => `procedure:${key}`).filter((key) => key !== 'procedure:transport'),
  )
})

test('a role the text never defines is asked for once, and until then nothing can be filed', async () => {
  await assert.rejects(file('remote-access'), (error: unknown) => {
    assert.ok(error instanceof Refusal, String(error))
    assert.match(error.message, /情報システム管理者/)
    return true
  })
  await assert.rejects(
    city.run('applicant', setRole, { procedure: '*', role: 'system-admin', office: 'sec-manager' }),
    refusal('forbidden'),
  )
  await city.run('officer', setRole, { procedure: '*', role: 'system-admin', office: 'sec-manager' })
  await file('remote-access')
  await file('remote-access')
})

test('every procedure of the house has its way in this table', () => {
  assert.deepEqual(
    procedures.map(({ key }) => key).filter((key) => ways[key] === undefined),
    [],
  )
})

for (const definition of procedures) {
  const { key, name } = definition
  const way = ways[key]
  if (way === undefined) continue
  test(`${name}: filed once, granted by the right people and by nobody else, and seen to its end`, async () => {
    // What is found was written down as lost before.
    await freshThings(key.endsWith('-found'))
    const id = await file(key)
    const others = (['colleague', 'manager', 'strangerManager', 'stranger', 'applicant'] as const).filter(
      (who) => !way.some(([decider]) => decider === who),
    )
    for (const [index, [who, did]] of way.entries()) {
      for (const other of others) {
        await assert.rejects(
          act(other, id, did),
          refusal('forbidden', 'not-found', 'conflict'),
          `${other} ${did}`,
        )
      }
      // Nobody comes before his turn, where the steps have an order.
      const { state } = await act(who, id, did)
      const last: boolean = index === way.length - 1
      if (definition.notice !== true) assert.equal(state, last ? 'granted' : 'waiting', `${who} ${did}`)
    }
    const granted = await city.show('applicant', id)
    assert.equal(granted.state, 'granted')
    assert.deepEqual(
      granted.decisions.map(({ decider }) => decider.personId).toSorted(),
      way.map(([who]) => city.ids.person[who]).toSorted(),
    )
    const start = definition.afterwards.find((each) => each.act === 'start')
    const finish = definition.afterwards.find((each) => each.act === 'finish')
    if (start === undefined || finish === undefined) return
    const now = world.clock.now().toISOString()
    if (granted.periodFrom !== null) world.at(`${granted.periodFrom}T10:00:00+09:00`)
    await assert.rejects(city.follow('stranger', id, 'start'), refusal('forbidden', 'not-found'))
    assert.equal((await follow('applicant', id, start)).state, 'in-use')
    await assert.rejects(follow('applicant', id, finish), refusal('forbidden'))
    assert.equal((await follow('leader', id, finish)).state, 'done')
    world.at(now)
  })
}

test('what was granted and begun stands in the ledgers of lines to the outside, wireless networks, exchanges and systems', async () => {
  const linesIn = async (register: string) =>
    (await city.run('officer', registerList, { register, page: 1, size: 50 })).rows
  const today = world.clock.now().toISOString().slice(0, 10)
  const [connection, ...others] = await linesIn('connection')
  assert.equal(others.length, 0)
  assert.ok(connection !== undefined)
  assert.deepEqual(
    [connection.values['method'], connection.values['zone'], typeof connection.values['permit']],
    ['dedicated', 'my-number', 'string'],
  )
  assert.ok(String(connection.values['until']) >= today, 'it was cut, and the line says when')
  const [wireless] = await linesIn('wireless')
  assert.deepEqual(
    [wireless?.values['encryption'], wireless?.values['authentication'], wireless?.values['points']],
    ['wpa3', 'certificate', 0],
  )
  const [exchange, ...moreExchanges] = await linesIn('exchange-book')
  assert.equal(moreExchanges.length, 0)
  const { direction, ended, ended_on, exchanged_on, confirmed_by, application } = exchange?.values ?? {}
  assert.deepEqual(
    [direction, ended, ended_on, confirmed_by, typeof application],
    ['out', 'returned', exchanged_on, city.ids.person.leader, 'string'],
    'what was exchanged, and that it was given back and seen',
  )
  const system = (
    await city.run('officer', registerEntry, { register: 'system', entryId: lines.get('system') ?? '' })
  ).entry
  assert.deepEqual([system.values['public'], system.values['public_permit']], [false, undefined])
  const { history } = await city.run('officer', registerEntry, {
    register: 'system',
    entryId: system.entryId,
  })
  assert.ok(history.length >= 3, 'published, and given up again')
})

test('what the manager has to confirm before information goes outside is confirmed one by one, or it does not go', async () => {
  const paper = { name: '相談の記録', business: '相談', kind: 'paper', network: 'none' }
  const classes = { confidentiality: '3', integrity: '1', availability: '1' }
  lines.set('asset', await addLine(city, 'asset', 'longevity', { ...paper, ...classes }))
  const id = await file('provide')
  const { contentHash, step } = await city.show('manager', id)
  const items = step?.confirms.map(({ key }) => key) ?? []
  assert.ok(items.length >= 4)
  const grant = (confirmed?: string[]) =>
    city.run('manager', decideApplication, {
      applicationId: id,
      act: 'grant',
      contentHash,
      ...(confirmed === undefined ? {} : { confirmed }),
    })
  for (const [confirmed, open] of [
    [undefined, items],
    [items.slice(1), items.slice(0, 1)],
    [[...items, 'other'], ['other']],
  ] as const) {
    await assert.rejects(grant(confirmed === undefined ? undefined : [...confirmed]), (error: unknown) => {
      assert.ok(error instanceof Refusal && error.code === 'invalid', String(error))
      assert.deepEqual(
        error.problems.map(({ at }) => at),
        open.map((key) => `confirmed.${key}`),
      )
      return true
    })
  }
  assert.equal((await grant(items)).state, 'granted')
  const { events } = await city.show('auditor', id)
  assert.match(events.at(-1)?.note ?? '', /確かめた事項: .*番号利用法/)
})

test('又は: the chief officer alone may approve a privileged ID, too', async () => {
  const id = await file('privileged-id')
  assert.equal((await act('chief', id, 'grant')).state, 'granted')
  await assert.rejects(act('strangerManager', id, 'grant'), refusal('conflict', 'forbidden'))
})

test('及び: one of two who must grant is not enough, and either of them may refuse', async () => {
  const id = await file('software-install')
  assert.equal((await act('strangerManager', id, 'grant')).state, 'waiting')
  const { contentHash } = await city.show('auditor', id)
  const refused = { applicationId: id, act: 'refuse', contentHash, reason: '別のもので足りるため' } as const
  assert.equal((await city.run('chief', decideApplication, refused)).state, 'refused')
})
