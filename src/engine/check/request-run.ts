import { sql } from 'kysely'
import type { Act } from '#ground/operation/act.ts'
import type { AskedBy } from './tables.ts'

export const CHECK_JOB = 'check.run'

/**
 * Queues a run of one check, or of all (null), and answers the job. One that waits already reads everything when it
 * runs, so it is not queued twice. One query, or two.
 */
export async function requestRun(act: Act, key: string | null, by: AskedBy): Promise<string> {
  const waiting = await act.tx
    .selectFrom('job')
    .select('job_id')
    .where('name', '=', CHECK_JOB)
    .where('state', '=', 'waiting')
    .where(sql`data ->> 'check'`, 'is not distinct from', key)
    .limit(1)
    .executeTakeFirst()
  return waiting?.job_id ?? act.jobs.send(CHECK_JOB, { ...(key === null ? {} : { check: key }), by })
}
