import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#ground/ids/ids.ts'
import { createRecorder } from '#ledger/recorder.ts'
import { rightsOf, stepFor } from '#authority/reads.ts'
import { startOrganisation } from './start.ts'
import { testHouse } from './test-house.ts'

const house = await testHouse({ after })

test('a new city begins with one person who may do everything but decide', async () => {
  const { db, tenantId, registry } = house
  const started = await db.inTenant(tenantId, async (tx) => {
    const scope = { tx, registry, tenantId, at: '2026-11-24T00:00:00Z', operation: 'setup' }
    const recorder = createRecorder({ ...scope, actor: { kind: 'operator', name: '試験' } })
    const person = { number: '0000001', family: '西田', given: '亮' }
    const made = await startOrganisation(recorder, {
      tenantId,
      on: '2026-04-01',
      unitName: '情報政策課',
      person,
    })
    recorder.describe({ act: '開始', subject: { kind: 'tenant', id: tenantId } })
    await recorder.finish()
    return made
  })
  await db.readTenant(tenantId, async (tx) => {
    assert.ok((await rightsOf(tx, started.personId, '2026-11-24')).has('organisation.manage'))
    const ask = {
      office: 'sec-manager' as const,
      unitId: started.unitId,
      applicantId: newId(),
      on: '2026-11-24',
    }
    assert.equal((await stepFor(tx, ask)).kind, 'gap')
  })
})
