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

/**
 * The units a person works in, with the section (課・室・機関) each of them belongs to: somebody in a 係 uses the
 * registers of his 課. One query.
 */
export async function sectionsOf(tx: Tx, unitIds: readonly string[]): Promise<string[]> {
  if (unitIds.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    with recursive up as (
      select id, parent_id, kind, true as own from unit where id = any(${[...unitIds]}::uuid[])
      union
      select u.id, u.parent_id, u.kind, false from unit u join up on u.id = up.parent_id)
    select distinct id from up where own or kind in ('課', '室', '機関')`.execute(tx)
  return rows.map((row) => row.id)
}
