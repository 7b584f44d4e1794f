import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { today } from '#engine/procedure/contract.ts'
import { listTasks } from '#engine/task/contract.ts'
import { policyDescribeDocument, policyDocument } from '#policy/contract-documents.ts'
import { policyDecideImpact, policyImpact } from '#policy/contract-editions.ts'
import { policyConfirmNorms, policyNorms } from '#policy/contract-norms.ts'
import { policyEdition, policyImport, policyProvisions, policyPutInForce } from '#policy/contract.ts'
import { makeWorld, policyText } from '#test/world.ts'

const { city } = await makeWorld({ after })

const amended = policyText.replace(
  '情報セキュリティ管理者の許可を受けなければ',
  '情報セキュリティ責任者の許可を受けなければ',
)

test('an amendment shows the open cases it meets; they stay under the edition they were filed under', async () => {
  const waiting = await city.file()
  const decided = await city.file()
  await city.decide('manager', decided, 'refuse')
  const { editionId } = await city.run('officer', policyImport, {
    fileName: 'kaisei.txt',
    base64: Buffer.from(amended).toString('base64'),
  })
  const draft = editionId ?? ''
  const { items } = await city.run('officer', policyImpact, { editionId: draft, size: 100 })
  const cases = items.filter((item) => item.kind === 'case')
  assert.deepEqual(
    cases.map((item) => [item.count, item.options]),
    [[1, ['carry', 'reconfirm']]],
  )
  assert.ok(items.some((item) => item.kind === 'binding' && item.cites[0]?.beforeNumber === '第2-2(1)'))
  const decisions = items
    .filter((item) => item.required)
    .map(({ item }) => ({ item, choice: 'carry' as const }))
  await city.run('officer', policyDecideImpact, { editionId: draft, decisions })
  await city.run('officer', policyPutInForce, {
    editionId: draft,
    decidedBy: '情報化推進会議',
    decidedOn: '2026-11-20',
    effectiveFrom: '2026-11-24',
    approval: { kind: 'urgent', reason: '事故への対応', by: '副市長 宮原 誠' },
  })
  assert.equal((await city.show('auditor', waiting)).edition.editionId, city.editionId)
  await city.decide('manager', waiting)
  const { norms } = await city.run('officer', policyNorms, { editionId: draft })
  await city.run('officer', policyConfirmNorms, {
    editionId: draft,
    norms: norms
      .filter((norm) => norm.state === 'unconfirmed')
      .map(({ normId, revision }) => ({ normId, revision })),
  })
  const fresh = await city.file()
  assert.equal((await city.show('auditor', fresh)).edition.editionId, draft)
  // the report is owed once: as a task with its day, and not a second time among what is not in place
  const { rows } = await city.run('officer', listTasks, {})
  const report = rows.find((row) => row.kind === 'council.report')
  assert.ok(report !== undefined && report.title.includes('会議に報告する') && report.dueOn === '2026-12-24')
  const { gaps } = await city.run('officer', today, {})
  assert.equal(gaps.filter((gap) => gap.kind === '事後報告').length, 0)
})

test('a document with named readers is read by the unit and the office named, and by nobody else', async () => {
  const imported = await city.run('officer', policyImport, {
    fileName: 'tejun.txt',
    base64: Buffer.from('試験市鍵の手順\n第1 鍵\n予備の鍵は、金庫に置く。\n').toString('base64'),
    kind: '実施手順',
  })
  const editionId = imported.editionId ?? ''
  const decision = { decidedBy: '課長', decidedOn: '2026-11-20', effectiveFrom: '2026-11-21' }
  await city.run('officer', policyPutInForce, { editionId, ...decision })
  const { policy } = await city.run('officer', policyEdition, { editionId })
  await city.run('officer', policyDescribeDocument, {
    policyId: policy.policyId,
    public: false,
    readers: [
      { kind: 'unit', id: city.ids.unit.welfare },
      { kind: 'office', id: 'sec-manager' },
    ],
  })
  // 長寿支援課 stands under 福祉部; 市民課長 is a 管理者; 市民課 itself is neither.
  for (const who of ['applicant', 'strangerManager', 'officer', 'auditor'] as const) {
    await assert.doesNotReject(city.run(who, policyProvisions, { editionId }), who)
  }
  await assert.rejects(city.run('stranger', policyProvisions, { editionId }), { code: 'forbidden' })
  const { readers } = await city.run('officer', policyDocument, { policyId: policy.policyId })
  assert.deepEqual(readers.map((reader) => reader.name).toSorted(), [
    '市長部局 福祉部',
    '情報セキュリティ管理者',
  ])
  assert.deepEqual((await city.run('applicant', policyDocument, { policyId: policy.policyId })).readers, [])
})
