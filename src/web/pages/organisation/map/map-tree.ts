import type { MapSeat, MapUnit } from '#rooms/1-organisation/map/contract.ts'
import { fold } from '#ground/words/fold.ts'

/** A unit with what lies below it, as far as it is shown. */
export type Branch = {
  readonly unit: MapUnit
  readonly below: readonly Branch[]
  /** Units below that the chosen depth leaves out. */
  readonly hidden: number
  /** Vacant seats in it and below, also where they are not shown. */
  readonly gaps: number
}

/** The units of each body as trees of at most so many levels (0: all), in the order of the answer. */
export function branchesOf(units: readonly MapUnit[], depth: number): Map<string, Branch[]> {
  const children = Map.groupBy(units, (unit) => unit.parentId)
  const branch = (unit: MapUnit, level: number): Branch => {
    const below = (children.get(unit.id) ?? []).map((child) => branch(child, level + 1))
    const cut = depth > 0 && level >= depth
    return {
      unit,
      below: cut ? [] : below,
      hidden: cut ? below.reduce((sum, each) => sum + 1 + countBelow(each), 0) : 0,
      gaps: vacant(unit.seats).length + below.reduce((sum, each) => sum + each.gaps, 0),
    }
  }
  return Map.groupBy(
    (children.get(null) ?? []).map((unit) => branch(unit, 1)),
    ({ unit }) => unit.bodyId,
  )
}

function countBelow(branch: Branch): number {
  return branch.hidden + branch.below.reduce((sum, each) => sum + 1 + countBelow(each), 0)
}

export function vacant(seats: readonly MapSeat[]): MapSeat[] {
  return seats.filter((seat) => seat.gap !== null)
}

/** Ids of the units whose name contains what was typed, in any width; none for nothing typed. */
export function found(units: readonly MapUnit[], q: string): ReadonlySet<string> {
  const wanted = fold(q.trim())
  if (wanted === '') return new Set()
  return new Set(units.filter((unit) => fold(unit.name).includes(wanted)).map((unit) => unit.id))
}
