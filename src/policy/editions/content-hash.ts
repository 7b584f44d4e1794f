import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { sha256Hex } from '#ground/files/blob-folder.ts'
import '../tables.ts'

export type EditionContent = {
  readonly editionId: string
  /** 「情報セキュリティ対策基準 第2版」 */
  readonly label: string
  readonly state: string
  /** SHA-256 over every provision and every confirmed table, in their order: what was decided, if it was. */
  readonly hash: string
}

/**
 * What the editions say, as a hash that changes with every word. Ids that are not the tenant's are absent. One query.
 */
export async function editionContents(
  tx: Tx,
  editionIds: readonly string[],
): Promise<ReadonlyMap<string, EditionContent>> {
  if (editionIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; title: string; label: string; state: string; text: string }>`
    select v.version_id as id, p.title, v.label, v.state,
           jsonb_build_array(p.kind, p.title,
             coalesce((select jsonb_agg(jsonb_build_array(n.eid, n.level, n.label, n.heading, n.text, t.rows)
                                        order by n.place, n.wid)
                         from provision n
                         left join provision_table t on t.tenant_id = n.tenant_id
                              and t.version_id = n.version_id and t.wid = n.wid
                        where n.tenant_id = v.tenant_id and n.version_id = v.version_id), '[]'))::text as text
      from policy_version v join policy p on p.tenant_id = v.tenant_id and p.policy_id = v.policy_id
     where v.version_id = any(${[...editionIds]}::uuid[])`.execute(tx)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        editionId: row.id,
        label: `${row.title} ${row.label}`,
        state: row.state,
        hash: sha256Hex(Buffer.from(row.text)),
      },
    ]),
  )
}
