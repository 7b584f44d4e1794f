import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { settableClock } from '#ground/clock/clock.ts'
import { openPool, type Database } from '#ground/database/database.ts'
import { newId } from '#ground/ids/ids.ts'
import { ledgerPaths, readPublicKey } from '#ledger/key.ts'
import { createRecorder, type LedgerRecorder } from '#ledger/recorder.ts'
import { openLog, sequenceBatch } from '#ledger/sequence.ts'
import { verifyOn, verifyTenant, type Verification } from '#ledger/verify.ts'
import { readWitness } from '#ledger/witness.ts'
import { testDatabase, type CleanUp } from '#test/database.ts'
import { makeSampleTables, sampleRegistry } from './sample-tables.ts'

/** A pseudo-random sequence that is the same on every run (mulberry32). */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

/** A test database with a ledger and everything that writes and verifies it. */
export async function sampleLedger(t: CleanUp) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'kijun-ledger-'))
  let pool: pg.Pool | null = null
  // Registered first, so that it runs before the database goes away.
  t.after(async () => {
    await pool?.end()
    await rm(dataFolder, { recursive: true, force: true })
  })
  const { db, tenantId, owner, newTenant } = await testDatabase(t)
  await makeSampleTables(owner)
  pool = openPool(owner, { max: 4, name: 'sample-owner' })
  return { ...ledgerOf({ db, tenantId, pool, dataFolder }), owner, newTenant }
}

async function waiting(client: pg.ClientBase, tenant: string): Promise<boolean> {
  const { rows } = await client.query<{ waiting: boolean }>(
    `select exists (select 1 from ledger_entry e where e.tenant_id = $1 and e.body is not null
       and not exists (select 1 from ledger_leaf l where l.tenant_id = e.tenant_id and l.entry_id = e.entry_id))
       as waiting`,
    [tenant],
  )
  return rows[0]?.waiting === true
}

function ledgerOf({
  db,
  tenantId,
  pool,
  dataFolder,
}: {
  db: Database
  tenantId: string
  pool: pg.Pool
  dataFolder: string
}) {
  const registry = sampleRegistry()
  const clock = settableClock('2026-04-01T00:00:00Z')

  /** Runs one command with a recorder and leaves its entry. */
  const command = (
    work: (recorder: LedgerRecorder) => Promise<void>,
    deed = '登録',
    subject = newId(),
    tenant = tenantId,
  ) =>
    db.inTenant(tenant, async (tx) => {
      const recorder = createRecorder({
        tx,
        registry,
        tenantId: tenant,
        at: clock.now().toISOString(),
        actor: { kind: 'operator', name: '担当者' },
        operation: 'sample.save',
      })
      await work(recorder)
      recorder.describe({
        act: deed,
        subject: { kind: deed === '消去' ? 'ledger-erasure' : 'sample', id: subject },
      })
      return recorder.finish()
    })

  /**
   * Sequences everything committed. A transaction of another test's database on the same server can hold entries
   * back for a moment: the sequencer waits for it, and so does this.
   */
  const sequence = async (tenant = tenantId): Promise<void> => {
    const client = await pool.connect()
    try {
      const log = await openLog(client, { tenantId: tenant, dataFolder, clock })
      while (await waiting(client, tenant)) {
        const { sequenced } = await sequenceBatch(client, log, { dataFolder, clock })
        if (sequenced === 0) await sleep(20)
      }
    } finally {
      client.release()
    }
  }

  const verifyOptions = async (tenant = tenantId) => ({
    tenantId: tenant,
    registry,
    publicKey: await readPublicKey(dataFolder, tenant),
    witness: await readWitness(ledgerPaths(dataFolder, tenant).witness),
    now: new Date(clock.now().getTime() + 3_600_000),
  })
  const verify = async (tenant = tenantId): Promise<Verification> =>
    verifyTenant({ pool, ...(await verifyOptions(tenant)) })
  const verifyInside = async (client: pg.ClientBase): Promise<Verification> =>
    verifyOn(client, await verifyOptions())

  /** What verification finds after one alteration by the superuser, which is then undone. */
  const alteredResult = async (...statements: readonly string[]): Promise<Verification> => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      for (const statement of statements) await client.query(statement)
      return await verifyInside(client)
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  const altered = async (...statements: readonly string[]): Promise<string[]> =>
    (await alteredResult(...statements)).findings.map(({ kind }) => kind)

  /** A few months of an office: rows made, changed and removed, events, batches of different sizes, an erasure. */
  const live = async (options: { commands: number; seed: number; batch?: number }): Promise<void> => {
    const random = seeded(options.seed)
    const assets: string[] = []
    const entries: string[] = []
    for (let step = 0; step < options.commands; step++) {
      clock.set(new Date(Date.UTC(2026, 3, 1) + step * 3_600_000 + random(1000)).toISOString())
      const { entryId } = await command(async (recorder) => {
        for (let each = 0; each <= random(3); each++) {
          const kind = assets.length < 5 ? 0 : random(5)
          const id = assets[random(Math.max(1, assets.length))] ?? newId()
          if (kind <= 1) {
            const made = newId()
            assets.push(made)
            await recorder.save('sample_asset', {
              id: made,
              name: `資産${step}-${each}`,
              place: random(2) === 0 ? null : '庁舎3階',
              facts: JSON.stringify({ 件数: random(1000), 率: random(100) / 8 }),
              seen_at: clock.now().toISOString(),
            })
          } else if (kind === 2 && assets.includes(id)) {
            await recorder.save('sample_asset', { id, place: `棚${random(50)}` })
          } else if (kind === 3 && assets.length > 8) {
            assets.splice(assets.indexOf(id), 1)
            await recorder.remove('sample_asset', { id })
          } else {
            await recorder.save('sample_event', {
              id: newId(),
              word: ['申請', '許可', '否決'][random(3)] ?? '許可',
            })
          }
        }
      })
      entries.push(entryId)
      if (random(options.batch ?? 4) === 0 || step === options.commands - 1) await sequence()
    }
    await command((recorder) => recorder.erase(entries.slice(1, 4)), '消去')
    await sequence()
  }

  return {
    db,
    tenantId,
    pool,
    dataFolder,
    registry,
    clock,
    command,
    sequence,
    verifyOptions,
    verify,
    verifyInside,
    altered,
    alteredResult,
    live,
  }
}
