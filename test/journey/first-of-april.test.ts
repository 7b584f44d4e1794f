import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { issueCard } from '#rooms/6-technical/cards/contract.ts'
import { keepFile } from '#ground/files/service.ts'
import { startWorker } from '#ground/jobs/jobs.ts'
import { writeCsv } from '#ground/paper/csv.ts'
import type { Table } from '#ground/paper/sheet.ts'
import { ofSubject, verification, verify } from '#ledger/contract.ts'
import { listChecklists } from '#rooms/1-organisation/joining/contract.ts'
import {
  compareStaff,
  readStaffFile,
  staffComparison,
  takeDifferences,
} from '#rooms/1-organisation/hr/contract.ts'
import { runImport } from '#rooms/1-organisation/import/contract.ts'
import {
  addTransferChanges,
  confirmTransfer,
  rehearseTransfer,
  showTransfer,
  transferEffects,
  transferFindings,
  undoTransfer,
  type FindingTabName,
} from '#rooms/1-organisation/transfer/contract.ts'
import { idsOf } from '#rooms/6-technical/accounts/testing/ids-city.ts'
import { staffFiles } from '#test/staff-file.ts'
import { makeWorld } from '#test/world.ts'

/*
 * The first of April as one walk through every room that has a part in it: a file of the personnel office, a plan, its
 * rehearsal, one confirmation, midnight, and the morning after.
 */

const on = '2027-04-01'
const world = await makeWorld({ after }, { now: '2027-03-15T10:00:00+09:00' })
const { city, house } = world
const { person, unit } = city.ids
const files = staffFiles({ people: 3_000, units: 200, on })

async function work(): Promise<void> {
  const worker = startWorker({
    database: house.database,
    clock: world.clock,
    handlers: house.handlers,
    tenants: async () => [world.tenantId],
    onError: (error) => {
      throw error
    },
  })
  await worker.drain()
  await worker.stop()
}
const keep = async (name: string, table: Table, encoding: 'utf-8' | 'cp932' = 'utf-8'): Promise<string> =>
  (await city.run('officer', keepFile, { bytes: writeCsv(table, { encoding }).bytes, name })).fileId
let planId = ''
const findings = async (tab: FindingTabName) =>
  city.run('officer', transferFindings, { planId, tab, size: 100 })

test('a city of 3,000 is loaded, people work, and IDs are kept', async () => {
  for (const [kind, table] of [['units', files.units] as const, ['people', files.before] as const]) {
    const report = await city.run('officer', runImport, {
      fileId: await keep(`${kind}.csv`, table),
      kind,
      on: '2026-04-01',
    })
    assert.equal(report.wrongRows, 0)
  }
  const ids = idsOf(world)
  const system = await ids.system('庁内基盤')
  await ids.account(system, 'saeki', { holder: person.manager })
  await ids.account(system, 'tanabe', { holder: person.applicant })
  await city.run('officer', issueCard, {
    cardNumber: 'C-001',
    holderId: person.manager,
    kind: 'staff',
  })
})

let waiting = ''
let granted = ''
let taken = ''

test('the personnel file becomes a plan, with what the policy office knows besides', async () => {
  const dates = { from: '2027-03-30', to: '2027-03-31' }
  waiting = await city.file('colleague', dates)
  granted = await city.file('applicant', dates)
  await city.decide('manager', granted)
  taken = await city.file('second', { from: '2027-03-15', to: '2027-03-20' })
  await city.decide('manager', taken)
  await city.follow('second', taken, 'start')
  const fileId = await keep('全件.csv', files.after, 'cp932')
  const { mapping } = await city.run('officer', readStaffFile, { fileId })
  const { comparisonId } = await city.run('officer', compareStaff, {
    source: { from: 'file', fileId, mapping },
    on,
  })
  await work()
  const found = await city.run('officer', staffComparison, { comparisonId })
  assert.equal(found.state, 'ready', found.error ?? '')
  assert.equal(found.summary?.wrongRows, 0)
  ;({ planId } = await city.run('officer', takeDifferences, {
    comparisonId,
    plan: { title: '令和9年4月1日 定期人事異動' },
  }))
  await city.run('officer', addTransferChanges, {
    planId,
    changes: [
      { kind: 'retire', person: { id: person.manager }, reason: '定年退職' },
      { kind: 'move', person: { id: person.deputy }, unit: { id: unit.longevity }, title: '課長' },
      { kind: 'move', person: { id: person.applicant }, unit: { id: unit.civil }, title: '主事' },
      { kind: 'retire', person: { id: person.second }, reason: '辞職' },
    ],
  })
})

test('the rehearsal names offices, cases, permits, things to give back, IDs, gaps and checklists', async (t) => {
  await city.run('officer', rehearseTransfer, { planId })
  await work()
  const { rehearsal, notConfirmable } = await city.run('officer', showTransfer, { planId })
  assert.equal(rehearsal?.problems, 0, JSON.stringify(rehearsal))
  assert.equal(notConfirmable, null)
  const counts: Record<string, number> = {}
  for (const tab of ['offices', 'cases', 'permits', 'holdings', 'accounts', 'units', 'checklists'] as const) {
    const { total } = await findings(tab)
    counts[tab] = total
  }
  t.diagnostic(`予行 ${JSON.stringify(counts)}`)
  for (const [tab, count] of Object.entries(counts)) assert.ok(count > 0, `${tab} is not empty`)
  const cases = (await findings('cases')).findings
  assert.deepEqual(
    cases.map(({ before, after: next }) => [before, next]),
    [['佐伯 真由美', '小川 直樹']],
  )
  assert.ok((await findings('permits')).findings.some(({ label }) => label === '田辺 彩'))
  assert.ok((await findings('holdings')).findings.some(({ label }) => label.includes('西村 恵')))
  assert.ok((await findings('accounts')).findings.some(({ label }) => label.includes('佐伯 真由美')))
})

test('confirmed once, it holds from midnight: cases go to the new head, permits of movers lapse, checklists open', async (t) => {
  const { rehearsal } = await city.run('officer', showTransfer, { planId })
  await city.run('officer', confirmTransfer, { planId, rehearsalId: rehearsal?.rehearsalId ?? '' })
  await work()
  world.at('2027-03-31T23:59:59+09:00')
  await work()
  assert.equal((await city.show('auditor', granted)).state, 'granted')
  // the server was down at midnight and comes up in the morning
  world.at('2027-04-01T06:30:00+09:00')
  await work()
  assert.equal((await city.show('auditor', granted)).state, 'lapsed')
  assert.equal((await city.show('auditor', waiting)).events.at(-1)?.act, '回付先の変更')
  await assert.rejects(city.decide('manager', waiting))
  await city.decide('deputy', waiting, 'refuse', { reason: '年度が変わりました。出し直してください。' })
  await assert.rejects(city.run('officer', undoTransfer, { planId }), /発令日|効力/u)
  const { total } = await city.run('officer', transferEffects, { planId })
  const open = await city.run('officer', listChecklists, {})
  t.diagnostic(`当日に行ったこと ${total}、開いた確認表 ${open.total}`)
  assert.ok(total > 0)
  assert.ok(open.total > 0)
})

test('the ledger says in which right each act was done, and verifies', async () => {
  const { entries } = await city.run('auditor', ofSubject, { kind: 'application', id: waiting, size: 50 })
  const refusal = entries.find((entry) => entry.act === '不許可')
  assert.ok(refusal !== undefined, entries.map((entry) => entry.act).join())
  assert.match(refusal.capacity ?? '', /本人|情報セキュリティ管理者/u)
  await house.sequencer.settled()
  await city.run('auditor', verify, {})
  await work()
  const result = await city.run('auditor', verification, {})
  assert.match(JSON.stringify(result), /"findings":\[\]|"ok":true/u)
})
