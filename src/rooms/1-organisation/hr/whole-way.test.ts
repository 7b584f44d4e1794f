import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { keepFile } from '#ground/files/service.ts'
import { startWorker } from '#ground/jobs/jobs.ts'
import { writeCsv } from '#ground/paper/csv.ts'
import type { Table } from '#ground/paper/sheet.ts'
import { staffFiles } from '#test/staff-file.ts'
import { makeWorld } from '#test/world.ts'
import { runImport } from '../import/contract.ts'
import { transferDesk } from '../transfer/testing/desk.ts'
import { compareStaff, readStaffFile, staffComparison, takeDifferences } from './contract.ts'

const world = await makeWorld({ after })
const { city } = world
const desk = transferDesk(world)
const on = '2027-04-01'
const files = staffFiles({ people: 400, units: 40, on })

async function keep(name: string, table: Table): Promise<string> {
  return (await city.run('officer', keepFile, { bytes: writeCsv(table).bytes, name })).fileId
}

async function compare(table: Table) {
  const fileId = await keep('全件.csv', table)
  const { mapping } = await city.run('officer', readStaffFile, { fileId })
  const { comparisonId, jobId } = await city.run('officer', compareStaff, {
    source: { from: 'file', fileId, mapping },
    on,
  })
  if (jobId !== null) {
    const { database, handlers } = world.house
    const worker = startWorker({
      database,
      clock: world.clock,
      handlers,
      tenants: async () => [world.tenantId],
      onError: (error) => {
        throw error
      },
    })
    await worker.drain()
    await worker.stop()
  }
  return city.run('officer', staffComparison, { comparisonId })
}

test('a file is imported, rehearsed and confirmed; the same file again changes nothing, before the day and after', async () => {
  for (const [kind, table] of [['units', files.units] as const, ['people', files.before] as const]) {
    await city.run('officer', runImport, { fileId: await keep(`${kind}.csv`, table), kind, on: '2026-04-01' })
  }
  const first = await compare(files.after)
  const chosen = first.groups.reduce((sum, group) => sum + group.chosen, 0)
  const { planId, added } = await city.run('officer', takeDifferences, {
    comparisonId: first.comparisonId,
    plan: { title: '令和9年4月1日付け人事異動' },
  })
  assert.equal(added, chosen)
  const rehearsed = await desk.rehearse(planId)
  const { changes } = await desk.changes(planId)
  const problems = changes.filter((change) => change.problem !== null)
  assert.deepEqual(
    problems.map((change) => `${change.kind} ${change.label} ${change.problem ?? ''}`),
    [],
    'nothing that the import proposed is impossible',
  )
  assert.equal(rehearsed.problems, 0)
  await desk.confirm(planId)
  const again = await compare(files.after)
  const left = again.groups.filter((group) => group.mark !== 'missing')
  assert.deepEqual(
    left,
    [],
    JSON.stringify(again.differences.filter((each) => each.mark !== 'missing').slice(0, 5)),
  )

  world.at(`${on}T09:00:00+09:00`)
  await desk.followUp(planId)
  const later = await compare(files.after)
  assert.deepEqual(
    later.groups.filter((group) => group.mark !== 'missing'),
    [],
    JSON.stringify(later.differences.filter((each) => each.mark !== 'missing').slice(0, 5)),
  )
})
