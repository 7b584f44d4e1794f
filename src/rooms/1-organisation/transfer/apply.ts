import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Act } from '#ground/operation/act.ts'
import { isUnitChange } from './change.ts'
import { type PeopleWrites, type PlannedChange, planPeople } from './people-writes.ts'
import { loadStaff } from './staff.ts'
import type { TransferChangeTable } from './tables.ts'
import type { PlanRow } from './add-changes.ts'
import { applyUnitChanges } from './unit-writes.ts'

export type ChangeRow = Selectable<TransferChangeTable>

/** What a plan does to the organisation, when its changes are written. */
export type Applied = {
  /** Why a change could not be made, by the id of its row. */
  readonly problems: ReadonlyMap<string, string>
  /** 異動 with which the rank rises. */
  readonly rising: ReadonlySet<string>
  readonly returning: PeopleWrites['returning']
}

/** The changes of a plan that are to be made, in their order. One query. */
export async function takenChanges(act: Pick<Act, 'tx'>, planId: string): Promise<ChangeRow[]> {
  return act.tx
    .selectFrom('transfer_change')
    .selectAll()
    .where('plan_id', '=', planId)
    .where('taken', '=', true)
    .orderBy('place')
    .execute()
}

/**
 * Writes the changes as dated rows: units first, then people into them. What cannot be made is left out and named;
 * the caller decides whether that is an end. Fifteen queries and some for each unit that changes.
 */
export async function applyChanges(
  act: Act,
  plan: PlanRow,
  rows: readonly ChangeRow[],
  progress: (part: number) => Promise<void> = async () => undefined,
): Promise<Applied> {
  // Foreign keys are checked by plans made while these tables were small; planned afresh they use the index.
  await sql`set local plan_cache_mode = 'force_custom_plan'`.execute(act.tx)
  const changes: PlannedChange[] = rows.map(({ id, change }) => ({ id, change }))
  const problems = await applyUnitChanges(
    act,
    plan.effective_on,
    rows.flatMap(({ id, change }) => (isUnitChange(change) ? [{ id, change }] : [])),
    { basis: plan.title, settled: placedPeople(rows) },
  )
  await progress(0.2)
  const staff = await loadStaff(act.tx, plan.effective_on, plan.id)
  const writes = planPeople(
    staff,
    changes.filter(({ change }) => !isUnitChange(change)),
    act.tenantId,
  )
  for (const [id, problem] of writes.problems) problems.set(id, problem)
  await progress(0.4)
  const { recorder } = act
  if (writes.posts.length > 0) await recorder.saveAll('post', writes.posts)
  if (writes.people.length > 0) await recorder.saveAll('person', writes.people)
  await progress(0.6)
  if (writes.appointments.length > 0) await recorder.saveAll('appointment', writes.appointments)
  if (writes.absences.length > 0) await recorder.saveAll('absence', writes.absences)
  if (writes.lent.length > 0) await recorder.saveAll('acting_right', writes.lent)
  if (writes.names.length > 0) await recorder.saveAll('person_name', writes.names)
  await progress(0.8)
  return { problems, rising: writes.rising, returning: writes.returning }
}

/** People whom the plan itself places or lets go: they do not follow a unit that ends. */
function placedPeople(rows: readonly ChangeRow[]): Set<string> {
  const placed = new Set<ChangeRow['kind']>(['move', 'promote', 'retire'])
  return new Set(
    rows.flatMap((row) => (placed.has(row.kind) && row.person_id !== null ? [row.person_id] : [])),
  )
}
