import { sql } from 'kysely'
import { jstDate } from '#ground/clock/clock.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Column, RegisterDefinition, Values } from './definition.ts'
import type { EntryState, RegisterTallyTable } from './tables.ts'

/** What counts of a line: where it is, whether it is in force, since when, and its choices. */
export type Counted = {
  readonly unitId: string
  readonly state: EntryState
  readonly values: Values
  readonly createdAt: string
  /** Of a closed line, when it was closed. */
  readonly updatedAt: string
}

type What = RegisterTallyTable['what']

/** The columns whose choices are counted: classes and choices that a list can be narrowed by. */
export function countedColumns(definition: RegisterDefinition): readonly Column[] {
  return definition.columns.filter(
    (column) => (column.type === 'class' || column.type === 'choice') && column.slot !== undefined,
  )
}

/** Counts changes of lines, each as it was (undefined for a new one) and as it is. One statement; none for no change. */
export async function storeTallies(
  tx: Tx,
  tenantId: string,
  definition: RegisterDefinition,
  changes: readonly { readonly before: Counted | undefined; readonly after: Counted }[],
): Promise<void> {
  const counted = countedColumns(definition)
  const sums = new Map<string, { unit: string; what: What; bucket: string; by: number }>()
  const count = (line: Counted, by: number): void => {
    for (const [what, bucket] of bucketsOf(counted, line)) {
      const key = `${line.unitId} ${what} ${bucket}`
      const sum = sums.get(key)
      if (sum === undefined) sums.set(key, { unit: line.unitId, what, bucket, by })
      else sum.by += by
    }
  }
  for (const { before, after } of changes) {
    if (before !== undefined) count(before, -1)
    count(after, 1)
  }
  // One order for everybody, so that two writers wait for each other instead of deadlocking.
  const rows = [...sums]
    .filter(([, sum]) => sum.by !== 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, sum]) => sum)
  if (rows.length === 0) return
  await sql`
    insert into register_tally (tenant_id, register, unit_id, what, bucket, lines)
    select ${tenantId}::uuid, ${definition.key}, unit, what, bucket, by
      from unnest(${rows.map((row) => row.unit)}::uuid[], ${rows.map((row) => row.what)}::text[],
                  ${rows.map((row) => row.bucket)}::text[], ${rows.map((row) => row.by)}::bigint[])
           as t (unit, what, bucket, by)
    on conflict (tenant_id, register, unit_id, what, bucket)
    do update set lines = register_tally.lines + excluded.lines`.execute(tx)
}

function bucketsOf(counted: readonly Column[], line: Counted): [What, string][] {
  const buckets: [What, string][] = [
    ['state', line.state],
    ['opened', jstDate(line.createdAt).slice(0, 7)],
  ]
  if (line.state === 'closed') buckets.push(['closed', jstDate(line.updatedAt).slice(0, 7)])
  else {
    for (const { key } of counted) {
      const value = line.values[key]
      if (typeof value === 'string') buckets.push(['value', `${key}=${value}`])
    }
  }
  return buckets
}
