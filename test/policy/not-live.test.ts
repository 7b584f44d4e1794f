import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { procedureKinds, saveDraft, showApplication, today } from '#engine/procedure/contract.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import * as norms from '#policy/contract-norms.ts'
import { makeWorld } from '#test/world.ts'

/** A mechanism goes live only on confirmed norms, and whoever meets the closed door is told why. */
const world = await makeWorld({ after })
const { city } = world
const { editionId } = city

const refusalOf = async (work: Promise<unknown>): Promise<Refusal> => {
  try {
    await work
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  return assert.fail('nothing was refused')
}
const kind = async () =>
  (await city.run('applicant', procedureKinds, {})).kinds.find(({ key }) => key === 'carry-out') ??
  assert.fail()

test('with its clause confirmed the take-out is open, and the first page counts what is left', async () => {
  assert.deepEqual([(await kind()).live, (await kind()).closed], [true, null])
  const { gaps } = await city.run('officer', today, {})
  const lines = gaps.filter((gap) => gap.href !== undefined)
  assert.ok(lines.some((gap) => /対応付けていない規範が[0-9]+件/.test(gap.text)))
  assert.ok(
    lines.every((gap) => !/確認していない規範/.test(gap.text)),
    'the norms of the city are confirmed',
  )
  assert.ok(gaps.length < 30, 'counted lines, never a line for each norm')
})

test('when the confirmation of its clause is taken back it is closed, and everybody is told why', async () => {
  const { applicationId } = await city.run('applicant', saveDraft, {
    procedure: 'carry-out',
    form: city.form(),
  })
  const { norms: read } = await city.run('officer', norms.policyNorms, { editionId })
  const permit = read.find((norm) => norm.eid === '第2-2-(1)') ?? assert.fail('the clause of the permit')
  const { normId, revision } = permit
  await city.run('officer', norms.policyDismissNorm, { editionId, normId, revision })
  const closed = await kind()
  assert.deepEqual(closed.closed, { why: 'unconfirmed', clauses: ['対策基準 第2-2(1)'] })
  assert.equal(closed.live, false)
  const refusal = await refusalOf(
    city.run('applicant', saveDraft, { procedure: 'carry-out', form: city.form() }),
  )
  assert.equal(refusal.code, 'unavailable')
  assert.match(refusal.message, /対策基準 第2-2\(1\)の規範がまだ確認されていない/)
  const view = await city.run('applicant', showApplication, { applicationId })
  const file = view.acts.find((act) => act.act === 'file')
  assert.deepEqual([file?.allowed, /まだ確認されていない/.test(file?.reason ?? '')], [false, true])
  await city.run('officer', norms.policyConfirmNorms, {
    editionId,
    norms: [{ normId, revision: revision + 1 }],
  })
  assert.equal((await kind()).live, true)
})
