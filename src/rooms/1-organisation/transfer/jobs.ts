import { Refusal } from '#ground/errors/refusal.ts'
import type { JobHandler } from '#ground/jobs/jobs.ts'
import { confirmJobName, confirmPlan } from './confirm.ts'
import { type FollowDeps, followUp, followUpJobName } from './follow-up.ts'
import { rehearsalJobName, rehearsePlan } from './rehearse.ts'
import { actorFrom } from './service.ts'

/** Steps of the progress bar. */
const PARTS = 100

/**
 * The background work of plans. A refusal is an answer and not a failure: it is kept as the result, so that the job is
 * not tried again with the same outcome.
 */
export function transferJobs(deps: FollowDeps): [string, JobHandler][] {
  const planOf = (data: Readonly<Record<string, unknown>>): string =>
    typeof data['planId'] === 'string' ? data['planId'] : ''
  const answering =
    (work: JobHandler): JobHandler =>
    async (job) => {
      try {
        return await work(job)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return { refused: error.message, problems: (error.problems ?? []).slice(0, 50) }
      }
    }
  return [
    [
      rehearsalJobName,
      answering((job) =>
        rehearsePlan(
          deps,
          { tenantId: job.tenantId, planId: planOf(job.data), actor: actorFrom(job.data) },
          (part) => job.progress(Math.round(part * PARTS), PARTS),
        ),
      ),
    ],
    [
      confirmJobName,
      answering((job) => {
        const { removes } = job.data
        return confirmPlan(
          deps,
          {
            tenantId: job.tenantId,
            planId: planOf(job.data),
            actor: actorFrom(job.data),
            removes: typeof removes === 'number' ? removes : undefined,
          },
          (part) => job.progress(Math.round(part * PARTS), PARTS),
        )
      }),
    ],
    [
      followUpJobName,
      (job) =>
        followUp(deps, { tenantId: job.tenantId, planId: planOf(job.data) }, (done, total) =>
          job.progress(done, total),
        ),
    ],
  ]
}
