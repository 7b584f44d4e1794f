import type { Act } from '#ground/operation/act.ts'
import type { NodeType } from '../reading/types.ts'
import { storedNorms } from '../review/keep-norms.ts'
import type { PlannedNorm } from '../review/norm-plan.ts'
import type { AuthorKind, ConfirmedRow } from '../tables.ts'

/** What a new edition takes over from the one before it. */
export type PreviousEdition = {
  readonly editionId: string
  readonly sequence: number
  readonly provisions: readonly {
    wid: string
    eid: string
    parent: string | null
    label: string
    type: NodeType
    heading: string | null
    text: string
    /** Raw words of a table that stands there. */
    table: string | null
  }[]
  readonly bindings: readonly {
    bindingId: string
    wid: string
    mechanism: string
    slot: string
    sentence: number
    norm_id: string | null
    quote: string
  }[]
  readonly norms: readonly PlannedNorm[]
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
    .select(['wid', 'eid', 'parent_wid', 'label', 'type', 'heading', 'text'])
    .where('tenant_id', '=', tenantId)
    .where('version_id', '=', edition.version_id)
    .orderBy('place')
    .execute()
  const bindings = await tx
    .selectFrom('binding')
    .select(['binding_id as bindingId', 'wid', 'mechanism', 'slot', 'sentence', 'norm_id', 'quote'])
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
  const rawOf = new Map(tables.map((t) => [t.wid, t.raw]))
  return {
    editionId: edition.version_id,
    sequence: edition.sequence,
    provisions: provisions.map(({ parent_wid: parent, ...p }) => ({
      ...p,
      parent: parent === null ? null : (eidOf.get(parent) ?? null),
      table: rawOf.get(p.wid) ?? null,
    })),
    bindings,
    norms: await storedNorms(act, edition.version_id),
    tables: tables.map((t) => ({ ...t, eid: eidOf.get(t.wid) ?? '' })),
  }
}
