import type { Tx } from '#ground/database/database.ts'
import type { NormRow } from './norm-tables.ts'
import './norm-tables.ts'

/** A norm of an edition with the number of its provision and its own name in this edition. */
export type StoredNorm = NormRow & {
  readonly eid: string
  /** `第5-2-(6)-ア#2`: second sentence; `.2` follows for the second part of a sentence that was split. */
  readonly nid: string
}

/** Norms of an edition in the order of the text. Two queries. */
export async function normsOf(tx: Tx, tenantId: string, editionId: string): Promise<StoredNorm[]> {
  const provisions = await tx
    .selectFrom('provision')
    .select(['wid', 'eid', 'place'])
    .where('tenant_id', '=', tenantId)
    .where('version_id', '=', editionId)
    .execute()
  const places = new Map(provisions.map((provision) => [provision.wid, provision]))
  return normsIn(tx, tenantId, editionId, { find: (wid) => places.get(wid) })
}

/**
 * Norms of an edition whose places are known; of some provisions only, when they are named. One query, joined here: a
 * database that has just taken in a long text does not know yet how long it is, and would join it badly.
 */
export async function normsIn(
  tx: Tx,
  tenantId: string,
  editionId: string,
  places: { find(wid: string): { readonly eid: string; readonly place: number } | undefined },
  wids?: readonly string[],
): Promise<StoredNorm[]> {
  let query = tx
    .selectFrom('norm')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('version_id', '=', editionId)
  if (wids !== undefined) query = query.where('wid', 'in', wids.length === 0 ? [NOWHERE] : [...wids])
  const rows = await query.execute()
  const placed = rows.flatMap((row) => {
    const provision = places.find(row.wid)
    return provision === undefined ? [] : [{ row, eid: provision.eid, place: provision.place }]
  })
  placed.sort((a, b) => a.place - b.place || a.row.range_start - b.row.range_start)
  return named(placed.map(({ row, eid }) => ({ ...row, eid })))
}

/** No provision has this id. */
const NOWHERE = '00000000-0000-0000-0000-000000000000'

/** Gives norms in the order of the text their names. */
export function named<Row extends { readonly wid: string; readonly eid: string; readonly seq: number }>(
  rows: readonly Row[],
): (Row & { nid: string })[] {
  let part = 1
  return rows.map((row, i) => {
    const before = rows[i - 1]
    part = before !== undefined && before.wid === row.wid && before.seq === row.seq ? part + 1 : 1
    const sentence = row.seq === 1 ? row.eid : `${row.eid}#${row.seq}`
    return { ...row, nid: part === 1 ? sentence : `${sentence}.${part}` }
  })
}
