import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  decideApplication,
  fileApplication,
  listApplications,
  saveDraft,
} from '#engine/procedure/contract.ts'
import { board, type BoardColumn } from '#engine/procedure/contract-board.ts'
import { glance, neighbours } from '#engine/procedure/contract-desk.ts'
import { applicationStates, isClosed } from '#engine/procedure/states.ts'
import { newId } from '#ground/ids/ids.ts'
import { refused } from '#test/council-city.ts'
import { bindOwn, ownProcedures } from '#test/own-procedures.ts'
import { makeWorld, type Who } from '#test/world.ts'

const world = await makeWorld({ after }, { procedures: ownProcedures })
const { city } = world
before(() => bindOwn(city))

const own = async (procedure: string, who: Who = 'applicant'): Promise<string> =>
  (await city.run(who, fileApplication, { procedure, form: { purpose: '盤面の試験' } })).applicationId
const pass = async (who: Who, applicationId: string, act: 'pass' | 'grant') => {
  const { contentHash } = await city.show('auditor', applicationId)
  return city.run(who, decideApplication, { applicationId, act, contentHash })
}
const columnsOf = async (
  who: Who,
  more: { procedure?: string; unitId?: string; search?: string; view?: 'mine' } = {},
) => {
  const { columns } = await city.run(who, board, { view: 'office', ...more })
  return new Map(columns.map((column) => [column.key, column]))
}
const lies = async (who: Who, id: string): Promise<BoardColumn[]> =>
  [...(await columnsOf(who)).values()].flatMap((column) =>
    column.rows.some((row) => row.applicationId === id) ? [column.key] : [],
  )

test('every open case lies in one column, by where it stands', async () => {
  const draft = await city.run('applicant', saveDraft, { procedure: 'carry-out', form: city.form() })
  assert.deepEqual(await lies('applicant', draft.applicationId), ['draft'])
  assert.deepEqual(await lies('manager', draft.applicationId), [], 'a draft is its author’s alone')
  const ahead = await own('own-both')
  assert.deepEqual(await lies('manager', ahead), ['ahead'])
  await pass('leader', ahead, 'pass')
  assert.deepEqual(await lies('manager', ahead), ['deciding'])
  await city.decide('manager', ahead, 'send-back')
  assert.deepEqual(await lies('manager', ahead), ['returned'])
  const finishing = await own('own-either')
  await pass('chief', finishing, 'grant')
  assert.deepEqual(await lies('manager', finishing), ['finishing'])
  const out = await city.file()
  await city.decide('manager', out)
  assert.deepEqual(await lies('manager', out), ['granted'])
  world.at('2026-11-25T10:00:00+09:00')
  await city.follow('applicant', out, 'start')
  assert.deepEqual(await lies('manager', out), ['in-use'])
  world.at('2026-12-20T10:00:00+09:00')
  assert.deepEqual(await lies('manager', out), ['late'])
  await city.follow('leader', out, 'finish', '異常なし')
  assert.deepEqual(await lies('manager', out), [])
  const { total } = (await columnsOf('manager')).get('returned') ?? { total: 0 }
  assert.equal(total, 1)
})

test('list and board are narrowed to a unit with all below it, and to nothing else', async () => {
  const mine = await own('own-both')
  const theirs = await own('own-either', 'stranger')
  const { unit } = city.ids
  const seen = async (unitId: string): Promise<boolean[]> => {
    const { rows } = await city.run('auditor', listApplications, { view: 'office', unitId, size: 100 })
    const listed = new Set(rows.map((row) => row.applicationId))
    const columns = [...(await columnsOf('auditor', { unitId })).values()]
    const placed = new Set(columns.flatMap((column) => column.rows.map((row) => row.applicationId)))
    for (const id of [mine, theirs]) assert.equal(placed.has(id), listed.has(id))
    return [mine, theirs].map((id) => listed.has(id))
  }
  assert.deepEqual(await seen(unit.longevity), [true, false])
  assert.deepEqual(await seen(unit.welfare), [true, false], 'the 部 above')
  assert.deepEqual(await seen(unit.citizens), [false, true])
  assert.deepEqual(await seen(newId()), [false, false])
})

test('the board knows every state that is open, and shows nobody what he may not see', async () => {
  const open = applicationStates.filter((state) => !isClosed(state))
  assert.deepEqual(open, ['draft', 'waiting', 'sent-back', 'pulled-back', 'granted', 'in-use'])
  const id = await own('own-yearly')
  assert.deepEqual(await lies('stranger', id), [])
  assert.deepEqual(await lies('auditor', id), ['deciding'])
  const narrowed = await columnsOf('manager', { procedure: 'own-yearly' })
  assert.equal(narrowed.get('deciding')?.total, 1)
  assert.equal(narrowed.get('returned')?.total, 0)
  assert.equal((await columnsOf('manager', { search: 'そのような件名はない' })).get('deciding')?.total, 0)
  assert.equal((await columnsOf('colleague', { view: 'mine' })).get('deciding')?.total, 0)
})

test('before a decision: earlier cases with their end, what is late, what was asked; only what the viewer may see', async () => {
  world.at('2027-01-12T10:00:00+09:00')
  const out = await city.file('applicant', { from: '2027-01-12', to: '2027-01-13' })
  await city.decide('manager', out)
  await city.follow('applicant', out, 'start')
  const no = await city.file('applicant', { from: '2027-01-12', to: '2027-01-13' })
  await city.decide('manager', no, 'refuse')
  world.at('2027-01-18T10:00:00+09:00')
  const id = await city.file('applicant', { from: '2027-01-19', to: '2027-01-20' })
  const seen = await city.run('manager', glance, { applicationId: id })
  assert.equal(seen.strictest, 3)
  assert.equal(seen.stricterThanFiled, false)
  assert.equal(seen.ofApplicant.refused, 1)
  assert.equal(seen.ofApplicant.recent[0]?.applicationId, no)
  assert.ok(seen.ofLines.total >= 3)
  assert.deepEqual(
    seen.late.map((each) => [each.applicationId, each.days]),
    [[out, 5]],
  )
  assert.deepEqual(seen.questions, { asked: 0, open: false })
  await refused(city.run('stranger', glance, { applicationId: id }), 'not-found', /見つかりません/)
  await refused(city.run('manager', glance, { applicationId: newId() }), 'not-found', /見つかりません/)
})

test('what waits before and after a case is what the inbox has, without one’s own', async () => {
  world.at('2027-02-01T10:00:00+09:00')
  const first = await city.file('applicant', { from: '2027-02-01', to: '2027-02-02' })
  world.at('2027-02-01T10:01:00+09:00')
  await city.file('manager', { from: '2027-02-01', to: '2027-02-02' })
  world.at('2027-02-01T10:02:00+09:00')
  const last = await city.file('colleague', { from: '2027-02-01', to: '2027-02-02' })
  const at = (applicationId: string, who: Who = 'manager') => city.run(who, neighbours, { applicationId })
  assert.equal((await at(first)).next, last)
  assert.equal((await at(last)).previous, first)
  assert.equal((await at(last)).next, null)
  assert.equal((await at(last)).place, (await at(last)).total)
  await city.decide('manager', first)
  const after = await at(first)
  assert.deepEqual([after.place, after.next], [null, last])
  await refused(at(first, 'stranger'), 'not-found', /見つかりません/)
})
