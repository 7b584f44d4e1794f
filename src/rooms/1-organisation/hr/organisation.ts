import type { UnitKind } from '#authority/tables.ts'
import { fold } from '#ground/words/fold.ts'
import type { Rank } from './staff-row.ts'

/*
 * The organisation as plain data, as of a day: what a file of the personnel office is compared with.
 */

export type UnitFact = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: UnitKind
  readonly parentId: string | null
}

export type Held = {
  /** null: a post of the body itself. */
  readonly unitId: string | null
  readonly title: string
  readonly rank: Rank
  readonly kind: string
  /** First day on which it no longer holds; the day of the comparison itself: it lapses just then. */
  readonly until: string | null
}

export type PersonFact = {
  readonly id: string
  readonly number: string
  readonly family: string
  readonly given: string
  readonly familyKana: string
  readonly givenKana: string
  readonly mail: string | null
  readonly extension: string | null
  /** In office on the day. Whoever has left is known by his number all the same. */
  readonly serving: boolean
  readonly held: readonly Held[]
  /** Why he is away on the day, one line per absence. */
  readonly away: readonly string[]
}

export type Organisation = {
  readonly units: readonly UnitFact[]
  readonly people: readonly PersonFact[]
}

/** Units by code and by folded name; a name may be several units'. */
export function unitIndex(units: readonly UnitFact[]): {
  byId: ReadonlyMap<string, UnitFact>
  byCode: ReadonlyMap<string, UnitFact>
  byName: ReadonlyMap<string, readonly UnitFact[]>
} {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const byName = new Map<string, UnitFact[]>()
  const note = (name: string, unit: UnitFact): void => {
    const key = fold(name)
    const known = byName.get(key)
    if (known === undefined) byName.set(key, [unit])
    else if (!known.includes(unit)) known.push(unit)
  }
  for (const unit of units) {
    note(unit.name, unit)
    // Files also write 所属 with everything above it: 福祉部長寿支援課.
    let path = unit.name
    let at = unit
    for (let hops = 0; hops < 10 && at.parentId !== null; hops += 1) {
      const parent = byId.get(at.parentId)
      if (parent === undefined) break
      path = parent.name + path
      note(path, unit)
      at = parent
    }
  }
  return { byId, byCode: new Map(units.map((unit) => [unit.code, unit])), byName }
}

/** Order of ranks, highest first; for telling 昇任 from 異動. */
const ladder: readonly Rank[] = ['vice-mayor', 'head', 'deputy-head', 'section-chief', 'staff']

/** Whether the second rank is above the first. Ranks beside the line (leader, member) are not on the ladder. */
export function rises(before: Rank, after: Rank): boolean {
  const [from, to] = [ladder.indexOf(before), ladder.indexOf(after)]
  return from >= 0 && to >= 0 && to < from
}

/** Titles in their order where ranks say nothing (主事 → 主任 → 主査 within one rank). */
const titles = [
  '主事補',
  '主事',
  '主任',
  '主任主事',
  '副主査',
  '主査',
  '主任主査',
  '係長',
  '副主幹',
  '主幹',
  '課長補佐',
]

/** 昇任: a higher rank, or within one rank a title that stands higher in every office. */
export function isPromotion(
  before: { readonly title: string; readonly rank: Rank },
  after: { readonly title: string; readonly rank: Rank },
): boolean {
  if (rises(before.rank, after.rank)) return true
  if (before.rank !== after.rank) return false
  const [from, to] = [titles.indexOf(before.title), titles.indexOf(after.title)]
  return from >= 0 && to >= 0 && to > from
}
