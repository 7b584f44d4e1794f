import type pg from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '#ground/clock/clock.ts'
import { openLog, sequenceBatch, type TenantLog } from './sequence.ts'

/** Advisory lock that makes the sequencer single per database. */
const LOCK = 7_390_021
const POLL_MS = 500
const RETRY_MS = 5000
const FIRST_RETRY_MS = 100

export type SequencerOptions = {
  /** A pool of the role that owns the ledger tables, not the application's. */
  readonly pool: pg.Pool
  readonly tenants: () => Promise<readonly string[]>
  readonly dataFolder: string
  readonly clock: Clock
  /** Told of every failure; the entries concerned wait and are tried again. `tenantId` null: the whole sequencer. */
  readonly onError: (error: unknown, tenantId: string | null) => void
  readonly pollMs?: number
}

export type Sequencer = {
  /** Ends after the batch in hand. */
  stop(): Promise<void>
  /** Looks for entries now instead of at the next poll. */
  poke(): void
  /**
   * Resolves when everything committed before the call has its leaf (by this or another process).
   * Throws the fault that keeps a tenant from being sequenced.
   */
  settled(): Promise<void>
}

/**
 * Starts the one sequencer of the database. It holds a session lock on its connection and writes over that same
 * connection: a process that loses the lock also loses the means to write, and the next one takes over.
 */
export function startSequencer(options: SequencerOptions): Sequencer {
  const logs = new Map<string, TenantLog>()
  const failures = new Map<string, { at: number; error: unknown }>()
  let stopping = false
  let wake: () => void = () => undefined
  let poked = false

  const pause = async (milliseconds: number): Promise<void> => {
    if (poked || stopping) return
    const abort = new AbortController()
    wake = () => abort.abort()
    await sleep(milliseconds, undefined, { signal: abort.signal }).catch((error: unknown) => {
      if (!(error instanceof Error && error.name === 'AbortError')) throw error
    })
  }

  const sequenceTenant = async (client: pg.PoolClient, tenantId: string): Promise<void> => {
    const failed = failures.get(tenantId)
    if (failed !== undefined && performance.now() - failed.at < RETRY_MS) return
    try {
      let log = logs.get(tenantId)
      if (log === undefined) logs.set(tenantId, (log = await openLog(client, { tenantId, ...options })))
      while (!stopping && (await sequenceBatch(client, log, options)).more);
      failures.delete(tenantId)
    } catch (error) {
      // The tree in memory may be ahead of the database now: take it up again from there.
      logs.delete(tenantId)
      // A lost connection is the whole sequencer's fault, not this tenant's.
      if (isConnectionLost(error)) throw error
      failures.set(tenantId, { at: performance.now(), error })
      options.onError(error, tenantId)
    }
  }

  const serve = async (client: pg.PoolClient): Promise<void> => {
    while (!stopping) {
      const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
        LOCK,
      ])
      if (rows[0]?.held === true) break
      poked = false
      await pause(options.pollMs ?? POLL_MS)
    }
    logs.clear()
    while (!stopping) {
      poked = false
      for (const tenantId of await options.tenants()) await sequenceTenant(client, tenantId)
      retry = FIRST_RETRY_MS
      await pause(options.pollMs ?? POLL_MS)
    }
  }

  let retry = FIRST_RETRY_MS
  const loop = (async () => {
    while (!stopping) {
      let client: pg.PoolClient | null = null
      try {
        client = await options.pool.connect()
        await serve(client)
      } catch (error) {
        options.onError(error, null)
      } finally {
        // Destroyed, not returned: the session lock and its settings must end with it.
        client?.release(true)
      }
      poked = false
      await pause(retry)
      retry = Math.min(RETRY_MS, retry * 2)
    }
  })()

  const poke = (): void => {
    poked = true
    wake()
  }

  return {
    poke,
    stop: async () => {
      stopping = true
      wake()
      await loop
    },
    settled: async () => {
      const waiting = new Set(await options.tenants())
      while (waiting.size > 0 && !stopping) {
        poke()
        for (const tenantId of waiting) {
          const failure = failures.get(tenantId)
          if (failure !== undefined) throw failure.error
          if (!(await hasPending(options.pool, tenantId))) waiting.delete(tenantId)
        }
        if (waiting.size > 0) await sleep(10)
      }
    },
  }
}

async function hasPending(pool: pg.Pool, tenantId: string): Promise<boolean> {
  const client = await pool.connect()
  try {
    await client.query(`begin read only; set local app.tenant_id = '${tenantId}'`)
    const { rows } = await client.query<{ pending: boolean }>(
      `select exists (select 1 from ledger_entry e where e.tenant_id = $1 and e.body is not null
         and not exists (select 1 from ledger_leaf l where l.tenant_id = e.tenant_id and l.entry_id = e.entry_id))
         as pending`,
      [tenantId],
    )
    await client.query('commit')
    return rows[0]?.pending === true
  } finally {
    client.release()
  }
}

/** Errors of the connection itself carry no SQLSTATE of a statement, or one of class 57P/08. */
function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) {
    return error instanceof Error && /connection|terminated/i.test(error.message)
  }
  return /^(57P|08|ECONN|EPIPE)/.test(String(error.code))
}
