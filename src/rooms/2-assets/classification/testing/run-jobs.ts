import type { World } from '#test/world.ts'

/** Runs the waiting jobs of these names, as the worker would, until none is left; answers how many ran. */
export async function runJobs({ db, house, tenantId }: World, names: readonly string[]): Promise<number> {
  let ran = 0
  for (;;) {
    const [job] = await db.inTenant(tenantId, async (tx) =>
      tx
        .selectFrom('job')
        .select(['job_id', 'name', 'data'])
        .where('state', '=', 'waiting')
        .where('name', 'in', [...names])
        .orderBy('created_at')
        .limit(1)
        .execute(),
    )
    if (job === undefined) return ran
    const handler = house.handlers.get(job.name)
    if (handler === undefined) throw new Error(`no handler for ${job.name}`)
    await handler({
      tenantId,
      jobId: job.job_id,
      data: job.data as Record<string, unknown>,
      progress: async () => undefined,
    })
    await db.inTenant(tenantId, (tx) =>
      tx.updateTable('job').set({ state: 'done' }).where('job_id', '=', job.job_id).execute(),
    )
    ran += 1
  }
}
