import { formatDate } from '#ground/clock/calendar.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import type { ProcedureDefinition } from '#engine/procedure/definition.ts'
import { rerouteWaiting } from '#engine/procedure/reroute.ts'
import { addChanges, createPlan, lockPlan } from '../transfer/add-changes.ts'
import { captureWrites } from '../transfer/capture.ts'
import { sealPlan } from '../transfer/seal.ts'
import type { UnitChange } from './change.ts'
import { followUnits, type UnitFollower } from './follow.ts'
import type { UnitPlan } from './unit-plan.ts'
import { writeUnitChanges } from './write.ts'

export type UnitPorts = {
  readonly followers: readonly UnitFollower[]
  /** Whose waiting cases are sent to whoever decides them afterwards. */
  procedures(tx: Tx): Promise<readonly ProcedureDefinition[]>
}

export type CarriedOut = {
  readonly followed: readonly { readonly label: string; readonly what: string }[]
  /** The confirmed plan that holds it until its day. */
  readonly planId: string | null
}

export type Words = {
  readonly title: string
  readonly basis: string
  readonly changes: readonly UnitChange[]
}

/**
 * Writes a reorganisation. When its day is today, what hangs on the units follows in the same transaction. For a later
 * day it stands as a confirmed plan of its own: it can be undone until then, and the work of its day is done by the
 * same job as that of any transfer.
 */
export async function carryOut(
  act: Act,
  plan: UnitPlan,
  words: Words,
  ports: UnitPorts,
): Promise<CarriedOut> {
  return plan.on === act.today ? applyToday(act, plan, ports) : registerForDay(act, plan, words)
}

async function applyToday(act: Act, plan: UnitPlan, ports: UnitPorts): Promise<CarriedOut> {
  await writeUnitChanges(act, plan)
  const followed = [...(await followUnits(act, plan.on, ports.followers))]
  const changed = [...new Set(plan.units.map((row) => row.continues_id ?? row.id))]
  const heirs = new Map(plan.heirs.map(({ from, to }) => [from, to]))
  const why = `${formatDate(plan.on)}の組織改正`
  const { moved, stuck } = await rerouteWaiting(act, await ports.procedures(act.tx), { changed, heirs }, why)
  if (moved > 0) followed.push({ key: 'rerouted', label: '決定者が代わった申請', what: `${moved}件` })
  if (stuck > 0) followed.push({ key: 'stuck', label: '決定者がいない申請', what: `${stuck}件` })
  return { followed, planId: null }
}

async function registerForDay(act: Act, plan: UnitPlan, words: Words): Promise<CarriedOut> {
  const { id } = await createPlan(act, { title: words.title, effectiveOn: plan.on, source: words.basis })
  await addChanges(
    act,
    id,
    words.changes.map((change) => ({ line: null, change })),
  )
  const captured = captureWrites(act)
  await writeUnitChanges(captured.act, plan)
  await sealPlan(act, await lockPlan(act, id), captured.written())
  return { followed: [], planId: id }
}
