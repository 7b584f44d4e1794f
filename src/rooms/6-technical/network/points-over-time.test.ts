import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { registerFront } from '#engine/register/contract-faces.ts'
import { registerSave } from '#engine/register/contract.ts'
import { bindSlots } from '#test/bind.ts'
import { makeWorld } from '#test/world.ts'

const world = await makeWorld({ after })
const { city } = world
await bindSlots(world, ['register:connection points', 'register:connection boundary'])

test('the first page of the connection points shows how many there were at the end of each month, with the clause on their number', async () => {
  const save = (name: string, from: string, until?: string) =>
    city.run('manager', registerSave, {
      register: 'connection',
      unitId: city.ids.unit.longevity,
      values: {
        name,
        partner: '架空県',
        zone: 'lgwan',
        method: 'dedicated',
        from,
        ...(until === undefined ? {} : { until }),
      },
    })
  await save('古い専用線', '2019-04-01', '2026-03-31')
  await save('県との接続', '2025-02-01')
  await save('実証の接続', '2026-04-01', '2026-09-29')
  const { inForce } = await city.run('manager', registerFront, { register: 'connection' })
  assert.ok(inForce !== null)
  assert.equal(inForce.months.length, 24)
  const at = (month: string) => inForce.months.find((each) => each.month === month)?.value
  assert.deepEqual(
    ['2024-12', '2025-01', '2025-02', '2026-03', '2026-04', '2026-08', '2026-09', '2026-11'].map(at),
    [1, 1, 2, 2, 2, 2, 1, 1],
  )
  assert.deepEqual(
    inForce.cites.map(({ slot }) => slot),
    ['points'],
    'only the clause on the number of points',
  )
  const { inForce: none } = await city.run('manager', registerFront, { register: 'wireless' })
  assert.equal(none, null, 'a register that asks for no such plot has none')
})
