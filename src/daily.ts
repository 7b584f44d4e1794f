import { CHECK_JOB as RUN_CHECKS } from '#engine/check/request-run.ts'
import { isOpenDay } from '#ground/clock/calendar.ts'
import { jstDate, type Clock } from '#ground/clock/clock.ts'
import type { Database } from '#ground/database/database.ts'
import { jobSender, type JobHandler } from '#ground/jobs/jobs.ts'
import type { Runner } from '#ground/operation/runner.ts'
import { resumeTransfers } from '#rooms/1-organisation/transfer/due-plans.ts'
import { adoptSteps, someWithoutSteps } from '#engine/procedure/adopt-steps.ts'
import { lapseGranted, remindOverdue } from '#engine/procedure/daily.ts'
import { permitsToLapse } from '#engine/procedure/lapse.ts'
import type { ProcedurePorts } from '#engine/procedure/ports.ts'
import { casesWithLateSeats, remindSeats } from '#engine/procedure/remind-seats.ts'
import { SIGN_JOB } from '#rooms/9-evaluation/signs/job.ts'
import { remindTasks } from '#engine/task/contract.ts'
import { overdueOwners } from '#engine/task/daily.ts'

/** 07:30 in Japan, as milliseconds after midnight UTC of the same Japanese date (22:30 UTC of the day before). */
const MORNING_UTC_OFFSET_MS = (7.5 - 9) * 3_600_000

/** Queues each tenant's daily work once a day, from half past seven on; a day the server was down is made up for. */
export function dailyRound(options: {
  database: Database
  clock: Clock
  tenants: () => Promise<readonly string[]>
}): () => Promise<void> {
  const queued = new Map<string, string>()
  return async () => {
    const now = options.clock.now()
    const today = jstDate(now)
    if (now.getTime() < Date.parse(`${today}T00:00:00Z`) + MORNING_UTC_OFFSET_MS) return
    for (const tenantId of await options.tenants()) {
      if (queued.get(tenantId) === today) continue
      const at = now.toISOString()
      await options.database.inTenant(tenantId, (tx) =>
        jobSender({ tx, tenantId, at }).send('daily', { on: today }, { once: `daily:${today}` }),
      )
      // Whoever left yesterday has an ID too many today.
      await options.database.inTenant(tenantId, (tx) =>
        jobSender({ tx, tenantId, at }).send('ids.check', {}, { once: `ids.check:${today}` }),
      )
      await options.database.inTenant(tenantId, (tx) =>
        jobSender({ tx, tenantId, at }).send(RUN_CHECKS, { by: 'daily' }, { once: `checks:${today}` }),
      )
      await options.database.inTenant(tenantId, (tx) =>
        jobSender({ tx, tenantId, at }).send(SIGN_JOB, {}, { once: `signs:${today}` }),
      )
      queued.set(tenantId, today)
    }
  }
}

/** Once after a start: cases filed before there were steps get theirs, in every tenant that has such cases. */
export function adoptRound(options: {
  database: Database
  runner: Runner
  tenants: () => Promise<readonly string[]>
}): () => Promise<void> {
  const adopted = new Set<string>()
  return async () => {
    for (const tenantId of await options.tenants()) {
      if (adopted.has(tenantId)) continue
      const scope = { tenantId, actor: { kind: 'system', job: 'adopt-steps' } as const }
      while (await options.database.readTenant(tenantId, someWithoutSteps)) {
        await options.runner.perform('application.adopt-steps', scope, adoptSteps)
      }
      adopted.add(tenantId)
    }
  }
}

/** The daily work of one tenant: permissions past their last day lapse; on open days late returns and tasks are reminded of. */
export function dailyJob(options: {
  database: Database
  clock: Clock
  runner: () => Runner
  ports: Pick<ProcedurePorts, 'citations' | 'procedures' | 'ownProcedures'>
}): JobHandler {
  return async (job) => {
    const today = jstDate(options.clock.now())
    const { database } = options
    const runner = options.runner()
    const lapsing = await database.readTenant(job.tenantId, (tx) => permitsToLapse(tx, options.ports, today))
    const late = isOpenDay(today)
      ? await database.readTenant(job.tenantId, (tx) =>
          tx
            .selectFrom('application')
            .select('application_id')
            .where('state', '=', 'in-use')
            .where('period_to', '<', today)
            .execute(),
        )
      : []
    const slow = isOpenDay(today)
      ? await database.readTenant(job.tenantId, (tx) => casesWithLateSeats(tx, options.ports, today))
      : []
    const owing = isOpenDay(today)
      ? await database.readTenant(job.tenantId, (tx) => overdueOwners(tx, today))
      : []
    const at = options.clock.now().toISOString()
    await database.inTenant(job.tenantId, (tx) =>
      resumeTransfers(tx, jobSender({ tx, tenantId: job.tenantId, at }), today),
    )
    const total = lapsing.length + late.length + slow.length + owing.length
    const scope = { tenantId: job.tenantId, actor: { kind: 'system', job: 'daily' } as const }
    let done = 0
    for (const applicationId of lapsing) {
      await runner.run(lapseGranted.name, scope, { applicationId })
      await job.progress(++done, total)
    }
    for (const { application_id: applicationId } of late) {
      await runner.run(remindOverdue.name, scope, { applicationId })
      await job.progress(++done, total)
    }
    for (const applicationId of slow) {
      await runner.run(remindSeats.name, scope, { applicationId })
      await job.progress(++done, total)
    }
    for (const owner of owing) {
      await runner.run(remindTasks.name, scope, owner)
      await job.progress(++done, total)
    }
    return { lapsed: lapsing.length, late: late.length, owing: owing.length }
  }
}
