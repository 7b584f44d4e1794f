import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { personName } from '#authority/reads.ts'
import type { UnitChange, UnitRef } from './change.ts'
import { type UnitState, unitOf } from './timeline.ts'
import type { Holder, UnitFacts } from './unit-plan.ts'

const unitColumns = [
  ...(['tenant_id', 'id', 'continues_id', 'body_id', 'parent_id', 'code', 'name', 'kana', 'kind'] as const),
  ...(['symbol', 'policy_office', 'sort', 'search', 'valid_from', 'valid_to'] as const),
] as const

/** Every state of every unit. One query; a 政令市 has some 1,500 units. */
export async function readUnitStates(tx: Tx): Promise<UnitState[]> {
  return tx.selectFrom('unit').select(unitColumns).orderBy('valid_from').execute()
}

/** What `planUnitChanges` works on. Five queries, whatever the size of the city. */
export async function readUnitFacts(
  tx: Tx,
  tenantId: string,
  changes: readonly UnitChange[],
  on: string,
): Promise<UnitFacts> {
  const bodies = await tx
    .selectFrom('body')
    .select(['id', 'name'])
    .where('valid_from', '<=', on)
    .where((at) => at.or([at('valid_to', 'is', null), at('valid_to', '>', on)]))
    .orderBy('sort')
    .orderBy('name')
    .execute()
  const units = await readUnitStates(tx)
  const named = unitsNamed(changes, units)
  const posts =
    named.length === 0
      ? []
      : await tx.selectFrom('post').selectAll().where('unit_id', 'in', named).orderBy('id').execute()
  const { rows: holders } = await sql<Omit<Holder, 'name'> & { family: string; given: string }>`
    select a.tenant_id, a.id, a.person_id, a.post_id, a.kind, a.valid_from, a.valid_to, n.family, n.given
      from appointment a join person n on n.id = a.person_id
     where a.post_id = any(${posts.map((post) => post.id)}::uuid[])
       and (a.valid_to is null or a.valid_to > ${on}::date)
     order by a.valid_from, a.id`.execute(tx)
  const { rows: rules } = await sql<UnitFacts['rules'][number]>`
    select word, rule ->> 'unitId' as "unitId", valid_to from office_rule
     where rule ->> 'unitId' is not null and (valid_to is null or valid_to > ${on}::date)`.execute(tx)
  return {
    tenantId,
    bodies,
    units,
    posts,
    holders: holders.map(({ family, given, ...row }) => ({ ...row, name: personName({ family, given }) })),
    rules,
  }
}

/** Units whose posts and people the changes can touch: those that end, and those that take over. */
function unitsNamed(changes: readonly UnitChange[], units: readonly UnitState[]): string[] {
  const refs: UnitRef[] = changes.flatMap((change) => {
    switch (change.kind) {
      case 'merge-units':
        return [...change.units, change.into]
      case 'split-unit':
        return [change.unit, ...change.into]
      case 'abolish-unit':
        return [change.unit, ...(change.successor === null ? [] : [change.successor])]
      default:
        return []
    }
  })
  const ids = new Set(refs.flatMap((ref) => ('id' in ref ? ref.id : [])))
  const codes = new Set(refs.flatMap((ref) => ('code' in ref ? ref.code : [])))
  return [...new Set(units.filter((unit) => ids.has(unitOf(unit)) || codes.has(unit.code)).map(unitOf))]
}
