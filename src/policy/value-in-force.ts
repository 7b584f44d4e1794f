import type { Tx } from '#ground/database/database.ts'
import './review/norm-tables.ts'

/**
 * 定める値 of the city on a date, as it was typed; null when none is set or it was taken back. Of those begun by then
 * the one that began last counts, and of those the latest set. One query.
 */
export async function valueInForce(tx: Tx, parameter: string, on: string): Promise<string | null> {
  const row = await tx
    .selectFrom('parameter_value')
    .select('value')
    .where('parameter', '=', parameter)
    .where('valid_from', '<=', on)
    .orderBy('valid_from', 'desc')
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.value ?? null
}
