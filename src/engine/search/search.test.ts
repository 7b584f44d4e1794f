import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Refusal } from '#ground/errors/refusal.ts'
import { withCouncil } from '#test/council-city.ts'
import { makeWorld, type Who } from '#test/world.ts'
import { searchAll, type SearchKind } from './contract.ts'

const world = await makeWorld({ after })
const { city } = world

const look = async (who: Who, query: string): Promise<Partial<Record<SearchKind, string[]>>> => {
  const { groups } = await city.run(who, searchAll, { query })
  return Object.fromEntries(groups.map(({ kind, hits }) => [kind, hits.map((hit) => hit.title)]))
}

test('one box finds assets, cases, people, units, clauses and meetings', async () => {
  await city.file()
  const council = await withCouncil(city)
  await council.plan([{ kind: '議決', title: '調査票の様式について' }])
  const found = await look('officer', '調査票')
  assert.deepEqual(found.asset, ['要介護認定調査票'])
  assert.equal((await look('manager', '調査票')).case?.length, 1)
  assert.equal(found.meeting?.length, 1)
  assert.deepEqual((await look('officer', '長寿')).unit, ['長寿支援課'])
  assert.deepEqual((await look('applicant', '小川')).person, ['小川 直樹'])
  assert.ok(((await look('applicant', '持出し')).clause?.length ?? 0) > 0)
})

test('what somebody may not see is neither shown nor counted', async () => {
  const stranger = await city.run('stranger', searchAll, { query: '調査票' })
  assert.deepEqual(
    stranger.groups.filter(({ kind }) => kind !== 'clause'),
    [],
  )
  assert.deepEqual((await look('stranger', '住民異動')).asset, ['住民異動届'])
  assert.equal((await look('applicant', '住民異動')).asset, undefined)
  // also where the number of the line is known
  const { groups } = await city.run('stranger', searchAll, { query: 'A-00001' })
  assert.deepEqual(groups, [])
  assert.deepEqual((await look('applicant', 'a-00001')).asset, ['要介護認定調査票'])
})

test('nothing typed, one character, and signs of a pattern each have their answer', async () => {
  await assert.rejects(city.run('applicant', searchAll, { query: ' ' }), Refusal)
  await assert.rejects(city.run('applicant', searchAll, { query: 'あ'.repeat(101) }), Refusal)
  const one = await city.run('applicant', searchAll, { query: '介' })
  assert.equal(one.tooShort, true)
  for (const query of ['%_', '\\', "'; drop table"]) {
    const { groups } = await city.run('applicant', searchAll, { query })
    assert.deepEqual(groups, [], query)
  }
})
