import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#ground/ids/ids.ts'
import { makeWorld } from '#test/world.ts'
import { computeSigns, listSigns, setSign, showSign } from './contract.ts'
import { SIGN_JOB } from './job.ts'
import { quartersOf, yearPeriod } from './periods.ts'
import { findingsOf } from './show.ts'
import { signs } from './signs.ts'
import { tell, type Told } from './testing/history.ts'

const world = await makeWorld({ after })
const { city, house } = world

test('the counts by unit are those that counting the findings gives, whatever was looked at again', async () => {
  const quick = (day: string, unit: 'civil' | 'longevity', seconds: number): Told => ({
    applicant: 'applicant',
    decider: 'manager',
    unit,
    reachedAt: `${day}T03:00:00.000Z`,
    at: `${day}T03:00:0${seconds}.000Z`,
  })
  const late = (day: string, unit: 'civil' | 'longevity'): Told => ({
    applicant: 'applicant',
    decider: 'manager',
    unit,
    at: `${day}T14:00:00.000Z`,
    purpose: 'なし',
  })
  const days = ['2026-05-13', '2026-06-03', '2026-06-04', '2026-10-05', '2026-11-05']
  await tell(city, [
    ...days.map((day, at) => quick(day, 'longevity', 1 + at)),
    ...days.map((day) => late(day, 'longevity')),
    quick('2026-11-06', 'civil', 1),
    late('2026-06-04', 'civil'),
    late('2026-11-05', 'civil'),
  ])
  await house.handlers.get(SIGN_JOB)?.({
    tenantId: city.tenantId,
    jobId: newId(),
    data: {},
    progress: async () => undefined,
  })
  // A value moves, and months are looked at side by side.
  await city.run('auditor', setSign, {
    sign: 'quick-decision',
    parameter: 'seconds',
    value: 3,
    why: '狭く見る',
  })
  const job = { kind: 'system', job: 'test' } as const
  const months = ['2026-05-01', '2026-06-01', '2026-10-01', '2026-11-01']
  for (let turn = 0; turn < 5; turn++) {
    await Promise.all(months.map((startsOn) => city.run(job, computeSigns, { span: 'month', startsOn })))
  }
  let seen = 0
  for (const period of [yearPeriod(2026), ...quartersOf(2026)]) {
    for (const sign of signs) {
      const counted = await world.db.readTenant(city.tenantId, (tx) =>
        findingsOf(tx, period, { sign })
          .select(['unit_id', (of) => of.fn.countAll<string>().as('found')])
          .groupBy('unit_id')
          .execute(),
      )
      const expected = counted.map((row) => `${row.unit_id} ${row.found}`).toSorted()
      const { units } = await city.run('auditor', showSign, {
        sign: sign.key,
        period: period.key,
        page: 1,
        size: 50,
      })
      assert.deepEqual(
        units.map((each) => `${each.unitId} ${each.found}`).toSorted(),
        expected,
        `${sign.key} ${period.key}`,
      )
      seen += expected.length
    }
  }
  assert.ok(seen > 15, String(seen))
  const { rows } = await city.run('auditor', listSigns, { period: '2026' })
  const hours = rows.find(({ key }) => key === 'out-of-hours')
  assert.equal(hours?.units.length, 2)
  assert.equal(
    hours?.units.reduce((sum, each) => sum + each.found, 0),
    hours?.found,
  )
})
