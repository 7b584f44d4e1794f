import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import '#authority/tables.ts'

export type UnitOn = {
  readonly id: string
  readonly parentId: string | null
  readonly bodyId: string
  readonly bodyName: string
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly symbol: string | null
  readonly policyOffice: boolean
  readonly search: string
}

export type UnitTree = {
  /** In the order of the chart: body, then sort number, then code. */
  readonly all: readonly UnitOn[]
  readonly byId: ReadonlyMap<string, UnitOn>
  /** null = the units without a parent that is in force */
  readonly childrenOf: ReadonlyMap<string | null, readonly UnitOn[]>
}

/** The units in force on a date. One query; a 政令市 has about 1,500. */
export async function unitsOn(tx: Tx, on: string): Promise<UnitTree> {
  const { rows } = await sql<UnitOn>`
    select u.id, u.parent_id as "parentId", u.body_id as "bodyId", b.name as "bodyName", u.code, u.name, u.kind,
           u.symbol, u.policy_office as "policyOffice", u.search
      from unit_at u join body b on b.id = u.body_id
     where u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to > ${on}::date)
     order by b.sort, b.name, u.sort, u.code`.execute(tx)
  const byId = new Map(rows.map((unit) => [unit.id, unit]))
  const childrenOf = new Map<string | null, UnitOn[]>()
  for (const unit of rows) {
    // Below an abolished parent a unit shows at the top, where somebody will see that it is left over.
    const parent = unit.parentId !== null && byId.has(unit.parentId) ? unit.parentId : null
    const siblings = childrenOf.get(parent)
    if (siblings === undefined) childrenOf.set(parent, [unit])
    else siblings.push(unit)
  }
  return { all: rows, byId, childrenOf }
}

/** Names of the units above, from the top down. */
export function pathNames(tree: UnitTree, unit: UnitOn): string[] {
  const names: string[] = []
  const seen = new Set([unit.id])
  for (let at = unit.parentId; at !== null && !seen.has(at);) {
    seen.add(at)
    const parent = tree.byId.get(at)
    if (parent === undefined) break
    names.unshift(parent.name)
    at = parent.parentId
  }
  return names
}

/** The unit and all units below it. */
export function subtreeIds(tree: UnitTree, unitId: string): string[] {
  const found = new Set<string>()
  const open = [unitId]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    for (const child of tree.childrenOf.get(id) ?? []) open.push(child.id)
  }
  return [...found]
}

/** Staff per unit with everything below, each person once at his main post. One query. */
export async function staffCounts(tx: Tx, tree: UnitTree, on: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ unitId: string; count: number }>`
    select p.unit_id as "unitId", sum(c.count)::int as count
      from (
        select a.post_id, count(*) as count from appointment a
         where a.kind in ('本務', '会計年度任用', '臨時', '派遣', '再任用', '心得', '労働者派遣')
           and a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to > ${on}::date)
         group by a.post_id) c
      join post p on p.id = c.post_id
     where p.unit_id is not null
     group by p.unit_id`.execute(tx)
  const counts = new Map<string, number>()
  for (const { unitId, count } of rows) {
    const seen = new Set<string>()
    for (let at: string | null = unitId; at !== null && !seen.has(at);) {
      seen.add(at)
      counts.set(at, (counts.get(at) ?? 0) + count)
      at = tree.byId.get(at)?.parentId ?? null
    }
  }
  return counts
}
