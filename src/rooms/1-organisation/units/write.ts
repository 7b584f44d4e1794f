import { sql } from 'kysely'
import type { Act } from '#ground/operation/act.ts'
import type { UnitPlan } from './unit-plan.ts'

/** Reorganisations, transfers and imports of one tenant come one after the other: each reads what the last one left. */
export async function lockOrganisation(act: Pick<Act, 'tx' | 'tenantId'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`organisation.import ${act.tenantId}`}, 0))`.execute(
    act.tx,
  )
}

/** Writes a plan without problems, in the order the database asks for. @throws TypeError when it has any. */
export async function writeUnitChanges(act: Pick<Act, 'recorder'>, plan: UnitPlan): Promise<void> {
  if (plan.problems.length > 0) throw new TypeError('a reorganisation with problems is not written')
  const { recorder } = act
  if (plan.units.length > 0) await recorder.saveAll('unit', plan.units)
  if (plan.posts.length > 0) await recorder.saveAll('post', plan.posts)
  if (plan.appointments.length > 0) await recorder.saveAll('appointment', plan.appointments)
  if (plan.successions.length > 0) await recorder.saveAll('unit_succession', plan.successions)
}
