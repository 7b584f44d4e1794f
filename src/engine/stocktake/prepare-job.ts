import type { JobHandler } from '#ground/jobs/jobs.ts'
import type { Runner } from '#ground/operation/runner.ts'
import { prepareStocktake } from './contract.ts'

export const PREPARE_STOCKTAKE = 'stocktake.prepare'

/** Lays out the sheets of a stock-take. */
export function prepareStocktakeJob(runner: () => Runner): JobHandler {
  return async (job) =>
    runner().run(
      prepareStocktake.name,
      { tenantId: job.tenantId, actor: { kind: 'system', job: 'stocktake' } },
      { stocktakeId: job.data['stocktakeId'] },
    )
}
