import type { Clock } from '#ground/clock/clock.ts'
import type { Database, Tx } from '#ground/database/database.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { fileStore } from '#ground/files/file-store.ts'
import { newId } from '#ground/ids/ids.ts'
import type { JobHandler } from '#ground/jobs/jobs.ts'
import { compareSheet, readStaffSheet, refuseHeader, storeComparison } from './compare.ts'
import { loadOrganisation } from './load-organisation.ts'
import type { Mapping } from './mapping.ts'
import type { Sheet } from '#ground/paper/sheet.ts'

export const compareJobName = 'hr.compare'

/** A sheet and how it is read, wherever it came from. */
export type SourceRead = {
  readonly sheet: Sheet
  readonly mapping: Mapping
  readonly coversSides?: boolean | undefined
  readonly referrals?: number
}

/** Reads the city's directory; told how many entries were read so far. */
export type DirectoryReader = (
  tenantId: string,
  progress: (read: number) => Promise<void>,
) => Promise<SourceRead>

/** Compares a large file, or a directory, behind the screen. Progress is in hundredths. Safe to run again. */
export function compareJob(ports: {
  readonly database: Database
  readonly clock: Clock
  readonly dataFolder: string
  readonly readDirectory: DirectoryReader
}): JobHandler {
  const { database, clock } = ports
  return async (job) => {
    const comparisonId = String(job.data['comparisonId'])
    const { tenantId } = job
    const row = await database.readTenant(tenantId, (tx) =>
      tx.selectFrom('hr_comparison').selectAll().where('id', '=', comparisonId).executeTakeFirst(),
    )
    if (row === undefined || row.state !== 'waiting') return { comparisonId }
    try {
      await job.progress(5, 100)
      const { source } = row
      const read: SourceRead =
        source.from === 'directory'
          ? await ports.readDirectory(tenantId, (count) =>
              job.progress(Math.min(45, 5 + Math.round(count / 500)), 100),
            )
          : { ...source, sheet: await readStaffSheet(await bytesOf(ports, tenantId, source.fileId)) }
      await job.progress(50, 100)
      refuseHeader(read.sheet, read.mapping)
      const organisation = await database.readTenant(tenantId, (tx) => loadOrganisation(tx, row.on))
      await job.progress(65, 100)
      const { coversSides } = read
      const options = coversSides === undefined ? {} : { coversSides }
      const found = compareSheet(read.sheet, read.mapping, organisation, row.on, options)
      await job.progress(80, 100)
      const summary = { ...found.summary, referrals: read.referrals ?? 0 }
      await database.inTenant(tenantId, async (tx: Tx) => {
        await tx.deleteFrom('hr_difference').where('comparison_id', '=', comparisonId).execute()
        // only the directory itself tells whether everybody is in it
        await tx
          .updateTable('hr_comparison')
          .set({ kind: read.mapping.kind })
          .where('id', '=', comparisonId)
          .execute()
        await storeComparison(tx, { tenantId, comparisonId, on: row.on }, { ...found, summary })
      })
      await job.progress(100, 100)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // What the officer can mend is an answer, not a fault: trying again would change nothing.
      await database.inTenant(tenantId, (tx) =>
        tx
          .updateTable('hr_comparison')
          .set({ state: 'failed', error: sentenceOf(error) })
          .where('id', '=', comparisonId)
          .execute(),
      )
    }
    return { comparisonId }

    function bytesOf(
      { dataFolder }: { dataFolder: string },
      tenant: string,
      fileId: string,
    ): Promise<Uint8Array> {
      return database.readTenant(tenant, async (tx) => {
        const at = clock.now().toISOString()
        const store = fileStore({ tx, tenantId: tenant, at, folder: dataFolder, newId })
        return (await store.read(fileId)).bytes
      })
    }
  }
}

/** The refusal with the first of its problems, as one text. */
function sentenceOf(refusal: Refusal): string {
  const problems = refusal.problems
    .slice(0, 5)
    .map(({ at, message }) => (at === undefined ? message : `${at}: ${message}`))
  return [refusal.message, ...problems].join('\n').slice(0, 2_000)
}
