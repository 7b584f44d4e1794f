import type { JobHandler } from '#ground/jobs/jobs.ts'
import type { Runner } from '#ground/operation/runner.ts'
import { idsCheck, idsTakeIn } from './contract.ts'
import { prepareReview } from './contract-review.ts'

const actor = { kind: 'system', job: 'ids' } as const

/** Registers what a list brought, part by part, then compares. Safe to run again: what is there is not added twice. */
export function checkJob(runner: () => Runner): JobHandler {
  return async (job) => {
    const scope = { tenantId: job.tenantId, actor }
    const { snapshotId } = job.data
    let added = 0
    if (typeof snapshotId === 'string') {
      for (let left = 1; left > 0;) {
        const part = idsTakeIn.output.parse(await runner().run(idsTakeIn.name, scope, { snapshotId }))
        added += part.added
        left = part.added === 0 ? 0 : part.left
        await job.progress(added, added + left + 1)
      }
    }
    const result = idsCheck.output.parse(await runner().run(idsCheck.name, scope, {}))
    await job.progress(added + 1, added + 1)
    return { added, ...result }
  }
}

export const PREPARE_JOB = 'ids.prepare-review'

/** Lays out the sheets of a stock-take. */
export function prepareJob(runner: () => Runner): JobHandler {
  return async (job) =>
    runner().run(prepareReview.name, { tenantId: job.tenantId, actor }, { reviewId: job.data['reviewId'] })
}
