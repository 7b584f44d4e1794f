import type { Act } from '#ground/operation/act.ts'
import { addEvent, type Case, lockCase } from './case.ts'
import type { ProcedureDefinition } from './definition.ts'
import { applyPlan, atHeirs } from './apply-plan.ts'
import { endPermission } from './lapse.ts'
import type { RoutePlan } from './plan-route.ts'
import { closeSeatsOf, saveSeats, seatsOf } from './seats.ts'
import { after } from './states.ts'

/*
 * What a day of transfers does to cases. Each function is one act about one case; it does nothing, and says so, when
 * the case has moved on in the meantime, so that a job that runs twice does its work once.
 */

/** The thing the ledger names. */
export function subjectOf(definition: ProcedureDefinition, file: Case) {
  return {
    kind: 'application',
    id: file.application_id,
    label: `${definition.name} ${file.number ?? ''}`.trim(),
  }
}

/**
 * A waiting case goes to the seats that still have to act by the plan of now. `note` names who decided before and who
 * does now. A gap leaves the case where it is and is written into its history: it is never decided by nobody.
 */
export async function rerouteCase(
  act: Act,
  definition: ProcedureDefinition,
  given: {
    applicationId: string
    plan: RoutePlan
    why: string
    note: string
    /** Who took over from units that ended: a case nobody can decide waits at the heir, where somebody will be appointed. */
    heirs?: ReadonlyMap<string, string>
  },
): Promise<boolean> {
  const file = await lockCase(act.tx, given.applicationId)
  const { plan } = given
  const seats = await seatsOf(act.tx, file.application_id)
  if (!seats.some((seat) => seat.state === 'open')) return false
  await saveSeats(
    act,
    seats,
    plan.kind === 'plan' ? applyPlan(seats, plan.seats) : atHeirs(seats, given.heirs ?? new Map()),
  )
  await addEvent(
    act,
    { applicationId: file.application_id },
    { act: plan.kind === 'gap' ? '決定者の不在' : '回付先の変更', actorId: null, note: given.note },
  )
  act.recorder.describe({
    act: plan.kind === 'gap' ? '決定者の不在' : '回付先の変更',
    subject: subjectOf(definition, file),
    editionId: file.edition_id,
    note: `${given.why} ${given.note}`.slice(0, 500),
  })
  return true
}

/** A permission that is not in use ends; what is in use has to come back first and is left as it is. */
export async function lapseCase(
  act: Act,
  definition: ProcedureDefinition,
  given: { applicationId: string; why: string },
): Promise<boolean> {
  const file = await lockCase(act.tx, given.applicationId)
  if (after(file.state, 'lapse') === null) return false
  await endPermission(act, file, given.why)
  act.recorder.describe({
    act: '失効',
    subject: subjectOf(definition, file),
    editionId: file.edition_id,
    note: given.why,
  })
  return true
}

/** A case of somebody who has left is withdrawn: nobody is there to use what would be permitted. */
export async function withdrawCase(
  act: Act,
  definition: ProcedureDefinition,
  given: { applicationId: string; why: string },
): Promise<boolean> {
  const file = await lockCase(act.tx, given.applicationId)
  if (file.state === 'granted' || after(file.state, 'withdraw') === null) return false
  await act.recorder.save('application', {
    ...file,
    state: 'withdrawn',
    version: file.version + 1,
  })
  await closeSeatsOf(act, file.application_id)
  await addEvent(
    act,
    { applicationId: file.application_id },
    { act: '取下げ', actorId: null, note: given.why },
  )
  act.recorder.describe({
    act: '取下げ',
    subject: subjectOf(definition, file),
    editionId: file.edition_id,
    note: given.why,
  })
  return true
}
