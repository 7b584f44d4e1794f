import type { Tx } from '#ground/database/database.ts'
import './tables.ts'

/** Current lines of each register, under the name its clauses are bound by. One query. */
export async function entryCounts(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('register_entry')
    .select(['register', (select) => select.fn.countAll<number>().as('count')])
    .where('state', '=', 'current')
    .groupBy('register')
    .execute()
  return new Map(rows.map((row) => [`register:${row.register}`, row.count]))
}
