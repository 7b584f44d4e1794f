import type { z } from 'zod'
import type { Act } from '#ground/operation/act.ts'
import { frameOfUnits } from '#authority/load.ts'
import { officeCodes } from '#authority/offices.ts'
import type { SeatView } from '../contract.ts'
import { seatsFor, viewSeats } from '../seats.ts'
import { staffCounts, type UnitOn, type UnitTree, unitsOn } from '../units-on.ts'
import type { MapSeat, organisationMap } from './contract.ts'

/** Holders named in one place of the chart. */
const NAMED = 3

/** The whole organisation as of a date, with who holds each office. Five queries; a 政令市 has about 1,500 units. */
export async function readMap(
  act: Act,
  input: z.output<(typeof organisationMap)['input']>,
): Promise<z.input<(typeof organisationMap)['output']>> {
  const on = input.on ?? act.today
  const tree = await unitsOn(act.tx, on)
  const units = inOrder(tree)
  const ids = units.map((unit) => unit.id)
  const frame = await frameOfUnits(act.tx, ids, on, officeCodes)
  const seats = (await viewSeats(act.tx, frame, seatsFor(frame, ids, true))).map((seat) => ({
    unitId: seat.unitId,
    seat: shortened(seat),
  }))
  const staff = await staffCounts(act.tx, tree, on)
  const byUnit = Map.groupBy(seats, ({ unitId }) => unitId)
  const seatsOf = (unitId: string | null): MapSeat[] => (byUnit.get(unitId) ?? []).map(({ seat }) => seat)
  return {
    on,
    bodies: [
      ...new Map(tree.all.map((unit) => [unit.bodyId, { id: unit.bodyId, name: unit.bodyName }])).values(),
    ],
    city: seatsOf(null),
    units: units.map((unit) => ({
      id: unit.id,
      parentId: unit.parentId !== null && tree.byId.has(unit.parentId) ? unit.parentId : null,
      bodyId: unit.bodyId,
      name: unit.name,
      kind: unit.kind,
      policyOffice: unit.policyOffice,
      staff: staff.get(unit.id) ?? 0,
      seats: seatsOf(unit.id),
    })),
    gaps: seats.filter(({ seat }) => seat.gap !== null).length,
  }
}

/** Parents before their children, each family together; a unit in a ring stands at the end rather than nowhere. */
function inOrder(tree: UnitTree): UnitOn[] {
  const ordered: UnitOn[] = []
  const seen = new Set<string>()
  const open = [...(tree.childrenOf.get(null) ?? [])].toReversed()
  for (let unit = open.pop(); unit !== undefined; unit = open.pop()) {
    if (seen.has(unit.id)) continue
    seen.add(unit.id)
    ordered.push(unit)
    open.push(...(tree.childrenOf.get(unit.id) ?? []).toReversed())
  }
  return [...ordered, ...tree.all.filter((unit) => !seen.has(unit.id))]
}

function shortened(seat: SeatView): MapSeat {
  const standIns = [
    ...seat.acting.filter((right) => right.active).map((right) => `${right.kind} ${right.names.join('、')}`),
    ...seat.deputies.filter((deputy) => deputy.standsIn).map((deputy) => `代決 ${deputy.names.join('、')}`),
  ]
  return {
    office: seat.office,
    word: seat.word,
    holders: seat.holders.slice(0, NAMED).map(({ personId, title, name, away }) => ({
      personId,
      line: `${title} ${name}`,
      away: away !== null,
    })),
    more: Math.max(0, seat.holderCount - NAMED),
    standIns,
    gap: seat.gap,
    eid: seat.eid,
  }
}
