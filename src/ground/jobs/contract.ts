import { z } from 'zod'
import { idText, operation } from '#ground/operation/contract.ts'

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
