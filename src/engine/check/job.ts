import type { JobHandler } from '#ground/jobs/jobs.ts'
import type { Runner } from '#ground/operation/runner.ts'
import { runCheck } from './contract.ts'
import type { CheckDefinition } from './definition.ts'

const actor = { kind: 'system', job: 'checks' } as const

/**
 * Runs one check or all of them, part by part. Safe to run again: a run that was cut off never counts, and what is
 * found is not written twice. A check that fails does not keep the others from running; the job then tells which.
 */
export function checkRunJob(given: {
  readonly runner: () => Runner
  readonly checks: readonly CheckDefinition[]
}): JobHandler {
  return async (job) => {
    const only = job.data['check']
    const by = job.data['by'] === 'person' || job.data['by'] === 'change' ? job.data['by'] : 'daily'
    const checks = given.checks.filter((each) => only === undefined || each.key === only)
    let lines = 0
    let violations = 0
    const failed: string[] = []
    for (const [at, { key, name }] of checks.entries()) {
      try {
        const part = await runWhole(given.runner(), job.tenantId, key, by)
        lines += part.lines
        violations += part.violations
      } catch (error) {
        if (checks.length === 1) throw error
        failed.push(`${name}(${error instanceof Error ? error.message : String(error)})`)
      }
      await job.progress(at + 1, checks.length)
    }
    if (failed.length > 0) throw new Error(`行えなかった点検があります: ${failed.join('、')}`)
    return { checks: checks.length, lines, violations }
  }
}

async function runWhole(runner: Runner, tenantId: string, check: string, by: string) {
  let runId: string | undefined
  for (;;) {
    const part = runCheck.output.parse(
      await runner.run(
        runCheck.name,
        { tenantId, actor },
        { check, by, ...(runId === undefined ? {} : { runId }) },
      ),
    )
    if (part.finished) return part
    ;({ runId } = part)
  }
}
