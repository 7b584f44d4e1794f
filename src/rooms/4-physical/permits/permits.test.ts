import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { fileApplication, followApplication } from '#engine/procedure/contract.ts'
import { registerList } from '#engine/register/contract.ts'
import type { Refusal } from '#ground/errors/refusal.ts'
import { policyBind, policyProvisions } from '#policy/contract.ts'
import { makeWorld } from '#test/world.ts'
import { entryBoard, recordEntry } from '../entry/contract.ts'
import { doorOf } from '../entry/testing/door.ts'

const world = await makeWorld({ after })
const { city, house } = world
const { areaId } = await doorOf(city)
const scope = { tenantId: city.tenantId, actor: { kind: 'system', job: 'test' } as const }
const { nodes } = policyProvisions.output.parse(
  await house.runner.run(policyProvisions.name, scope, { editionId: city.editionId }),
)
const clause = nodes.find((node) => node.eid === '第2-2-(1)')
for (const [mechanism, slot] of [
  ['procedure:area-entry', 'permit'],
  ['procedure:carry-in', 'impact'],
]) {
  await house.runner.run(policyBind.name, scope, {
    editionId: city.editionId,
    wid: clause?.wid ?? '',
    mechanism,
    slot,
  })
}

const staff = {
  areas: [areaId],
  kind: 'staff',
  person: city.ids.person.applicant,
  purpose: 'サーバの点検',
  from: '2026-11-24',
  to: '2027-03-31',
}
const fields = async (procedure: string, form: Record<string, string | string[]>): Promise<string[]> => {
  try {
    await city.run('colleague', fileApplication, { procedure, form })
  } catch (error) {
    return (error as Refusal).problems.map((problem) => problem.at ?? '')
  }
  return []
}
const inside = () => city.run('applicant', entryBoard, { areaId })

test('a permission to enter is granted by the manager of the area, and the door knows it at once', async () => {
  assert.deepEqual((await inside()).permitted, [])
  const { applicationId } = await city.run('colleague', fileApplication, {
    procedure: 'area-entry',
    form: staff,
  })
  assert.deepEqual((await inside()).permitted, [], 'asked for is not granted')
  await city.decide('manager', applicationId)
  assert.deepEqual(
    (await inside()).permitted.map(({ personId, until }) => [personId, until]),
    [[city.ids.person.applicant, '2027-03-31']],
  )
  const { warnings } = await city.run('applicant', recordEntry, {
    areaId,
    direction: 'in',
    kind: 'staff',
    personId: city.ids.person.applicant,
  })
  assert.deepEqual(warnings, [])
})

test('the people of a contractor stand on the list by name and company, until the permission is given up', async () => {
  const { applicationId } = await city.run('colleague', fileApplication, {
    procedure: 'area-entry',
    form: {
      areas: [areaId],
      kind: 'vendor',
      company: '(株)架空システム',
      names: '保守 太郎\n保守 次郎',
      purpose: '保守',
      from: '2026-11-24',
      to: '2027-03-31',
    },
  })
  await city.decide('manager', applicationId)
  const vendors = async () => (await inside()).permitted.filter((each) => each.company !== null)
  assert.deepEqual(
    (await vendors()).map(({ name }) => name),
    ['保守 次郎', '保守 太郎'].toSorted((a, b) => a.localeCompare(b, 'ja')),
  )
  await city.run('colleague', followApplication, { applicationId, act: 'withdraw' })
  assert.deepEqual(await vendors(), [])
})

test('a permission names who, and ends with the fiscal year', async () => {
  const { person: _person, ...nobody } = staff
  assert.deepEqual(await fields('area-entry', nobody), ['person'])
  assert.deepEqual(await fields('area-entry', { ...nobody, kind: 'vendor' }), ['company', 'names'])
  assert.deepEqual(await fields('area-entry', { ...staff, to: '2027-04-01' }), ['to'])
  assert.deepEqual(await fields('area-entry', { ...staff, from: '2026-11-23' }), ['from'])
})

test('equipment comes in after a look at its effect and with a witness, and the book says so', async () => {
  const form = {
    areas: [areaId],
    direction: 'in',
    equipment: 'サーバ 2台',
    vendor: '(株)架空システム',
    impact: 'some',
    impact_by: '保守 太郎',
    planned_on: '2026-11-25',
    witness: city.ids.person.applicant,
    purpose: '更新',
  }
  assert.deepEqual(await fields('carry-in', form), ['impact_detail'])
  const { witness: _witness, ...alone } = form
  assert.ok((await fields('carry-in', { ...alone, impact: 'none' })).includes('witness'))
  const { applicationId } = await city.run('colleague', fileApplication, {
    procedure: 'carry-in',
    form: { ...form, impact_detail: '電源の容量。別の系統につなぐ。' },
  })
  await city.decide('manager', applicationId)
  await city.follow('colleague', applicationId, 'start')
  await city.follow('leader', applicationId, 'finish', '異常なし')
  const { rows } = await city.run('manager', registerList, { register: 'carry-in', page: 1, size: 50 })
  assert.deepEqual(
    rows.map(({ values }) => [
      values['equipment'],
      values['witness'],
      values['remark'],
      values['finished_on'],
    ]),
    [['サーバ 2台', city.ids.person.applicant, '異常なし', '2026-11-24']],
  )
})
