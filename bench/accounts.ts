import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import pg from 'pg'
import { rightsOf } from '#authority/reads.ts'
import { writeEntry } from '#engine/register/engine.ts'
import { addDays } from '#ground/clock/date.ts'
import { jstDate, systemClock } from '#ground/clock/clock.ts'
import { readConfig } from '#ground/config/config.ts'
import { openPool } from '#ground/database/database.ts'
import { withClient } from '#ground/database/roles.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Actor } from '#ground/operation/act.ts'
import { openHouse } from '#house'
import { testDatabase } from '#test/database.ts'
import {
  idsCheck,
  idsDifferences,
  idsImport,
  idsOverview,
  idsTakeIn,
} from '#rooms/6-technical/accounts/contract.ts'
import {
  answerSheet,
  openReview,
  prepareReview,
  showReview,
  showSheet,
} from '#rooms/6-technical/accounts/contract-review.ts'
import { systemRegister } from '#rooms/6-technical/systems/definition.ts'
import { loadAll } from '#rooms/6-technical/accounts/load.ts'
import { reconcile } from '#rooms/6-technical/accounts/reconcile.ts'
import { makeLargeCity, size } from './large-city.ts'
import { connectionOf, percentile } from './measuring.ts'

/*
 * The IDs of a 政令市: 60,000 IDs of three systems against 20,000 people — reading the lists, registering, comparing,
 * laying out the stock-take, and its pages (server time and queries).
 *
 *     npm run bench -- accounts [scale]
 */

const scale = Number(process.argv[2] ?? 1)
const rounds = 40
const folder = await mkdtemp(join(tmpdir(), 'kijun-bench-'))
const cleanUp: (() => unknown)[] = []
const base = await testDatabase({ after: (work) => void cleanUp.push(work) })
const ownerPool = openPool(base.owner, { max: 4, name: 'kijun-owner' })
const config = { ...readConfig({}, folder), dataFolder: folder, logLevel: 'silent' as const }
// Without the worker: it would compare at the same time.
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
    makeLargeCity(house, client, tenantId, scale, { assets: 0, applications: 0 }),
  )
  const staff = Math.round(size.staff * scale)
  const today = jstDate(systemClock.now())
  const maker: Actor = { kind: 'system', job: 'bench' }
  const scope = { tenantId, actor: maker }
  const policyUnit = city.units[Math.max(3, Math.round((size.units * scale) / 25))] ?? ''
  const systems: string[] = []
  for (const name of ['庁内基盤', '文書管理', '財務会計']) {
    systems.push(
      await runner.perform('bench.system', scope, async (act) => {
        const entry = await writeEntry(act, systemRegister, {
          by: 'event',
          why: '計測',
          unitId: policyUnit,
          values: { name },
          describe: true,
        })
        return entry.entryId
      }),
    )
  }
  const list = (days: number): string => {
    const lines = ['利用者ID,氏名,状態,最終ログイン,権限,職員番号']
    for (let n = 0; n < staff; n++) {
      // One in fifty unused, one in a hundred an administrator, a few without a holder.
      const used = n % 50 === 0 ? '2024-05-01' : addDays(today, -1 - ((n + days) % 60))
      const number = n % 500 === 0 ? '' : String(n).padStart(6, '0')
      lines.push(
        `k${n},名${n},${n % 40 === 0 ? '無効' : '有効'},${used},${n % 100 === 0 ? '管理者' : '一般'},${number}`,
      )
    }
    return Buffer.from(lines.join('\n')).toString('base64')
  }
  const bring = (systemId: string, days: number) =>
    runner.run(idsImport.name, scope, {
      systemId,
      fileName: 'users.csv',
      content: list(days),
      takenOn: today,
      dryRun: false,
    })
  const snapshots: string[] = []
  await seconds(`書出し3つ、${3 * staff}行の読込み`, async () => {
    for (const systemId of systems) {
      const { snapshotId } = idsImport.output.parse(await bring(systemId, 0))
      if (snapshotId !== null) snapshots.push(snapshotId)
    }
  })
  await seconds('台帳への初めての登録', async () => {
    for (const snapshotId of snapshots) {
      for (let left = 1; left > 0;) {
        ;({ left } = idsTakeIn.output.parse(await runner.run(idsTakeIn.name, scope, { snapshotId })))
      }
    }
  })
  await withClient(owner, (client) => client.query('vacuum analyze'))
  const first = await seconds('初めての突合せ(食い違いの書込みとやることを含む)', async () =>
    idsCheck.output.parse(await runner.run(idsCheck.name, scope, {})),
  )
  console.log(`  ID ${first.accounts}件、食い違い ${first.open}件`)
  await withClient(owner, (client) => client.query('vacuum analyze'))
  await seconds('2回目の突合せ(変わりなし)', () => runner.run(idsCheck.name, scope, {}))
  await database.readTenant(tenantId, async (tx) => {
    const loaded = await seconds('  うち、読取り', () => loadAll(tx, today))
    await seconds('  うち、照合(純粋な関数)', async () =>
      reconcile(loaded.accounts, loaded.compared, loaded.people, loaded.values, today),
    )
  })
  const review = openReview.output.parse(
    await runner.run(openReview.name, scope, { title: '計測', asOf: today, dueOn: '2099-12-31' }),
  )
  await seconds('棚卸の配布(課ごとの1枚とやること)', () => runner.run(prepareReview.name, scope, review))
  await withClient(owner, (client) => client.query('vacuum analyze'))

  const actorOf = async (personId: string): Promise<Actor> => ({
    kind: 'person',
    personId,
    accountId: personId,
    rights: await database.readTenant(tenantId, (tx) => rightsOf(tx, personId, today)),
  })
  const { reviewId } = review
  const manager = await actorOf(city.manager.personId)
  const chief = await actorOf(city.chief.personId)
  const progress = showReview.output.parse(
    await runner.run(showReview.name, { tenantId, actor: manager }, { reviewId }),
  )
  const own = idsOverview.output.parse(await runner.run(idsOverview.name, { tenantId, actor: manager }, {}))
    .mySheets[0]
  const unitId = own?.unit.id ?? progress.sheets[0]?.unit.id ?? ''
  const officer: Actor = { kind: 'operator', name: 'bench' }
  const pages: [string, Actor, string, object][] = [
    ['IDの棚卸(課長)', manager, idsOverview.name, {}],
    ['IDの棚卸(全体)', officer, idsOverview.name, {}],
    ['自分の課の1枚', manager, showSheet.name, { reviewId, unitId, size: 100 }],
    ['進み具合(全体)', chief, showReview.name, { reviewId }],
    ['食い違い(課長)', manager, idsDifferences.name, {}],
    ['食い違い(全体)', officer, idsDifferences.name, {}],
    ['食い違い(全体、20頁目)', officer, idsDifferences.name, { page: 20 }],
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
  await seconds('1枚をすべて案のとおりと答える', () =>
    runner.run(
      answerSheet.name,
      { tenantId, actor: manager },
      { reviewId, unitId, answers: [], restAsProposed: true },
    ),
  )
} finally {
  await house.close()
  await ownerPool.end()
  for (const work of cleanUp.toReversed()) await work()
  await rm(folder, { recursive: true, force: true })
}
