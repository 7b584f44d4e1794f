import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import pg from 'pg'
import { rightsOf } from '#authority/reads.ts'
import { searchAll } from '#engine/search/contract.ts'
import {
  openStocktake,
  prepareStocktake,
  stocktakeDifferences,
  stocktakeOverview,
  stocktakeProgress,
} from '#engine/stocktake/contract.ts'
import { scanNumbers, stocktakeSheet } from '#engine/stocktake/contract-sheet.ts'
import { whereabouts } from '#engine/whereabouts/contract.ts'
import { jstDate, systemClock } from '#ground/clock/clock.ts'
import { readConfig } from '#ground/config/config.ts'
import { openPool } from '#ground/database/database.ts'
import { withClient } from '#ground/database/roles.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Actor } from '#ground/operation/act.ts'
import { openHouse } from '#house'
import { testDatabase } from '#test/database.ts'
import { makeLargeCity, size } from './large-city.ts'
import { connectionOf, percentile } from './measuring.ts'

/*
 * A stock-take of 20,000 lines in 1,500 sections: laying out the sheets, the board, a sheet, a parcel of scans; beside
 * it the search over everything and the drawing of places (server time and queries).
 *
 *     npm run bench -- stocktake [scale] [lines] [cases]
 */

const scale = Number(process.argv[2] ?? 1)
const assets = Number(process.argv[3] ?? 20_000 * scale) / scale
const applications = Number(process.argv[4] ?? size.applications * scale) / scale
const rounds = 40
const folder = await mkdtemp(join(tmpdir(), 'kijun-bench-'))
const cleanUp: (() => unknown)[] = []
const base = await testDatabase({ after: (work) => void cleanUp.push(work) })
const ownerPool = openPool(base.owner, { max: 4, name: 'kijun-owner' })
const config = { ...readConfig({}, folder), dataFolder: folder, logLevel: 'silent' as const }
const house = await openHouse({ config, clock: systemClock, database: base.db, ownerPool, background: false })
const { database, runner } = house
const owner = connectionOf(ownerPool)
let queries = 0
const query = pg.Client.prototype.query
Object.assign(pg.Client.prototype, {
  query(this: pg.Client, ...args: unknown[]) {
    queries++
    return Reflect.apply(query, this, args)
  },
})
const seconds = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
  const began = performance.now()
  const done = await work()
  console.log(`${what}: ${((performance.now() - began) / 1000).toFixed(2)}秒`)
  return done
}

try {
  const tenantId = newId()
  await database.shared
    .insertInto('tenant')
    .values({
      tenant_id: tenantId,
      code: 'bench',
      name: '計測市',
      kind: 'city',
      created_at: systemClock.now().toISOString(),
    })
    .execute()
  const city = await withClient(owner, (client) =>
    makeLargeCity(house, client, tenantId, scale, { assets, applications }),
  )
  const today = jstDate(systemClock.now())
  const scope = { tenantId, actor: { kind: 'system', job: 'bench' } as const }
  const open = async (title: string): Promise<string> => {
    const { stocktakeId } = openStocktake.output.parse(
      await runner.run(openStocktake.name, scope, {
        register: 'asset',
        title,
        asOf: today,
        dueOn: '2099-12-31',
      }),
    )
    const laid = await seconds(`${title}の配布(写し・指紋・やること)`, async () =>
      prepareStocktake.output.parse(await runner.run(prepareStocktake.name, scope, { stocktakeId })),
    )
    console.log(`  ${laid.lines}行、${laid.sheets}課`)
    return stocktakeId
  }
  const stocktakeId = await open('棚卸')
  await withClient(owner, (client) => client.query('vacuum analyze'))
  const actorOf = async (personId: string): Promise<Actor> => ({
    kind: 'person',
    personId,
    accountId: personId,
    rights: await database.readTenant(tenantId, (tx) => rightsOf(tx, personId, today)),
  })
  const manager = await actorOf(city.manager.personId)
  const staff = await actorOf(city.staff.personId)
  const officer: Actor = { kind: 'operator', name: 'bench' }
  const { mine } = stocktakeOverview.output.parse(
    await runner.run(stocktakeOverview.name, { tenantId, actor: manager }, {}),
  )
  const board = stocktakeProgress.output.parse(
    await runner.run(stocktakeProgress.name, { tenantId, actor: officer }, { stocktakeId }),
  )
  const unitId = mine[0]?.unit.id ?? board.rows[0]?.unit.id ?? ''
  const sheet = stocktakeSheet.output.parse(
    await runner.run(stocktakeSheet.name, { tenantId, actor: officer }, { stocktakeId, unitId, size: 100 }),
  )
  const pages: [string, Actor, string, object][] = [
    ['棚卸の一覧(課長)', manager, stocktakeOverview.name, {}],
    ['棚卸の一覧(全体)', officer, stocktakeOverview.name, {}],
    ['進み具合(全体)', officer, stocktakeProgress.name, { stocktakeId }],
    ['進み具合(20頁目)', officer, stocktakeProgress.name, { stocktakeId, page: 20 }],
    ['自分の課の表', manager, stocktakeSheet.name, { stocktakeId, unitId, size: 100 }],
    ['前回との違い', officer, stocktakeDifferences.name, { stocktakeId, kind: 'new' }],
    ['検索(職員、多い語)', staff, searchAll.name, { query: '住民' }],
    ['検索(監査の範囲、多い語)', officer, searchAll.name, { query: '住民' }],
    ['検索(課長、2語)', manager, searchAll.name, { query: '介護 調査' }],
    ['検索(番号)', manager, searchAll.name, { query: sheet.lines[0]?.number ?? 'A-00001' }],
    ['検索(ない語)', manager, searchAll.name, { query: '存在しないことば' }],
    ['どこにあるか', manager, whereabouts.name, {}],
  ]
  console.log('頁(サーバの時間)              p50     p95   照会数')
  for (const [name, actor, operation, input] of pages) {
    const times: number[] = []
    let count = 0
    for (let round = 0; round < rounds; round++) {
      queries = 0
      const began = performance.now()
      await runner.run(operation, { tenantId, actor }, input)
      times.push(performance.now() - began)
      count = queries
    }
    const figure = (share: number): string => percentile(times, share).toFixed(1).padStart(7)
    console.log(`${name.padEnd(22, ' ')} ${figure(0.5)} ${figure(0.95)} ${String(count).padStart(6)}`)
  }
  if (mine.length > 0) {
    await seconds(`読取り${sheet.lines.length}件を一度に送る`, () =>
      runner.run(
        scanNumbers.name,
        { tenantId, actor: manager },
        {
          stocktakeId,
          unitId,
          scans: sheet.lines.map(({ number }, at) => ({ mark: `b-${at}`, number })),
        },
      ),
    )
  }
} finally {
  await house.close()
  await ownerPool.end()
  await rm(folder, { recursive: true, force: true })
  for (const work of cleanUp) await work()
}
