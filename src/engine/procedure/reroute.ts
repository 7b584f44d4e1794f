import { sql } from 'kysely'
import { unitsUnder } from '#authority/units.ts'
import type { Act } from '#ground/operation/act.ts'
import { rerouteCase } from './after-transfer.ts'
import { lockCase } from './case.ts'
import type { ProcedureDefinition } from './definition.ts'
import { applyPlan, hasMoved } from './apply-plan.ts'
import { routeFor } from './plan-route.ts'
import { jstDate } from '#ground/clock/clock.ts'
import { tierFor, tiersOf } from './tiers.ts'
import { rolesOf } from './roles.ts'
import { seatsOf } from './seats.ts'

export type Rerouted = { readonly moved: number; readonly stuck: number }

/**
 * Sends the cases that wait in these units, at a seat of theirs or below them, to whoever decides them by today's
 * organisation. A case that nobody can decide stays undecided, at the heir of its seat, and its history says what is
 * missing. Two queries, and some six for each case. The caller describes the act.
 */
export async function rerouteWaiting(
  act: Act,
  procedures: readonly ProcedureDefinition[],
  units: {
    /** Units that were changed in any way. */
    readonly changed: readonly string[]
    /** Who took over from those that ended. */
    readonly heirs: ReadonlyMap<string, string>
  },
  why: string,
): Promise<Rerouted> {
  const concerned = [...units.changed, ...units.heirs.keys(), ...units.heirs.values()]
  const under = await unitsUnder(act.tx, concerned, act.today)
  const { rows } = await sql<{ application_id: string }>`
    select a.application_id from application a
     where a.application_id in (select o.application_id from application_step o where o.state = 'open')
       and (a.unit_id = any(${under}::uuid[])
            or exists (select 1 from application_step s
                        where s.tenant_id = a.tenant_id and s.application_id = a.application_id
                          and s.round = a.round and s.state in ('open', 'ahead') and s.unit_id = any(${under}::uuid[])))
     order by a.application_id`.execute(act.tx)
  const result = { moved: 0, stuck: 0 }
  for (const { application_id: applicationId } of rows) {
    const file = await lockCase(act.tx, applicationId)
    const definition = procedures.find((each) => each.key === file.procedure)
    if (definition === undefined) continue
    const { heirs } = units
    const { plan } = await routeFor(
      act.tx,
      {
        definition,
        form: file.form,
        entries: file.facts.entries,
        unitId: file.unit_id,
        applicantId: file.applicant_id,
        roles: await rolesOf(act.tx, definition),
        // A case stays in the tier of the day it was filed.
        tier: tierFor(
          await tiersOf(act.tx, definition),
          definition,
          file.form,
          file.facts.entries,
          file.filed_at === null ? act.today : jstDate(file.filed_at),
        ),
        heirOf: (unitId) => heirs.get(unitId) ?? unitId,
      },
      act.today,
    )
    const seats = await seatsOf(act.tx, applicationId)
    const next = plan.kind === 'plan' ? applyPlan(seats, plan.seats) : seats
    if (plan.kind === 'plan' && !hasMoved(seats, next)) continue
    const known = new Set(seats.map(chairAt))
    const moved = next.filter((seat) => !known.has(chairAt(seat)))
    const note =
      plan.kind === 'gap'
        ? `${why}により、決定する人がいなくなりました。${plan.reason}`
        : `${why}により、回付先が変わりました。${moved.map((seat) => seat.why).join('')}`
    if (!(await rerouteCase(act, definition, { applicationId, plan, why, note, heirs }))) continue
    if (plan.kind === 'gap') result.stuck += 1
    else result.moved += 1
  }
  return result
}

const chairAt = (seat: { place: number; seat: number; step_key: string }): string =>
  `${seat.place}.${seat.seat} ${seat.step_key}`
