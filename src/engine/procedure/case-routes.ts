import { decidersIn } from '#authority/deciders.ts'
import { type Frame, pathUp } from '#authority/frame.ts'
import { frameOfUnits } from '#authority/load.ts'
import type { AskedSeat } from '#authority/standing.ts'
import { jstDate } from '#ground/clock/clock.ts'
import type { Tx } from '#ground/database/database.ts'
import { applyPlan, hasMoved } from './apply-plan.ts'
import type { EntryFacts, Form, ProcedureDefinition } from './definition.ts'
import { officesOfRoutes, planRoute, type Routed, type RoutePlan, startUnits } from './plan-route.ts'
import { type Roles, rolesOfAll } from './roles.ts'
import { tierFor, tiersOfAll } from './tiers.ts'
import { type SeatRow, seatsOfCases } from './seats.ts'

/** A case that waits for a decision, as far as its way depends on the organisation. */
export type WaitingCase = {
  readonly applicationId: string
  readonly number: string | null
  readonly title: string
  readonly procedure: string
  readonly unitId: string
  readonly applicantId: string
  readonly form: Form
  readonly entries: readonly EntryFacts[]
  readonly seats: readonly SeatRow[]
  /** The day it was filed. */
  readonly filedOn: string
}

/** Who decides a case before a change of the organisation and after it: everybody who still has to act. */
export type CaseRoute = {
  readonly file: WaitingCase
  readonly before: readonly string[]
  /** Where the production rules send it after; a gap is an answer. */
  readonly plan: RoutePlan
  /** How the chairs of after were found, or what is missing. */
  readonly why: string
  readonly after: readonly string[]
  /** Some seat is another one; otherwise only the people in it may be. */
  readonly moved: boolean
}

/** All cases that wait for somebody (of those filed before an instant), oldest first. Two queries. */
export async function waitingCases(tx: Tx, filedBefore?: string): Promise<WaitingCase[]> {
  const rows = await tx
    .selectFrom('application')
    .select([
      'application_id',
      'number',
      'title',
      'procedure',
      'unit_id',
      'applicant_id',
      'form',
      'facts',
      'filed_at',
    ])
    .where((where) =>
      where(
        'application_id',
        'in',
        where.selectFrom('application_step').select('application_id').where('state', '=', 'open'),
      ),
    )
    .$if(filedBefore !== undefined, (rows) => rows.where('filed_at', '<', filedBefore ?? ''))
    .orderBy('filed_at')
    .orderBy('application_id')
    .execute()
  const seats = await seatsOfCases(
    tx,
    rows.map((row) => row.application_id),
  )
  return rows.map((row) => ({
    applicationId: row.application_id,
    number: row.number,
    title: row.title,
    procedure: row.procedure,
    unitId: row.unit_id,
    applicantId: row.applicant_id,
    form: row.form,
    entries: row.facts.entries,
    seats: seats.get(row.application_id) ?? [],
    filedOn: row.filed_at === null ? '' : jstDate(row.filed_at),
  }))
}

/** Units whose frames are read together: few enough for the rules to run through, enough to save queries. */
const UNITS_AT_ONCE = 25

/**
 * Where waiting cases are before and after a day, by the very rules that decide who may decide. `before` is the day
 * before the change, `on` the day of it. Four queries for every 25 units with waiting cases.
 */
export async function routesOf(
  tx: Tx,
  cases: readonly WaitingCase[],
  ask: {
    readonly before: string
    readonly on: string
    readonly procedures: readonly ProcedureDefinition[]
    /** Who takes over from a unit that ends on the day. */
    readonly heirs: ReadonlyMap<string, string>
  },
  progress: (done: number) => Promise<void> = async () => undefined,
): Promise<CaseRoute[]> {
  const definitions = new Map(ask.procedures.map((each) => [each.key, each]))
  const roles = await rolesOfAll(tx, ask.procedures)
  const tiers = await tiersOfAll(
    tx,
    ask.procedures.map((each) => each.key),
  )
  const chain = officesOfRoutes(ask.procedures, [
    ...[...roles.values()].flatMap((each) => [...each.values()]),
    ...[...tiers.values()].flatMap((each) => each.map((tier) => tier.office)),
  ])
  const routedOf = (file: WaitingCase): Routed | undefined => {
    const definition = definitions.get(file.procedure)
    const known: Roles = roles.get(file.procedure) ?? new Map()
    if (definition === undefined) return undefined
    const tier = tierFor(tiers.get(file.procedure) ?? [], definition, file.form, file.entries, file.filedOn)
    return { ...file, definition, roles: known, tier, heirOf: (unitId) => heirOf(ask.heirs, unitId) }
  }
  const byUnit = [...Map.groupBy(cases, (file) => file.unitId)]
  const routes: CaseRoute[] = []
  for (let start = 0; start < byUnit.length; start += UNITS_AT_ONCE) {
    const files = byUnit.slice(start, start + UNITS_AT_ONCE).flatMap(([, group]) => group)
    const unitsBefore = new Set(files.map((file) => file.unitId))
    for (const seat of files.flatMap((file) => file.seats))
      if (seat.unit_id !== null) unitsBefore.add(seat.unit_id)
    const unitsAfter = new Set(files.flatMap((file) => startUnitsOf(routedOf(file))))
    const old = await frameOfUnits(tx, [...unitsBefore], ask.before, chain)
    const fresh = await frameOfUnits(tx, [...unitsAfter], ask.on, chain)
    for (const file of files) {
      const routed = routedOf(file)
      if (routed !== undefined) routes.push(routeOf(file, routed, old, fresh))
    }
    await progress(routes.length)
  }
  return routes
}

const startUnitsOf = (routed: Routed | undefined): string[] =>
  routed === undefined ? [] : startUnits(routed)

function routeOf(file: WaitingCase, routed: Routed, old: Frame, fresh: Frame): CaseRoute {
  const before = people(old, left(file.seats), file, file.unitId)
  const plan = planRoute(fresh, routed)
  if (plan.kind === 'gap') return { file, before, plan, why: plan.reason, after: [], moved: false }
  const seats = applyPlan(file.seats, plan.seats)
  const unitId = routed.heirOf?.(file.unitId) ?? file.unitId
  const after = people(fresh, left(seats), file, unitId)
  const found = new Map(plan.seats.map((seat) => [`${seat.place}.${seat.seat}`, seat.why]))
  const why = left(seats).map((seat) => found.get(`${seat.place}.${seat.seat}`) ?? seat.why)
  return { file, before, plan, why: [...new Set(why)].join(''), after, moved: hasMoved(file.seats, seats) }
}

/** The seats that still have to act. */
function left(seats: readonly SeatRow[]): SeatRow[] {
  return seats.filter((seat) => seat.state === 'open' || seat.state === 'ahead')
}

function people(frame: Frame, seats: readonly SeatRow[], file: WaitingCase, unitId: string): string[] {
  const caseUnits = pathUp(frame, unitId).map((unit) => unit.id)
  const found = seats.flatMap((seat) => {
    const asked: AskedSeat = { office: seat.office, unitId: seat.unit_id, matter: file.procedure, caseUnits }
    return decidersIn(frame, asked, file.applicantId).deciders.map((decider) => decider.personId)
  })
  return [...new Set(found)]
}

/** The unit that stands for this one after reorganisations; itself when it goes on. */
function heirOf(heirs: ReadonlyMap<string, string>, unitId: string): string {
  const seen = new Set<string>()
  let at = unitId
  for (let next = heirs.get(at); next !== undefined && !seen.has(at); next = heirs.get(at)) {
    seen.add(at)
    at = next
  }
  return at
}

/** Whether anything about who decides has changed. */
export function hasChanged(route: CaseRoute): boolean {
  return (
    route.moved ||
    route.plan.kind === 'gap' ||
    route.before.length !== route.after.length ||
    route.before.some((personId) => !route.after.includes(personId))
  )
}
