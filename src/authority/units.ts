import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'

/** The units and everything below them. Ids that are not the tenant's are absent. One query. */
export async function unitsUnder(tx: Tx, unitIds: readonly string[]): Promise<string[]> {
  if (unitIds.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    with recursive below as (
      select id from unit where id = any(${[...unitIds]}::uuid[])
      union
      select u.id from unit u join below b on u.parent_id = b.id)
    select id from below`.execute(tx)
  return rows.map((row) => row.id)
}
