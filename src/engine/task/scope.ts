import { sql, type RawBuilder } from 'kysely'
import type { OfficeCode } from '#authority/offices.ts'
import type { Fallback, Standing } from '#authority/standing.ts'
import { unitsUnder } from '#authority/units.ts'
import type { Tx } from '#ground/database/database.ts'
import type { TaskView } from './contract.ts'

export type Viewer = {
  readonly personId: string
  readonly rights: ReadonlySet<string>
  readonly standings: readonly Standing[]
  readonly fallbacks: readonly Fallback[]
}

const supervising: ReadonlySet<OfficeCode> = new Set(['sec-leader', 'sec-manager', 'dept-iso'])
const cityWide: ReadonlySet<OfficeCode> = new Set(['policy-office', 'chief-iso', 'ciso'])

/** The lists somebody has: his own always, those of his units as their head, all as the city's office or auditor. */
export function viewsOf(viewer: Viewer): TaskView[] {
  const { standings, rights } = viewer
  return [
    'mine',
    ...(standings.some((each) => supervising.has(each.office) && each.unitId !== null)
      ? ['unit' as const]
      : []),
    ...(rights.has('audit.read') || standings.some((each) => cityWide.has(each.office))
      ? ['all' as const]
      : []),
  ]
}

/** His own as a person, and of every office he holds or stands in for today; never what is about himself. */
export function ownTasks({ personId, standings, fallbacks }: Viewer): RawBuilder<unknown> {
  const seats: RawBuilder<unknown>[] = []
  const seen = new Set<string>()
  for (const { standing, applicantId } of [
    ...standings.map((standing) => ({ standing, applicantId: null })),
    ...fallbacks,
  ]) {
    const { office, unitId, matters, units, fault } = standing
    // As bestStanding judges at the closing: a right that is no use today, or is lent for other units, shows nothing.
    if (fault !== null || (units !== null && (unitId === null || !units.includes(unitId)))) continue
    const key = [office, unitId, matters?.join(), applicantId].join(' ')
    if (seen.has(key)) continue
    seen.add(key)
    const parts = [
      sql`t.office = ${office}`,
      unitId === null ? sql`t.unit_id is null` : sql`t.unit_id = ${unitId}::uuid`,
      ...(matters === null ? [] : [sql`t.kind = any(${[...matters]}::text[])`]),
      ...(applicantId === null ? [] : [sql`t.about_id = ${applicantId}::uuid`]),
    ]
    seats.push(sql`(${sql.join(parts, sql` and `)})`)
  }
  const own = sql`t.person_id = ${personId}::uuid`
  if (seats.length === 0) return own
  return sql`(${own} or (t.about_id is distinct from ${personId}::uuid and (${sql.join(seats, sql` or `)})))`
}

/** Those of the units the viewer answers for, everything below them, and the people who work there today. One query. */
export async function unitTasks(tx: Tx, viewer: Viewer, on: string): Promise<RawBuilder<unknown>> {
  const heads = viewer.standings.flatMap((each) =>
    supervising.has(each.office) && each.unitId !== null ? [each.unitId] : [],
  )
  const units = await unitsUnder(tx, [...new Set(heads)], on)
  if (units.length === 0) return sql`false`
  return sql`(t.unit_id = any(${units}::uuid[]) or t.person_id in (
    select a.person_id from appointment a join post p on p.tenant_id = a.tenant_id and p.id = a.post_id
     where p.unit_id = any(${units}::uuid[])
       and a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to > ${on}::date)))`
}

/** What the viewer may read of a task at all. Two queries at most. */
export async function visibleTasks(tx: Tx, viewer: Viewer, on: string): Promise<RawBuilder<unknown>> {
  if (viewsOf(viewer).includes('all')) return sql`true`
  const own = ownTasks(viewer)
  if (!viewsOf(viewer).includes('unit')) return own
  return sql`(${own} or ${await unitTasks(tx, viewer, on)})`
}
