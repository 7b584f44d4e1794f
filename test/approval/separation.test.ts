import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { readCsv } from '#ground/paper/csv.ts'
import { readExcel } from '#ground/paper/excel.ts'
import { saveActingRight } from '#rooms/1-organisation/rights/contract.ts'
import {
  separationExceptions,
  separationExport,
  separationList,
} from '#rooms/1-organisation/rights/contract-separation.ts'
import { makeWorld } from '#test/world.ts'

const world = await makeWorld({ after })
const { city } = world
const year = { from: '2026-04-01', to: '2027-04-01' }

test('a 課長 who acts for his 部長 is listed, and so is the exception he used with its reason; in the files too', async () => {
  await city.run('officer', saveActingRight, {
    kind: '職務代理',
    postId: city.ids.post.director,
    holderPostId: city.ids.post.manager,
    when: '不在',
    basis: '職務代理規則',
    from: '2026-11-24',
  })
  const listed = async () =>
    (await city.run('auditor', separationList, { kind: 'approves-own' })).conflicts.map((each) => each.name)
  assert.ok(!(await listed()).includes('佐伯 真由美'), 'while the 部長 is there the right sleeps')
  await city.absent('director', '2026-11-24', '2026-11-27')
  assert.ok((await listed()).includes('佐伯 真由美'))

  const id = await city.file('manager')
  await assert.rejects(city.decide('manager', id), /あなた自身の申請/)
  assert.equal((await city.run('auditor', separationExceptions, year)).total, 0)
  await city.decide('manager', id, 'grant', { exceptionReason: '災害対応のため、他に決定できる者がいない' })
  const { exceptions, total } = await city.run('auditor', separationExceptions, year)
  assert.equal(total, 1)
  assert.partialDeepStrictEqual(exceptions[0], {
    applicationId: id,
    applicant: '佐伯 真由美',
    decider: '佐伯 真由美',
    capacity: '職務代理',
    reason: '災害対応のため、他に決定できる者がいない',
  })

  const csv = await city.run('auditor', separationExport, { format: 'csv', encoding: 'cp932' })
  const excel = await city.run('auditor', separationExport, { format: 'xlsx' })
  for (const sheet of [readCsv(csv.body), await readExcel(excel.body)]) {
    const cells = sheet.rows.map((row) => row.cells.join(' '))
    assert.ok(cells.some((text) => text.includes('佐伯 真由美') && text.includes('職務代理で自分も行えます')))
    assert.ok(cells.some((text) => text.includes('やむを得ない場合の決裁') && text.includes('災害対応')))
  }
})

test('on a day before the organisation began nothing comes together', async () => {
  const { total, counts } = await city.run('auditor', separationList, { on: '2020-04-01' })
  assert.equal(total, 0)
  assert.ok(counts.every((each) => each.count === 0))
})
