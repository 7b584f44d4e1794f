import { isOpenDay } from '#ground/clock/calendar.ts'
import { jstDate, type Clock } from '#ground/clock/clock.ts'
import type { Database } from '#ground/database/database.ts'
import { jobSender, type JobHandler } from '#ground/jobs/jobs.ts'
import type { Runner } from '#ground/operation/runner.ts'
import { lapseGranted, remindOverdue } from '#engine/procedure/daily.ts'

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
      queued.set(tenantId, today)
    }
  }
}

/** The daily work of one tenant: permissions past their last day lapse; on open days late returns are reminded of. */
export function dailyJob(options: { database: Database; clock: Clock; runner: () => Runner }): JobHandler {
  return async (job) => {
    const today = jstDate(options.clock.now())
    const { database } = options
    const runner = options.runner()
    const lapsing = await database.readTenant(job.tenantId, (tx) =>
      tx
        .selectFrom('application')
        .select('application_id')
        .where('state', '=', 'granted')
        .where('valid_until', '<', today)
        .execute(),
    )
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
    const total = lapsing.length + late.length
    const scope = { tenantId: job.tenantId, actor: { kind: 'system', job: 'daily' } as const }
    let done = 0
    for (const { application_id: applicationId } of lapsing) {
      await runner.run(lapseGranted.name, scope, { applicationId })
      await job.progress(++done, total)
    }
    for (const { application_id: applicationId } of late) {
      await runner.run(remindOverdue.name, scope, { applicationId })
      await job.progress(++done, total)
    }
    return { lapsed: lapsing.length, late: late.length }
  }
}
