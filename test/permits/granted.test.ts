import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { decideApplication, fileApplication, followApplication, setRole } from '#engine/procedure/contract.ts'
import { registerEntry, registerList } from '#engine/register/contract.ts'
import type { Afterwards, Field } from '#engine/procedure/definition.ts'
import type { SeatAct } from '#engine/procedure/step-machine.ts'
import { addDays } from '#ground/clock/calendar.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { makeWorld, type Who } from '#test/world.ts'
import { procedures } from '../../src/mechanisms.ts'
import { completeForm } from './complete-form.ts'
import { addLine, bindEveryProcedure } from './permit-city.ts'

type Act = readonly [who: Who, act: SeatAct]

/*
 * Who has a case in his hands, one after another, as the clauses have it. The system is kept by 市民課, so that whoever
 * answers for it is another than the applicant's own section manager.
 */
const section: readonly Act[] = [['manager', 'grant']]
const bySection: readonly Act[] = [['manager', 'pass']]
const chief: Act = ['chief', 'grant']
const keeper: Act = ['strangerManager', 'grant']
const highest: Act = ['ciso', 'grant']
const ways: Readonly<Record<string, readonly Act[]>> = {
  // 情報セキュリティ管理者 of the applicant's section
  'carry-out': section,
  transport: section,
  provide: section,
  'outside-work': section,
  'private-pc': section,
  'setting-change': section,
  'hand-back': section,
  'medium-loan': section,
  'dispose-asset': section,
  'medium-found': section,
  'device-found': section,
  'dispose-medium': section,
  'dispose-device': section,
  'lease-return': section,
  'repair-out': section,
  'repair-medium': section,
  // 統括, alone or by way of the section
  'network-connect': [chief],
  'private-device': [...bySection, chief],
  'wireless-lan': [...bySection, chief],
  'public-server': [...bySection, chief],
  // 最高, alone or by way of the section
  'sending-method': [highest],
  'off-site': [highest],
  exchange: [...bySection, highest],
  exception: [...bySection, highest],
  // 最高 及び 統括
  'external-network': [...bySection, chief, highest],
  // 統括 及び 所管の管理者; the third names a role the text never defines
  'software-install': [chief, keeper],
  'equipment-change': [keeper, chief],
  'remote-access': [chief, keeper],
  // 統括 又は 所管の管理者
  'privileged-id': [keeper],
  // no permission: an opinion, and notices
  'procedure-opinion': [['chief', 'answer']],
  // 所管の管理者 of the area
  'area-entry': [keeper],
  'carry-in': [keeper],
  'account-removal': [['strangerManager', 'receive']],
  'social-media': [['officer', 'receive']],
}

const world = await makeWorld({ after })
const { city } = world
/** Lines of each register a form may point to. */
const lines = new Map<string, string>()
before(async () => {
  lines.set('asset', city.assets.survey)
  lines.set('system', await addLine(city, 'system', 'civil', { name: '住民記録システム' }))
  lines.set('area', await addLine(city, 'area', 'civil', { name: 'サーバ室', building: '本庁舎', floor: 4 }))
  await bindEveryProcedure(city, ['procedure:transport'])
})

const formOf = (key: string) => {
  const definition = procedures.find((each) => each.key === key)
  assert.ok(definition !== undefined, key)
  return completeForm(definition, '2026-11-24', {
    entries: (register) => [lines.get(register) ?? ''],
    person: city.ids.person.colleague,
    unit: city.ids.unit.longevity,
  })
}
/** Media and devices are used up by what is granted: each case has its own. */
const things = {
  medium: { name: 'USBメモリ 16GB', kind: 'usb', use: 'daily' },
  device: { name: '貸出用パソコン', kind: 'pc' },
} as const
const freshThings = async (found: boolean): Promise<void> => {
  for (const [register, values] of Object.entries(things)) {
    const line = found ? { ...values, whereabouts: 'lost' } : values
    lines.set(register, await addLine(city, register, 'longevity', line))
  }
}

const file = async (key: string, who: Who = 'applicant'): Promise<string> =>
  (await city.run(who, fileApplication, { procedure: key, form: { ...formOf(key) } })).applicationId

const act = async (who: Who, applicationId: string, did: SeatAct) => {
  const { contentHash, step } = await city.show('auditor', applicationId)
  return city.run(who, decideApplication, {
    applicationId,
    act: did,
    contentHash,
    ...(did === 'grant' ? { confirmed: step?.confirms.map(({ key }) => key) ?? [] } : {}),
    ...(did === 'answer' ? { reason: '案のとおりで差し支えありません' } : {}),
  })
}
/** Does what follows a grant, and says whatever it asks for: today's day, the first choice. */
const follow = (who: Who, applicationId: string, stage: Afterwards) => {
  const today = world.clock.now().toISOString().slice(0, 10)
  const people = [city.ids.person.colleague, city.ids.person.second, city.ids.person.deputy]
  const asked = completeForm({ fields: stage.asks ?? [] }, addDays(today, -1), {
    entries: () => [],
    person: people[0] ?? '',
    unit: city.ids.unit.longevity,
  })
  const said = ({ key, type }: Field) => {
    if (type === 'date') return today
    if (type === 'files') return []
    // Whoever does it and whoever stands by are two.
    if (type === 'person') return people.shift() ?? ''
    return key.endsWith('_time') ? '09:30' : (asked[key] ?? '')
  }
  const answers = Object.fromEntries((stage.asks ?? []).map((field) => [field.key, said(field)]))
  const remark = stage.remark?.choices[0]
  return city.run(who, followApplication, {
    applicationId,
    act: stage.act,
    ...(remark === undefined ? {} : { remark }),
    ...(stage.asks === undefined ? {} : { answers }),
  })
}
const refusal =
  (...codes: readonly string[]) =>
  (error: unknown): boolean =>
    error instanceof Refusal && codes.includes(error.code)

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

test('what was granted and begun stands in the ledgers of lines to the outside, wireless networks and systems', async () => {
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
