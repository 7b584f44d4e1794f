import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Act } from '#ground/operation/act.ts'
import { people, person } from '#rooms/1-organisation/contract.ts'
import { makeWorld } from '#test/world.ts'
import { applyPlannedNames, plannedName, takeName } from './names.ts'

const world = await makeWorld({ after })
const { city, house } = world
const scope = { tenantId: world.tenantId, actor: { kind: 'system', job: 'test' } as const }
const perform = <T>(work: (act: Act) => Promise<T>): Promise<T> =>
  house.runner.perform('test.names', scope, async (act) => {
    act.recorder.describe({ act: '改姓', subject: { kind: 'person', id: city.ids.person.colleague } })
    return work(act)
  })
const suzuki = { family: '鈴木', given: '由佳', familyKana: 'スズキ', givenKana: 'ユカ' }
const find = async (q: string) => (await city.run('officer', people, { q })).people

test('a planned name is borne from its day and not before, and applied once', async () => {
  await perform((act) =>
    act.recorder.save(
      'person_name',
      plannedName(world.tenantId, city.ids.person.colleague, suzuki, '2026-12-01'),
    ),
  )
  assert.deepEqual(await perform((act) => applyPlannedNames(act, '2026-11-30')), [])
  assert.equal((await find('鈴木')).length, 0)
  assert.deepEqual((await city.run('officer', person, { personId: city.ids.person.colleague })).otherNames, [
    { state: 'planned', name: '鈴木 由佳', from: '2026-12-01', to: null },
  ])
  const done = await perform((act) => applyPlannedNames(act, '2026-12-03'))
  assert.deepEqual(done, [{ personId: city.ids.person.colleague, before: '森下由佳', after: '鈴木由佳' }])
  assert.deepEqual(await perform((act) => applyPlannedNames(act, '2026-12-03')), [])
})

test('somebody is found by the name he bore, and both are shown', async () => {
  for (const q of ['森下', 'すずき', '鈴木由佳']) {
    assert.partialDeepStrictEqual(await find(q), [{ name: '鈴木 由佳', formerName: '森下 由佳' }])
  }
  assert.deepEqual((await city.run('officer', person, { personId: city.ids.person.colleague })).otherNames, [
    { state: 'former', name: '森下 由佳', from: '2024-04-01', to: '2026-12-01' },
  ])
})

test('a second change follows the first without a gap, and the same name again is none', async () => {
  const back = { family: '森下', given: '由佳', familyKana: '', givenKana: '' }
  assert.notEqual(await perform((act) => takeName(act, city.ids.person.colleague, back, '2027-04-01')), null)
  assert.equal(await perform((act) => takeName(act, city.ids.person.colleague, back, '2027-04-01')), null)
  const { otherNames } = await city.run('officer', person, { personId: city.ids.person.colleague })
  assert.deepEqual(
    otherNames.map(({ name, from, to }) => [name, from, to]),
    [
      ['森下 由佳', '2024-04-01', '2026-12-01'],
      ['鈴木 由佳', '2026-12-01', '2027-04-01'],
    ],
  )
})

test('what the ledger said under the old name stays, word for word', async () => {
  const entries = () =>
    house.database.readTenant(world.tenantId, (tx) =>
      tx.selectFrom('ledger_entry').selectAll().orderBy('entry_id').execute(),
    )
  const before = await entries()
  await perform((act) => takeName(act, city.ids.person.leader, suzuki, '2026-11-24'))
  const after = await entries()
  assert.ok(before.length > 0 && after.length === before.length + 1)
  const kept = new Map(after.map((entry) => [entry.entry_id, entry]))
  for (const entry of before) assert.deepEqual(kept.get(entry.entry_id), entry)
})
