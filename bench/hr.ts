import { loadavg } from 'node:os'
import { performance } from 'node:perf_hooks'
import { keepFile } from '#ground/files/service.ts'
import { startWorker } from '#ground/jobs/jobs.ts'
import { writeCsv } from '#ground/paper/csv.ts'
import { writeExcel } from '#ground/paper/excel.ts'
import {
  compareStaff,
  readStaffFile,
  staffComparison,
  takeDifferences,
} from '#rooms/1-organisation/hr/contract.ts'
import { runImport } from '#rooms/1-organisation/import/contract.ts'
import { staffFiles } from '#test/staff-file.ts'
import { makeWorld } from '#test/world.ts'

/*
 * A whole-staff file of a 政令市 compared with the organisation of the first of April, from the bytes to the list of
 * differences, as the background does it; then everything chosen into a plan. Wanted: 20,000 people in 20 seconds.
 *
 *     npm run bench -- hr [people] [units]
 */

const people = Number(process.argv[2] ?? 20_000)
const units = Number(process.argv[3] ?? 1_500)
const on = '2027-04-01'
const last: (() => unknown)[] = []
const world = await makeWorld({ after: (work) => last.push(work) })
const { city } = world
const files = staffFiles({ people, units, on })
const load = (): string => `(負荷 ${(loadavg()[0] ?? 0).toFixed(1)})`
const keep = async (name: string, bytes: Uint8Array): Promise<string> =>
  (await city.run('officer', keepFile, { bytes, name })).fileId

for (const [kind, table] of [['units', files.units] as const, ['people', files.before] as const]) {
  const began = performance.now()
  const fileId = await keep(`${kind}.csv`, writeCsv(table).bytes)
  await city.run('officer', runImport, { fileId, kind, on: '2026-04-01' })
  console.log(`最初の取込み(${kind} ${table.rows.length}行): ${seconds(began)} 秒 ${load()}`)
}

const worker = startWorker({
  database: world.house.database,
  clock: world.clock,
  handlers: world.house.handlers,
  tenants: async () => [world.tenantId],
  onError: (error) => console.error(error),
  pollMs: 60_000,
})
let comparisonId = ''
for (const [name, bytes] of [
  ['全件.csv', writeCsv(files.after).bytes],
  ['全件.xlsx', await writeExcel(files.after)],
  ['発令一覧.csv', writeCsv(files.orders).bytes],
] as const) {
  const fileId = await keep(name, bytes)
  const { mapping } = await city.run('officer', readStaffFile, { fileId })
  const memory = watchMemory()
  const began = performance.now()
  const asked = await city.run('officer', compareStaff, { source: { from: 'file', fileId, mapping }, on })
  await worker.drain()
  const took = seconds(began)
  const found = await city.run('officer', staffComparison, { comparisonId: asked.comparisonId })
  const total = found.groups.reduce((sum, group) => sum + group.total, 0)
  console.log(
    `${name}: ${found.summary?.rows ?? 0}行、違い ${total}件、誤り ${found.summary?.wrongRows ?? 0}行、${took} 秒、増えた記憶 最大 ${memory()} MB ${load()}`,
  )
  if (name === '全件.csv') ({ comparisonId } = asked)
}
const began = performance.now()
const taken = await city.run('officer', takeDifferences, { comparisonId, plan: { title: '計測' } })
console.log(`案へ ${taken.added}件: ${seconds(began)} 秒 ${load()}`)
await worker.stop()
for (const work of last) await work()
process.exit(0)

function seconds(from: number): string {
  return ((performance.now() - from) / 1000).toFixed(1)
}

/** The most resident memory beyond what there was at the start, in MB. */
function watchMemory(): () => string {
  globalThis.gc?.()
  const start = process.memoryUsage.rss()
  let most = start
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20)
  return () => {
    clearInterval(timer)
    return ((Math.max(most, process.memoryUsage.rss()) - start) / 1024 / 1024).toFixed(0)
  }
}
