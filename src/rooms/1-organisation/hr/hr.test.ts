import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { keepFile } from '#ground/files/service.ts'
import { jobStatus } from '#ground/jobs/contract.ts'
import { startWorker } from '#ground/jobs/jobs.ts'
import { writeCsv } from '#ground/paper/csv.ts'
import { writeExcel } from '#ground/paper/excel.ts'
import type { Table } from '#ground/paper/sheet.ts'
import { runImport } from '../import/contract.ts'
import { makeWorld } from '#test/world.ts'
import { staffFiles } from '#test/staff-file.ts'
import {
  chooseDifferences,
  compareStaff,
  readStaffFile,
  staffComparison,
  takeDifferences,
} from './contract.ts'

const world = await makeWorld({ after })
const { city } = world
const on = '2027-04-01'
const files = staffFiles({ people: 3_000, units: 200, on })

async function keep(name: string, bytes: Uint8Array): Promise<string> {
  return (await city.run('officer', keepFile, { bytes, name })).fileId
}
const csv = (table: Table, encoding: 'utf-8' | 'cp932' = 'utf-8'): Uint8Array =>
  writeCsv(table, { encoding }).bytes

/** Does what the background would do. */
async function work(): Promise<void> {
  const worker = startWorker({
    database: world.house.database,
    clock: world.clock,
    handlers: world.house.handlers,
    tenants: async () => [world.tenantId],
    onError: (error) => {
      throw error
    },
  })
  await worker.drain()
  await worker.stop()
}

async function compare(fileId: string, coversSides?: boolean) {
  const { mapping } = await city.run('officer', readStaffFile, { fileId })
  const source = {
    from: 'file' as const,
    fileId,
    mapping,
    ...(coversSides === undefined ? {} : { coversSides }),
  }
  const { comparisonId, jobId } = await city.run('officer', compareStaff, { source, on })
  if (jobId !== null) await work()
  return city.run('officer', staffComparison, { comparisonId })
}

const totals = (groups: readonly { kind: string; total: number }[]): Record<string, number> => {
  const sums: Record<string, number> = {}
  for (const { kind, total } of groups) sums[kind] = (sums[kind] ?? 0) + total
  return sums
}

test('3,000 people come in at the first load', async () => {
  for (const [kind, table] of [['units', files.units] as const, ['people', files.before] as const]) {
    const fileId = await keep(`${kind}.csv`, csv(table))
    const report = await city.run('officer', runImport, { fileId, kind, on: '2026-04-01' })
    assert.equal(report.wrongRows, 0, JSON.stringify(report.problems.slice(0, 3)))
  }
})

test('headings of another system are understood, and first rows shown with them', async () => {
  const read = await city.run('officer', readStaffFile, {
    fileId: await keep('人事.csv', csv(files.after, 'cp932')),
  })
  assert.deepEqual(read.problems, [])
  assert.deepEqual(read.mapping, {
    kind: 'all',
    words: {},
    columns: {
      number: '職員番号',
      name: '漢字氏名',
      kana: 'カナ氏名',
      unitCode: '所属コード',
      unitName: '所属名称',
      title: '補職名',
      appointment: '任用区分',
      until: '任期満了日',
      leave: '休職区分',
    },
  })
  assert.equal(read.sample.length, 5)
  assert.equal(read.proposedBy, 'headings')
})

test('a whole-staff file shows every difference by kind, and those who are missing are not taken by themselves', async () => {
  const found = await compare(await keep('全件.xlsx', await writeExcel(files.after)))
  assert.equal(found.state, 'ready', found.error ?? '')
  const sums = totals(found.groups)
  // The tests' own city has fifteen people whom the file does not know.
  assert.deepEqual(sums, { ...files.expected, retire: files.expected.retire + 15 })
  assert.equal(found.summary?.wrongRows, 0)
  const missing = found.groups.filter((group) => group.mark === 'missing')
  assert.ok(missing.length > 0 && missing.every((group) => group.chosen === 0))
  assert.equal(found.summary?.missing, files.expected.retire + 15)
  assert.equal(found.summary.removesTooMany, false)
})

test('the same differences come from the list of transfers, without anybody being missing', async () => {
  const fileId = await keep('発令一覧.csv', csv(files.orders))
  const read = await city.run('officer', readStaffFile, { fileId })
  assert.equal(read.mapping.kind, 'orders')
  assert.deepEqual(read.unknownWords, [])
  const found = await compare(fileId)
  assert.deepEqual(found.summary?.problems, [])
  assert.deepEqual(totals(found.groups), files.expected)
  assert.equal(found.summary?.missing, 0)
})

test('chosen differences go into a plan with the unit they need; the same file again proposes none of them', async () => {
  const fileId = await keep('全件.csv', csv(files.after))
  const found = await compare(fileId)
  const { comparisonId } = found
  await city.run('officer', chooseDifferences, { comparisonId, chosen: false, which: { q: '' } })
  const some = await city.run('officer', staffComparison, { comparisonId, kind: 'move', q: '危機管理課' })
  assert.ok(some.total > 0)
  const places = some.differences.map((each) => each.place)
  await city.run('officer', chooseDifferences, { comparisonId, chosen: true, which: { places } })
  const taken = await city.run('officer', takeDifferences, { comparisonId, plan: { title: '春の異動' } })
  assert.deepEqual([taken.added, taken.unitsAdded], [places.length + 1, 1])
  const again = await compare(fileId)
  const marked = again.groups.filter((group) => group.mark === 'same-as-planned')
  assert.equal(
    marked.reduce((sum, group) => sum + group.total, 0),
    places.length + 1,
  )
  assert.ok(marked.every((group) => group.chosen === 0))
  const twice = await city
    .run('officer', takeDifferences, { comparisonId, plan: { title: '二度目' } })
    .catch((error: unknown) => String(error))
  assert.match(String(twice), /すでに異動の案に入れました/u)
})

test('the mapping is remembered for the next file with these headings', async () => {
  const own = { header: ['番号X', '名前X', '課X', '役X'], rows: [['0100300', '誰か 一', '第21課', '主事']] }
  const fileId = await keep('独自.csv', csv(own))
  assert.notDeepEqual((await city.run('officer', readStaffFile, { fileId })).problems, [])
  const columns = { number: '番号X', name: '名前X', unitName: '課X', title: '役X' }
  const mapping = { kind: 'all' as const, columns, words: {} }
  await city.run('officer', compareStaff, { source: { from: 'file', fileId, mapping }, on })
  const next = await city.run('officer', readStaffFile, { fileId: await keep('独自2.csv', csv(own)) })
  assert.deepEqual([next.proposedBy, next.mapping.columns, next.problems], ['saved', columns, []])
})

test('a large file is compared behind the screen, with progress', async () => {
  const fileId = await keep(
    '大きい.csv',
    csv({ ...files.after, header: files.after.header.map((name) => name) }),
  )
  const { mapping } = await city.run('officer', readStaffFile, { fileId })
  const { comparisonId, jobId } = await city.run('officer', compareStaff, {
    source: { from: 'file', fileId, mapping },
    on,
  })
  assert.ok(jobId !== null)
  assert.equal((await city.run('officer', staffComparison, { comparisonId })).state, 'waiting')
  await work()
  const job = await city.run('officer', jobStatus, { jobId })
  assert.deepEqual([job.state, job.done, job.total], ['done', 100, 100])
  assert.equal((await city.run('officer', staffComparison, { comparisonId })).state, 'ready')
})

test('a file that would remove half the city is marked with the number', async () => {
  const half = { ...files.after, rows: files.after.rows.slice(0, 900) }
  const found = await compare(await keep('半分.csv', csv(half)))
  assert.equal(found.summary?.removesTooMany, true)
  assert.ok((found.summary.missing ?? 0) > 1_500)
  assert.equal(found.summary.leaving, found.summary.missing)
})
