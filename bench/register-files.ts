import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { registerExport, registerImport } from '#engine/register/contract.ts'
import { checkedValues } from '#engine/register/schema.ts'
import { registerOperations } from '#engine/register/service.ts'
import { storeNew } from '#engine/register/store.ts'
import { makeCity, operator, perform } from '#engine/register/testing/city.ts'
import { assetRegister } from '#rooms/2-assets/asset/definition.ts'
import { testDatabase } from '#test/database.ts'
import { gateFacts } from '../src/house-ports.ts'
import { registers } from '../src/mechanisms.ts'

/*
 * A register's file at the size of a 政令市: 100,000 lines out and in. Prints seconds and the most memory the process
 * held (RSS, in MB; before each step what it held at rest).
 *
 *     node bench/register-files.ts [lines]
 */

const lines = Number(process.argv[2] ?? 100_000)
const cleanUp: (() => unknown)[] = []
const { db, tenantId } = await testDatabase({ after: (work) => void cleanUp.push(work) })

async function run(): Promise<void> {
  const { units, organisation } = await makeCity(db, tenantId)
  const operations = new Map(
    registerOperations({ definitions: registers, organisation, gateFacts, citations: async () => [] }).map(
      (each) => [each.contract.name, each],
    ),
  )
  const call = (name: string, input: unknown) =>
    perform(db, tenantId, operator, async (act) => operations.get(name)?.run(act, input))
  const kinds = ['paper', 'file', 'system', 'medium', 'terminal']
  for (let from = 0; from < lines; from += 5_000) {
    await perform(db, tenantId, operator, (act) =>
      storeNew(
        act,
        assetRegister,
        { origin: 'import', why: '計測' },
        Array.from({ length: Math.min(5_000, lines - from) }, (_, at) => ({
          unitId: units.care,
          values: checkedValues(assetRegister, {
            name: `要介護認定調査票 ${from + at}`,
            business: '介護保険',
            kind: kinds[at % kinds.length],
            confidentiality: '2',
            integrity: '1',
            availability: '1',
            personal_count: at,
            network: 'none',
            place: `本庁舎${at % 9}階 書庫${at % 40}`,
            note: at % 4 === 0 ? '棚卸で確かめた。前の年度から増えた。' : undefined,
          }),
        })),
      ),
    )
  }
  const input = (format: 'csv' | 'xlsx') => registerExport.input.parse({ register: 'asset', format })
  const files = new Map<string, Uint8Array>()
  for (const format of ['xlsx', 'csv'] as const) {
    files.set(
      format,
      await measured(`${format} の書出し`, async () =>
        Uint8Array.from(registerExport.output.parse(await call(registerExport.name, input(format))).body),
      ),
    )
  }
  for (const [format, bytes] of files) {
    const content = Buffer.from(bytes).toString('base64')
    const fileName = `台帳.${format}`
    for (const dryRun of [true, false]) {
      const report = await measured(`${format} の${dryRun ? '試し読み' : '取込み(変更なし)'}`, async () =>
        registerImport.output.parse(
          await call(registerImport.name, { register: 'asset', fileName, content, dryRun }),
        ),
      )
      console.log(`  ${report.read}行、変更なし${report.unchanged}、誤り${report.refused}`)
    }
  }
  const csv = Buffer.from(files.get('csv') ?? [])
    .toString('utf8')
    .split('\r\n')
    // new lines, of which every second has a wrong class
    .map((line, at) => (at === 0 ? line : line.replace(/^A-\d+/u, '')))
    .map((line, at) => (at % 2 === 1 ? line.replace('機密性2', '機密性9') : line))
    .join('\r\n')
  const content = Buffer.from(csv).toString('base64')
  const half = await measured('半分が誤りのCSVの取込み(新規)', async () =>
    registerImport.output.parse(
      await call(registerImport.name, { register: 'asset', fileName: 'a.csv', content, dryRun: false }),
    ),
  )
  console.log(`  ${half.read}行、新規${half.added}、誤り${half.refused}`)
}

async function measured<T>(name: string, work: () => Promise<T>): Promise<T> {
  globalThis.gc?.()
  await sleep(200)
  const mb = (): number => Math.round(process.memoryUsage().rss / 1024 / 1024)
  const rest = mb()
  let most = rest
  const timer = setInterval(() => (most = Math.max(most, mb())), 50)
  const began = performance.now()
  try {
    return await work()
  } finally {
    clearInterval(timer)
    most = Math.max(most, mb())
    console.log(`${((performance.now() - began) / 1000).toFixed(1)}秒 ${name}: ${rest} → 最大 ${most} MB`)
  }
}

try {
  await run()
} finally {
  for (const work of cleanUp.toReversed()) await work()
}
