import { sql } from 'kysely'
import type { Act } from '#ground/operation/act.ts'

/** Until the end of this transaction no other command of the tenant passes here with the same matter. */
export async function oneAtATime(act: Act, matter: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${matter} ${act.tenantId}`}, 0))`.execute(act.tx)
}
