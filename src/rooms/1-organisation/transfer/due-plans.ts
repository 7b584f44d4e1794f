import type { Tx } from '#ground/database/database.ts'
import { followUpJobName } from './follow-up-name.ts'
import type { JobSender } from '#ground/operation/act.ts'
import './tables.ts'

/**
 * Queues the work of the day again for plans whose day has come and is not finished: what failed three times at night
 * is tried once more each morning. Two queries.
 */
export async function resumeTransfers(tx: Tx, jobs: JobSender, today: string): Promise<number> {
  const due = await tx
    .selectFrom('transfer_plan')
    .select('id')
    .where('state', '=', 'confirmed')
    .where('effective_on', '<=', today)
    .execute()
  for (const { id } of due) await jobs.send(followUpJobName, { planId: id }, { once: `${id}:${today}` })
  return due.length
}
