import { sql } from 'kysely'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '#ground/clock/clock.ts'
import type { Database, Tx } from '#ground/database/database.ts'
import { newId } from '#ground/ids/ids.ts'
import type { JobSender } from '#ground/operation/act.ts'

declare module '#ground/database/tables.ts' {
  interface Tables {
    job: JobTable
  }
}

export type JobState = 'waiting' | 'running' | 'done' | 'failed'

export type JobTable = {
  tenant_id: string
  job_id: string
  name: string
  data: unknown
  state: JobState
  once_key: string | null
  run_after: string
  attempts: number
  leased_until: string | null
  done: number
  total: number | null
  result: unknown
  error: string | null
  requested_by: string | null
  created_at: string
  finished_at: string | null
}

/** One run of a job. Handlers must be repeatable: after a crash the same job runs again. */
export type Job = {
  readonly tenantId: string
  readonly jobId: string
  readonly data: Readonly<Record<string, unknown>>
  progress(done: number, total?: number): Promise<void>
}

export type JobHandler = (job: Job) => Promise<unknown>

const MAX_ATTEMPTS = 3
const LEASE_SECONDS = 120

/** Queues work in the caller's transaction. `once` makes a second send with the same key return the first job. */
export function jobSender(scope: { tx: Tx; tenantId: string; at: string; requestedBy?: string }): JobSender {
  return {
    async send(name, data, options = {}) {
      const jobId = newId()
      const inserted = await scope.tx
        .insertInto('job')
        .values({
          tenant_id: scope.tenantId,
          job_id: jobId,
          name,
          data: JSON.stringify(data),
          state: 'waiting',
          once_key: options.once ?? null,
          run_after: options.after ?? scope.at,
          attempts: 0,
          leased_until: null,
          done: 0,
          total: null,
          result: null,
          error: null,
          requested_by: scope.requestedBy ?? null,
          created_at: scope.at,
          finished_at: null,
        })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'name', 'once_key']).doNothing())
        .returning('job_id')
        .executeTakeFirst()
      if (inserted !== undefined) return inserted.job_id
      const first = await scope.tx
        .selectFrom('job')
        .select('job_id')
        .where('name', '=', name)
        .where('once_key', '=', options.once ?? '')
        .executeTakeFirstOrThrow()
      return first.job_id
    },
  }
}

export type Worker = {
  stop(): Promise<void>
  poke(): void
  /** Resolves when nothing due is left. */ drain(): Promise<void>
}

/**
 * Runs due jobs, one at a time per process. A job is leased while it runs; the lease of a killed process
 * runs out and the job starts again, at most three times, then it stays visible as failed.
 */
export function startWorker(options: {
  database: Database
  clock: Clock
  handlers: ReadonlyMap<string, JobHandler>
  tenants: () => Promise<readonly string[]>
  /** Called before each round, to queue what the calendar asks for. */
  beforeRound?: () => Promise<void>
  onError: (error: unknown, job: string) => void
  pollMs?: number
}): Worker {
  let stopping = false
  let wake: (() => void) | null = null
  const round = async (): Promise<number> => {
    await options.beforeRound?.()
    let worked = 0
    for (const tenantId of await options.tenants()) {
      while (!stopping && (await runNext(options, tenantId))) worked++
    }
    return worked
  }
  const loop = (async () => {
    while (!stopping) {
      try {
        await round()
      } catch (error) {
        options.onError(error, 'round')
      }
      if (stopping) break
      const abort = new AbortController()
      wake = () => abort.abort()
      await sleep(options.pollMs ?? 1000, undefined, { signal: abort.signal }).catch((error: unknown) => {
        if (!(error instanceof Error && error.name === 'AbortError')) throw error
      })
    }
  })()
  return {
    poke: () => wake?.(),
    drain: async () => {
      while ((await round()) > 0);
    },
    stop: async () => {
      stopping = true
      wake?.()
      await loop
    },
  }
}

async function runNext(options: Parameters<typeof startWorker>[0], tenantId: string): Promise<boolean> {
  const { database } = options
  const now = options.clock.now()
  const lease = new Date(now.getTime() + LEASE_SECONDS * 1000).toISOString()
  const taken = await database.inTenant(tenantId, async (tx) => {
    const due = await tx
      .selectFrom('job')
      .selectAll()
      .where('run_after', '<=', now.toISOString())
      .where((where) =>
        where.or([
          where('state', '=', 'waiting'),
          where.and([where('state', '=', 'running'), where('leased_until', '<', now.toISOString())]),
        ]),
      )
      .orderBy('run_after')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (due === undefined) return null
    await tx
      .updateTable('job')
      .set({ state: 'running', attempts: sql`attempts + 1`, leased_until: lease })
      .where('job_id', '=', due.job_id)
      .execute()
    return due
  })
  if (taken === null) return false

  const finish = (change: Partial<JobTable>) =>
    database.inTenant(tenantId, (tx) =>
      tx
        .updateTable('job')
        .set({ ...change, leased_until: null })
        .where('job_id', '=', taken.job_id)
        .execute(),
    )
  const handler = options.handlers.get(taken.name)
  if (handler === undefined) {
    await finish({
      state: 'failed',
      error: 'この仕事を行うプログラムがありません。',
      finished_at: now.toISOString(),
    })
    return true
  }
  try {
    const result = await handler({
      tenantId,
      jobId: taken.job_id,
      data: isRecord(taken.data) ? taken.data : {},
      progress: async (done, total) => {
        const until = new Date(options.clock.now().getTime() + LEASE_SECONDS * 1000).toISOString()
        await database.inTenant(tenantId, (tx) =>
          tx
            .updateTable('job')
            .set({ done, ...(total === undefined ? {} : { total }), leased_until: until })
            .where('job_id', '=', taken.job_id)
            .execute(),
        )
      },
    })
    await finish({
      state: 'done',
      result: JSON.stringify(result ?? null),
      finished_at: options.clock.now().toISOString(),
    })
  } catch (error) {
    options.onError(error, taken.name)
    const last = taken.attempts + 1 >= MAX_ATTEMPTS
    await finish({
      state: last ? 'failed' : 'waiting',
      error: error instanceof Error ? error.message : String(error),
      run_after: new Date(options.clock.now().getTime() + 30_000).toISOString(),
      ...(last ? { finished_at: options.clock.now().toISOString() } : {}),
    })
  }
  return true
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
