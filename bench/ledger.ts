import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '#ground/clock/clock.ts'
import { openDatabase, openPool } from '#ground/database/database.ts'
import { prepareDatabase } from '#ground/database/roles.ts'
import { newId, randomBytes } from '#ground/ids/ids.ts'
import { entryInsert, type NewEntry } from '#ledger/entry-insert.ts'
import { encodeEntry } from '#ledger/entry.ts'
import { ledgerPaths, readPublicKey } from '#ledger/key.ts'
import { createRegistry } from '#ledger/recorded-table.ts'
import { openLog, sequenceBatch } from '#ledger/sequence.ts'
import { verifyTenant } from '#ledger/verify.ts'
import { readWitness } from '#ledger/witness.ts'
import { startTestServer } from '#test/database.ts'
import { schema } from '../src/schema.ts'

/**
 * How fast the ledger takes entries and proves them, beside what the same server does with single commits and
 * COPY. `node bench/ledger.ts [entries]`, default 200,000.
 */
const ENTRIES = Number(process.argv[2] ?? 200_000)
const SINGLE = 2000
const CHUNK = 10_000

function makeEntries(tenantId: string, count: number): NewEntry[] {
  return Array.from({ length: count }, () => {
    const [entryId, subjectId] = [newId(), newId()]
    const at = '2026-04-01T00:00:00.000Z'
    const body = encodeEntry({
      entryId,
      tenantId,
      at,
      actor: { kind: 'operator', name: '測定' },
      operation: 'bench.entry',
      deed: { act: '登録', subject: { kind: 'bench', id: subjectId } },
      changes: [{ table: 'asset', key: { id: subjectId }, after: 'ab'.repeat(32) }],
      erases: [],
      command: entryId,
      part: 1,
      parts: 1,
    })
    return {
      entryId,
      subjectId,
      at,
      body,
      salt: randomBytes(32),
      actorKind: 'operator',
      actorId: '測定',
      operation: 'bench.entry',
      subjectKind: 'bench',
    }
  })
}

async function bench(): Promise<void> {
  const prepared = await prepareDatabase({
    owner: server.owner,
    name: 'bench',
    appPassword: server.appPassword,
    migrations: await schema(),
  })
  const db = openDatabase(prepared.application)
  const pool = openPool(prepared.owner, { max: 2 })
  const [tenantId, single] = [newId(), newId()]
  for (const [id, code] of [
    [tenantId, 'bench'],
    [single, 'single'],
  ]) {
    await pool.query(`insert into tenant (tenant_id, code, name, kind) values ($1, $2, '測定', 'city')`, [
      id,
      code,
    ])
  }
  const client = await pool.connect()
  try {
    const singles = makeEntries(single, SINGLE)
    const oneByOne = await timed(async () => {
      for (const entry of singles) await client.query(entryInsert(single, [entry]))
    })
    const singleRate = SINGLE / oneByOne
    say('1行ずつ確定', SINGLE, oneByOne, singleRate)

    let [making, inserting, sequencing] = [0, 0, 0]
    const batches: NewEntry[][] = []
    making += await timed(async () => {
      for (let done = 0; done < ENTRIES; done += CHUNK) {
        batches.push(makeEntries(tenantId, Math.min(CHUNK, ENTRIES - done)))
      }
    })
    say('本文を作る', ENTRIES, making, singleRate)
    const log = await openLog(client, { tenantId, dataFolder, clock: systemClock })
    const sequence = async (): Promise<void> => {
      while ((await sequenceBatch(client, log, { dataFolder, clock: systemClock })).more);
    }
    // As in the house: commands write over their own connections while the sequencer works over its own.
    const both = await timed(async () => {
      let behind: Promise<void> = Promise.resolve()
      for (const batch of batches.splice(0)) {
        inserting += await timed(async () => void (await pool.query(entryInsert(tenantId, batch))))
        await behind
        behind = timed(sequence).then((seconds) => void (sequencing += seconds))
      }
      await behind
      await sequence()
    })
    say('まとめて書く', ENTRIES, inserting, singleRate)
    say('木に組み込み署名', ENTRIES, sequencing, singleRate)
    say('書いて組み込む(合計)', ENTRIES, both, singleRate)
    if (log.tree.size !== ENTRIES) throw new Error(`${log.tree.size} entries sequenced`)

    await client.query('create table copied (like ledger_entry including defaults)')
    const file = join(server.owner.host, 'copied.bin')
    await client.query(`copy ledger_entry to '${file}' (format binary)`)
    const copying = await timed(async () => {
      await client.query(`copy copied from '${file}' (format binary)`)
    })
    say('COPY(索引なし)', ENTRIES + SINGLE, copying, singleRate)
  } finally {
    client.release()
  }
  const options = {
    tenantId,
    registry: createRegistry([]),
    publicKey: await readPublicKey(dataFolder, tenantId),
    witness: await readWitness(ledgerPaths(dataFolder, tenantId).witness),
    now: new Date(),
  }
  const before = process.memoryUsage.rss()
  let [found, most] = [-1, before]
  const verifying = await timed(async () => {
    found = (
      await verifyTenant({
        pool: db.pool,
        ...options,
        onProgress: () => void (most = Math.max(most, process.memoryUsage.rss())),
      })
    ).findingCount
  })
  const memory = Math.round((most - before) / 1e6)
  console.log(
    `照合 ${ENTRIES}件 ${verifying.toFixed(1)}秒(100万件あたり ${((verifying / ENTRIES) * 1e6).toFixed(0)}秒) 指摘 ${found}件 メモリーの増加 ${memory}MB`,
  )
  await pool.end()
  await db.close()
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

function say(what: string, count: number, seconds: number, single: number): void {
  const rate = count / seconds
  console.log(`${what} ${Math.round(rate)}件/秒(1行ずつの${(rate / single).toFixed(1)}倍)`)
}

const server = await startTestServer()
const dataFolder = await mkdtemp(join(tmpdir(), 'kijun-bench-'))
try {
  await bench()
} finally {
  await rm(dataFolder, { recursive: true, force: true })
  await server.stop()
}
