import { z } from 'zod'
import { refuse } from '#ground/errors/refusal.ts'
import { implement } from '#ground/operation/implementation.ts'
import { jobStatus } from './contract.ts'
import './jobs.ts'

export const jobOperations = [
  implement(jobStatus, async (act, input) => {
    const job = await act.tx
      .selectFrom('job')
      .selectAll()
      .where('job_id', '=', input.jobId)
      .executeTakeFirst()
    const mine = act.actor.kind !== 'person' || job?.requested_by === act.actor.personId
    if (job === undefined || !mine) return refuse('not-found', 'その仕事は見つかりません。')
    return {
      jobId: job.job_id,
      name: job.name,
      state: job.state,
      done: job.done,
      total: job.total,
      result: z.json().nullable().parse(job.result),
      error: job.state === 'failed' ? job.error : null,
      finishedAt: job.finished_at,
    }
  }),
]
