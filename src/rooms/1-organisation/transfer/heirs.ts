import type { Tx } from '#ground/database/database.ts'
import '#authority/tables.ts'

/** Which unit takes over from one that ends on the day. One query. */
export async function heirsOn(tx: Tx, on: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('unit_succession')
    .select(['from_unit_id', 'to_unit_id'])
    .where('heir', '=', true)
    .where('effective_on', '=', on)
    .execute()
  return new Map(
    rows.flatMap((row) => (row.to_unit_id === null ? [] : [[row.from_unit_id, row.to_unit_id] as const])),
  )
}
