import { z } from 'zod'
import { refuse } from '#ground/errors/refusal.ts'
import { idText, operation } from '#ground/operation/contract.ts'
import { implement } from '#ground/operation/implementation.ts'
import './jobs.ts'

/** How far a piece of background work has come. Whoever knows the id asked for it. */
export const jobStatus = operation({
  name: 'job.status',
  kind: 'query',
  summary: '裏で行っている仕事の進み具合を見る',
  who: 'signed-in',
  input: z.object({ jobId: idText }),
  output: z.object({
    jobId: z.string(),
    name: z.string(),
    state: z.enum(['waiting', 'running', 'done', 'failed']),
    done: z.number(),
    total: z.number().nullable(),
    result: z.json().nullable(),
    error: z.string().nullable(),
    finishedAt: z.string().nullable(),
  }),
})

export const jobOperations = [
  implement(jobStatus, async (act, input) => {
    const job = await act.tx.selectFrom('job').selectAll().where('job_id', '=', input.jobId).executeTakeFirst()
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
