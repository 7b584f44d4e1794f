import { readFileSync, writeFileSync } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { registerExport, registerImport } from '#engine/register/contract.ts'
import { recordedTables } from '#engine/register/recorded.ts'
import { checkedValues } from '#engine/register/schema.ts'
import { registerOperations } from '#engine/register/service.ts'
import { storeNew } from '#engine/register/store.ts'
import { makeCity, operator } from '#engine/register/testing/city.ts'
import { jstDate } from '#ground/clock/clock.ts'
import { openDatabase, type Connection } from '#ground/database/database.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { createRegistry } from '#ledger/recorded-table.ts'
import { createRecorder } from '#ledger/recorder.ts'
import { assetRegister } from '#rooms/2-assets/asset/definition.ts'
import { gateFacts } from '../src/house-ports.ts'
import { registers } from '../src/mechanisms.ts'

/* One step of `register-files.ts`, told on standard input. */

type Format = 'csv' | 'xlsx'
/** What the file says of the lines: as they are, each with another place, or new ones. */
type Said = 'same' | 'changed' | 'new' | 'new, half wrong'

export type Order = {
  readonly connection: Connection
  readonly tenantId: string
  /** Where the files lie. */
  readonly folder: string
  readonly lines: number
  readonly step:
    | { readonly do: 'seed' }
    | { readonly do: 'export'; readonly format: Format }
    | { readonly do: 'write'; readonly lines: Said }
    | { readonly do: 'import'; readonly format: Format; readonly lines: Said; readonly dryRun: boolean }
}

const order: Order = JSON.parse(await text(process.stdin))
const db = openDatabase(order.connection)
const nowhere = { standingsOf: async () => [], unitsOf: async () => [], unitsUnder: async () => [] }
const operations = new Map(
  registerOperations({
    definitions: registers,
    organisation: nowhere,
    gateFacts,
    citations: async () => [],
  }).map((each) => [each.contract.name, each]),
)

/** One act as the runner does it: in one transaction, with its entry in the ledger. */
async function perform<T>(kind: 'command' | 'query', work: (act: Act) => Promise<T>): Promise<T> {
  const { tenantId } = order
  const at = '2026-11-24T00:05:00.000Z'
  const unused = (): never => {
    throw new Error('not measured here')
  }
  const within = kind === 'query' ? db.readTenant : db.inTenant
  return within(tenantId, async (tx) => {
    const registry = createRegistry([recordedTables])
    const recorder = createRecorder({ tx, registry, tenantId, at, actor: operator, operation: 'bench' })
    const result = await work({
      tx,
      tenantId,
      actor: operator,
      at,
      today: jstDate(at),
      origin: 'http://localhost',
      recorder,
      jobs: { send: async () => newId() },
      files: { put: unused, read: unused, find: unused },
      part: unused,
      places: unused,
    })
    if (kind === 'command') await recorder.finish()
    return result
  })
}

const run = (name: string, input: unknown, kind: 'command' | 'query'): Promise<unknown> =>
  perform(kind, async (act) => operations.get(name)?.run(act, input))

async function seed(): Promise<void> {
  const { units } = await makeCity(db, order.tenantId)
  const kinds = ['paper', 'file', 'system', 'medium', 'terminal']
  for (let from = 0; from < order.lines; from += 5_000) {
    const lines = Array.from({ length: Math.min(5_000, order.lines - from) }, (_, at) => ({
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
    }))
    await perform('command', async (act) => {
      act.recorder.describe({ act: '登録', subject: { kind: 'register:asset', id: order.tenantId } })
      return storeNew(act, assetRegister, { origin: 'import', why: '計測' }, lines)
    })
  }
}

const pathOf = (format: Format, lines: Said = 'same'): string => join(order.folder, `${lines}.${format}`)

async function exportFile(format: Format): Promise<void> {
  const input = registerExport.input.parse({ register: 'asset', format })
  const { body } = await measured(`${format} の書出し`, wanted.export, async () =>
    registerExport.output.parse(await run(registerExport.name, input, 'query')),
  )
  await writeFile(pathOf(format), body)
  console.log(`  ${((await stat(pathOf(format))).size / 1024 / 1024).toFixed(1)} MBのファイル`)
}

/** Writes the exported CSV once more, with its lines as a step wants them. */
async function writeLines(lines: Said): Promise<void> {
  const exported = await readFile(pathOf('csv'), 'utf8')
  const told = exported.split('\r\n').map((line, at) => {
    if (at === 0 || line === '') return line
    if (lines === 'changed') return line.replace('本庁舎', '分庁舎')
    const fresh = line.replace(/^(\ufeff?)A-\d+/u, '$1')
    return lines === 'new, half wrong' && at % 2 === 1 ? fresh.replace('機密性2', '機密性9') : fresh
  })
  await writeFile(pathOf('csv', lines), told.join('\r\n'))
}

async function importFile(format: Format, lines: Said, dryRun: boolean): Promise<void> {
  const said = {
    same: '変更なし',
    changed: '全行変更',
    new: '全行新規',
    'new, half wrong': '新規、半分が誤り',
  }
  const name = `${format} の${dryRun ? '試し読み' : '取込み'}(${said[lines]})`
  const content = await readFile(pathOf(format, lines), 'base64')
  const input = { register: 'asset', fileName: `台帳.${format}`, content, dryRun }
  const report = await measured(name, wanted.import, async () =>
    registerImport.output.parse(await run(registerImport.name, input, 'command')),
  )
  console.log(
    `  ${report.read}行: 新規${report.added}、変更${report.changed}、変更なし${report.unchanged}、誤り${report.refused}`,
  )
}

/** The most memory since `forget`, in MB: what the kernel noted, or where there is none, the most of the process. */
function most(): number {
  if (process.platform !== 'linux') return Math.round(process.resourceUsage().maxRSS / 1024)
  const [, kilobytes = '0'] = /VmHWM:\s*(\d+)/u.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1024)
}

function forget(): void {
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5')
}

/** The figures of the design. */
const wanted = { export: 15, import: 60, megabytes: 300 } as const

async function measured<T>(name: string, seconds: number, work: () => Promise<T>): Promise<T> {
  globalThis.gc?.()
  await sleep(300)
  const rest = Math.round(process.memoryUsage.rss() / 1024 / 1024)
  forget()
  const began = performance.now()
  const computed = process.cpuUsage()
  try {
    return await work()
  } finally {
    const took = ((performance.now() - began) / 1000).toFixed(1)
    const peak = most()
    const { user, system } = process.cpuUsage(computed)
    const busy = ((user + system) / 1_000_000).toFixed(1)
    console.log(
      `${name}: ${took}秒(目標 ${seconds}秒、計算 ${busy}秒)、${rest} → 最大 ${peak} MB(目標 ${wanted.megabytes} MB)、差 ${peak - rest} MB`,
    )
  }
}

try {
  const { step } = order
  if (step.do === 'seed') await seed()
  else if (step.do === 'export') await exportFile(step.format)
  else if (step.do === 'write') await writeLines(step.lines)
  else await importFile(step.format, step.lines, step.dryRun)
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.log(`  拒まれました: ${[error.message, ...error.problems.map((it) => it.message)].join(' ')}`)
} finally {
  await db.close()
}
