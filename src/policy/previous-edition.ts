import type { Act } from '#ground/operation/act.ts'
import type { AuthorKind, ConfirmedRow } from './tables.ts'

/** What a new edition takes over from the one before it. */
export type PreviousEdition = {
  readonly editionId: string
  readonly sequence: number
  readonly provisions: readonly { wid: string; eid: string; heading: string | null; text: string }[]
  readonly bindings: readonly {
    bindingId: string
    wid: string
    mechanism: string
    slot: string
    sentence: number
    quote: string
  }[]
  readonly tables: readonly {
    eid: string
    raw: string
    rows: readonly ConfirmedRow[] | null
    confirmedAt: string | null
    confirmedByKind: AuthorKind | null
    confirmedBy: string | null
  }[]
}

/** The latest edition of a document, draft or not, with what hangs on it. */
export async function previousEdition(act: Act, policyId: string): Promise<PreviousEdition | null> {
  const { tx, tenantId } = act
  const edition = await tx
    .selectFrom('policy_version')
    .select(['version_id', 'sequence'])
    .where('tenant_id', '=', tenantId)
    .where('policy_id', '=', policyId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (edition === undefined) return null
  const provisions = await tx
    .selectFrom('provision')
    .select(['wid', 'eid', 'heading', 'text'])
    .where('tenant_id', '=', tenantId)
    .where('version_id', '=', edition.version_id)
    .orderBy('place')
    .execute()
  const bindings = await tx
    .selectFrom('binding')
    .select(['binding_id as bindingId', 'wid', 'mechanism', 'slot', 'sentence', 'quote'])
    .where('tenant_id', '=', tenantId)
    .where('version_id', '=', edition.version_id)
    .orderBy('binding_id')
    .execute()
  const eidOf = new Map(provisions.map((p) => [p.wid, p.eid]))
  const tables = await tx
    .selectFrom('provision_table')
    .select([
      'wid',
      'raw',
      'rows',
      'confirmed_at as confirmedAt',
      'confirmed_by_kind as confirmedByKind',
      'confirmed_by as confirmedBy',
    ])
    .where('tenant_id', '=', tenantId)
    .where('version_id', '=', edition.version_id)
    .execute()
  return {
    editionId: edition.version_id,
    sequence: edition.sequence,
    provisions,
    bindings,
    tables: tables.map((t) => ({ ...t, eid: eidOf.get(t.wid) ?? '' })),
  }
}
