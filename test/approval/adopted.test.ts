import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { adoptSteps, someWithoutSteps } from '#engine/procedure/adopt-steps.ts'
import { listApplications } from '#engine/procedure/contract.ts'
import { withClient } from '#ground/database/roles.ts'
import { makeWorld } from '#test/world.ts'

const world = await makeWorld({ after })
const { city, db, tenantId, house } = world

test('cases filed before there were steps get theirs once, as an act the ledger records, and can be decided', async () => {
  const waiting = await city.file()
  const granted = await city.file()
  await city.decide('manager', granted)
  const pulledBack = await city.file()
  await city.follow('applicant', pulledBack, 'pull-back')
  // As the version before left them.
  await withClient(world.owner, async (client) => {
    await client.query('delete from application_step where tenant_id = $1', [tenantId])
    await client.query(
      `update application set step_office = 'sec-manager', step_unit_id = unit_id, step_raised = false, step_why = ''
        where tenant_id = $1`,
      [tenantId],
    )
  })
  assert.equal(await db.readTenant(tenantId, someWithoutSteps), true)
  const scope = { tenantId, actor: { kind: 'system', job: 'adopt-steps' } as const }
  assert.equal(await house.runner.perform('application.adopt-steps', scope, adoptSteps), 3)
  assert.equal(await db.readTenant(tenantId, someWithoutSteps), false)

  const stateOf = async (id: string) => (await city.show('auditor', id)).steps.map((step) => step.state)
  assert.deepEqual(await stateOf(waiting), ['open'])
  assert.deepEqual(await stateOf(granted), ['done'])
  assert.deepEqual(await stateOf(pulledBack), ['not-needed'])
  const { rows } = await city.run('manager', listApplications, { view: 'inbox' })
  assert.deepEqual(
    rows.map((row) => row.applicationId),
    [waiting],
  )
  assert.equal((await city.decide('manager', waiting)).state, 'granted')
})
