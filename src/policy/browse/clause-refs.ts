import { sql } from 'kysely'
import type { Act } from '#ground/operation/act.ts'
import '../review/norm-tables.ts'
import { refOut } from '../review/norm-out.ts'
import type { NormRow } from '../review/norm-tables.ts'
import type { Places } from '../review/norm-places.ts'

type Pointing = Pick<NormRow, 'wid' | 'text' | 'range_start' | 'refs'>

/** What the norms of an edition point to. One query, of the norms that point anywhere. */
export const pointingNorms = (act: Act, editionId: string): Promise<Pointing[]> =>
  act.tx
    .selectFrom('norm')
    .select(['wid', 'text', 'range_start', 'refs'])
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', editionId)
    .where(sql<boolean>`refs <> '[]'::jsonb`)
    .execute()

/**
 * The pointers of each provision that lead somewhere in this edition, as ranges in its own words and in their order.
 * A norm that no longer stands where it says is left out.
 */
export function refsByProvision(
  norms: readonly Pointing[],
  textOf: (wid: string) => string | undefined,
  places: Places,
): ReadonlyMap<string, readonly ReturnType<typeof refOut>[]> {
  const found = new Map<string, ReturnType<typeof refOut>[]>()
  for (const norm of norms) {
    const text = textOf(norm.wid)
    const refs = norm.refs
      .map((ref) => ({ ...ref, start: ref.start + norm.range_start, end: ref.end + norm.range_start }))
      .filter((ref) => text?.slice(ref.start, ref.end) === ref.text)
      .map((ref) => refOut(ref, places))
      .filter((ref) => ref.to.some((target) => 'wid' in target))
    if (refs.length > 0) found.set(norm.wid, [...(found.get(norm.wid) ?? []), ...refs])
  }
  for (const refs of found.values()) refs.sort((a, b) => a.start - b.start || a.end - b.end)
  return found
}
