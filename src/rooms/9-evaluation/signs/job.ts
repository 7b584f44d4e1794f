import type { Clock } from '#ground/clock/clock.ts'
import { jstDate } from '#ground/clock/clock.ts'
import type { Database } from '#ground/database/database.ts'
import type { JobHandler } from '#ground/jobs/jobs.ts'
import type { Act } from '#ground/operation/act.ts'
import type { Runner } from '#ground/operation/runner.ts'
import { computeSigns } from './contract.ts'
import { dueParts } from './due.ts'
import { signs } from './signs.ts'

export const SIGN_JOB = 'sign.look'

const actor = { kind: 'system', job: 'signs' } as const

/** Looks through every part of time that is due, one act each. Safe to run again. */
export function signJob(given: {
  readonly runner: () => Runner
  readonly database: Database
  readonly clock: Clock
}): JobHandler {
  return async (job) => {
    const today = jstDate(given.clock.now())
    const parts = await given.database.readTenant(job.tenantId, (tx) => dueParts(tx, signs, today))
    for (const [at, part] of parts.entries()) {
      await given.runner().run(computeSigns.name, { tenantId: job.tenantId, actor }, part)
      await job.progress(at + 1, parts.length)
    }
    return { parts: parts.length }
  }
}

/** Queues a look, and answers the job; one that waits already sees everything when it runs. Two queries at most. */
export async function requestLook(act: Act): Promise<string> {
  const waiting = await act.tx
    .selectFrom('job')
    .select('job_id')
    .where('name', '=', SIGN_JOB)
    .where('state', '=', 'waiting')
    .limit(1)
    .executeTakeFirst()
  return waiting?.job_id ?? act.jobs.send(SIGN_JOB, {})
}
