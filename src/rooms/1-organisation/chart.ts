import type { z } from 'zod'
import type { Act } from '#ground/operation/act.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { foldTerms } from '#ground/words/fold.ts'
import { frameOfUnits } from '#authority/load.ts'
import { officeCodes } from '#authority/offices.ts'
import type { chart, units } from './contract.ts'
import { seatsFor, viewSeats } from './seats.ts'
import { pathNames, staffCounts, type UnitOn, unitsOn } from './units-on.ts'

type In<T extends { input: z.ZodType }> = z.output<T['input']>
type Out<T extends { output: z.ZodType }> = z.input<T['output']>

/** Children shown under each unit of the top level; the rest on demand. */
const CHILD_LIMIT = 8

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
