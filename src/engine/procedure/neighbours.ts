import { sql } from 'kysely'
import { standingsOf, standingsWithFallbacks } from '#authority/reads.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import type { z } from 'zod'
import { findCase, noSuchCase } from './case.ts'
import { waitingFor } from './case-scopes.ts'
import type { neighbours } from './contract-desk.ts'
import { requireSight } from './decide.ts'

/** No inbox is counted beyond this. */
const MOST = 10_000

/**
 * What waits for the viewer before and after a case, in the order of his inbox. It need not wait itself any more: after
 * a decision the one behind it is the next. A fixed number of queries.
 */
export async function neighboursOf(
  act: Act,
  applicationId: string,
): Promise<z.input<typeof neighbours.output>> {
  const { personId, rights } = personOf(act)
  const file = (await findCase(act.tx, applicationId)) ?? noSuchCase()
  const standings = await standingsOf(act.tx, personId, act.today, file.applicant_id)
  await requireSight(act, file, { personId, rights, standings })
  const waiting = await waitingFor(
    act.tx,
    await standingsWithFallbacks(act.tx, personId, act.today),
    act.today,
  )
  const here = sql`(${file.filed_at}::timestamptz, ${file.application_id}::uuid)`
  const { rows } = await sql<{
    previous: string | null
    next: string | null
    first: string | null
    before: number
    waits: boolean
    total: number
  }>`
    with mine as (
      select a.application_id, a.filed_at from application a
       where ${waiting} and a.applicant_id <> ${personId}::uuid
       order by a.filed_at, a.application_id limit ${MOST})
    select
      (select m.application_id from mine m where (m.filed_at, m.application_id) < ${here}
        order by m.filed_at desc, m.application_id desc limit 1) as previous,
      (select m.application_id from mine m where (m.filed_at, m.application_id) > ${here}
        order by m.filed_at, m.application_id limit 1) as next,
      (select m.application_id from mine m where m.application_id <> ${file.application_id}::uuid
        order by m.filed_at, m.application_id limit 1) as first,
      (select count(*)::int from mine m where (m.filed_at, m.application_id) < ${here}) as before,
      exists (select 1 from mine m where m.application_id = ${file.application_id}::uuid) as waits,
      (select count(*)::int from mine) as total`.execute(act.tx)
  const [found] = rows
  return {
    previous: found?.previous ?? null,
    next: found?.next ?? null,
    first: found?.first ?? null,
    place: found?.waits === true ? found.before + 1 : null,
    total: found?.total ?? 0,
  }
}
