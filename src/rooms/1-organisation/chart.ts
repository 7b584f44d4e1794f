import type { z } from 'zod'
import type { Act } from '#ground/operation/act.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { foldTerms } from '#ground/words/fold.ts'
import { frameOfUnits } from '#authority/load.ts'
import { officeCodes } from '#authority/offices.ts'
import type { chart, officesChart, SeatView, units } from './contract.ts'
import { isHeld, type SeatFact, seatsFor, viewSeats } from './seats.ts'
import { pathNames, staffCounts, subtreeIds, type UnitOn, unitsOn } from './units-on.ts'

type In<T extends { input: z.ZodType }> = z.output<T['input']>
type Out<T extends { output: z.ZodType }> = z.input<T['output']>

/** Children shown under each unit of the top level; the rest on demand. */
const CHILD_LIMIT = 12

/**
 * The chart as of a date: the top two levels with the offices of the whole city, or the children of one unit.
 * Six queries, whatever the size of the city.
 */
export async function readChart(act: Act, input: In<typeof chart>): Promise<Out<typeof chart>> {
  const on = input.on ?? act.today
  const tree = await unitsOn(act.tx, on)
  if (input.unitId !== undefined && !tree.byId.has(input.unitId))
    refuse('not-found', 'この組織はその日にはありません。')
  const level = tree.childrenOf.get(input.unitId ?? null) ?? []
  const first = level.slice((input.page - 1) * input.size, input.page * input.size)
  const shown: UnitOn[] = []
  for (const unit of first) {
    shown.push(unit)
    if (input.unitId === undefined) shown.push(...(tree.childrenOf.get(unit.id) ?? []).slice(0, CHILD_LIMIT))
  }
  const withCity = input.unitId === undefined
  const ids = shown.map((unit) => unit.id)
  const frame = await frameOfUnits(act.tx, ids, on, withCity ? officeCodes : [])
  const seats = await viewSeats(act.tx, frame, seatsFor(frame, ids, withCity))
  const staff = await staffCounts(act.tx, tree, on)
  const byUnit = Map.groupBy(seats, (seat) => seat.unitId)
  return {
    on,
    bodies: [
      ...new Map(tree.all.map((unit) => [unit.bodyId, { id: unit.bodyId, name: unit.bodyName }])).values(),
    ],
    city: withCity ? (byUnit.get(null) ?? []) : [],
    units: shown.map((unit) => ({
      id: unit.id,
      parentId: unit.parentId,
      bodyId: unit.bodyId,
      code: unit.code,
      name: unit.name,
      kind: unit.kind,
      symbol: unit.symbol,
      policyOffice: unit.policyOffice,
      childCount: tree.childrenOf.get(unit.id)?.length ?? 0,
      staff: staff.get(unit.id) ?? 0,
      seats: byUnit.get(unit.id) ?? [],
    })),
    total: level.length,
    childLimit: CHILD_LIMIT,
  }
}

/** Units found by name, kana or code in any width; all words must occur. One query. */
export async function searchUnits(act: Act, input: In<typeof units>): Promise<Out<typeof units>> {
  const tree = await unitsOn(act.tx, input.on ?? act.today)
  const terms = foldTerms(input.q)
  const found = tree.all.filter(
    (unit) =>
      (input.kind === undefined || unit.kind === input.kind) &&
      terms.every((term) => unit.search.includes(term)),
  )
  return {
    total: found.length,
    units: found.slice((input.page - 1) * input.size, input.page * input.size).map((unit) => ({
      id: unit.id,
      code: unit.code,
      name: unit.name,
      kind: unit.kind,
      bodyName: unit.bodyName,
      path: pathNames(tree, unit),
      policyOffice: unit.policyOffice,
    })),
  }
}

/**
 * Every seat of every security office as of a date, with what is missing. Seats are counted over the whole
 * city, names are looked up for one page. Four queries.
 */
export async function readOffices(
  act: Act,
  input: In<typeof officesChart>,
): Promise<Out<typeof officesChart>> {
  const on = input.on ?? act.today
  const tree = await unitsOn(act.tx, on)
  if (input.unitId !== undefined && !tree.byId.has(input.unitId))
    refuse('not-found', 'この組織はその日にはありません。')
  const ids = input.unitId === undefined ? tree.all.map((unit) => unit.id) : subtreeIds(tree, input.unitId)
  const withCity = input.unitId === undefined
  const frame = await frameOfUnits(act.tx, ids, on, withCity ? officeCodes : [])
  const wanted = seatsFor(frame, ids, withCity).filter(
    (seat) => input.office === undefined || seat.office === input.office,
  )
  const open = new Set<SeatFact>(wanted.filter((seat) => !isHeld(frame, seat)))
  const listed = input.gapsOnly ? [...open] : wanted
  const page = listed.slice((input.page - 1) * input.size, input.page * input.size)
  const seats: SeatView[] = await viewSeats(act.tx, frame, page)
  return { on, total: listed.length, gaps: open.size, seats }
}
