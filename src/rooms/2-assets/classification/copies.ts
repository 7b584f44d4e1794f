import type { Tx } from '#ground/database/database.ts'

/** Copies of assets that are still there, and those kept too long. One query. */
export async function copiesOf(tx: Tx, assetIds: readonly string[], on: string) {
  const found = new Map<string, { open: number; late: number }>(
    assetIds.map((id) => [id, { open: 0, late: 0 }]),
  )
  if (assetIds.length === 0) return found
  // 原本・使い終わる日・回収した日 are the slots text_2, date_2 and date_3 of the register of copies.
  const rows = await tx
    .selectFrom('register_entry')
    .select(['text_2', 'date_2'])
    .where('register', '=', 'copy')
    .where('state', '=', 'current')
    .where('text_2', 'in', [...assetIds])
    .where('date_3', 'is', null)
    .execute()
  for (const row of rows) {
    const of = found.get(row.text_2 ?? '')
    if (of === undefined) continue
    of.open += 1
    if (row.date_2 !== null && row.date_2 < on) of.late += 1
  }
  return found
}
