import type { Act } from '#ground/operation/act.ts'
import type { ComparedEdition } from './rows.ts'
import { normsOf } from '../review/stored-norms.ts'

/** Everything of a stored edition that is compared. Norms only where the edition has been read for them. */
export async function comparedEdition(act: Act, versionId: string): Promise<ComparedEdition> {
  const { tx, tenantId } = act
  const rows = await tx
    .selectFrom('provision as n')
    .leftJoin('provision_table as t', (join) =>
      join
        .onRef('t.tenant_id', '=', 'n.tenant_id')
        .onRef('t.version_id', '=', 'n.version_id')
        .onRef('t.wid', '=', 'n.wid'),
    )
    .where('n.tenant_id', '=', tenantId)
    .where('n.version_id', '=', versionId)
    .select([
      'n.wid',
      'n.eid',
      'n.parent_wid',
      'n.depth',
      'n.label',
      'n.heading',
      'n.type',
      'n.text',
      't.raw',
    ])
    .orderBy('n.place')
    .execute()
  const read = await tx
    .selectFrom('edition_reading')
    .select('version_id')
    .where('tenant_id', '=', tenantId)
    .where('version_id', '=', versionId)
    .executeTakeFirst()
  const norms = read === undefined ? null : await normsOf(tx, tenantId, versionId)
  const eidOf = new Map(rows.map((r) => [r.wid, r.eid]))
  return {
    places: rows.map((r) => ({
      wid: r.wid,
      eid: r.eid,
      parent: r.parent_wid === null ? null : (eidOf.get(r.parent_wid) ?? null),
      depth: r.depth,
      label: r.label,
      heading: r.heading,
      type: r.type,
      text: r.text,
      table: r.raw,
    })),
    norms:
      norms
        ?.filter((n) => n.state !== 'dismissed')
        .map((n) => ({ ...n.reading, id: n.norm_id, wid: n.wid, text: n.text, parameters: n.parameters })) ??
      null,
  }
}
