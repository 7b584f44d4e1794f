import type { Act } from '#ground/operation/act.ts'

export const CHECK_JOB = 'ids.check'

/** Queues a comparison, unless one waits already: it reads everything when it runs. One query, or two. */
export async function requestCheck(act: Act, data: { snapshotId?: string } = {}): Promise<void> {
  if (data.snapshotId === undefined) {
    const waiting = await act.tx
      .selectFrom('job')
      .select('job_id')
      .where('name', '=', CHECK_JOB)
      .where('state', '=', 'waiting')
      .limit(1)
      .executeTakeFirst()
    if (waiting !== undefined) return
  }
  await act.jobs.send(CHECK_JOB, data)
}
