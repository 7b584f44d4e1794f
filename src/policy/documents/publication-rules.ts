import type { Selectable } from 'kysely'
import type { Act } from '#ground/operation/act.ts'
import type { PublicationTable } from '../editions/edition-tables.ts'
import type { PolicyKind } from '../tables.ts'
import '../editions/edition-tables.ts'

export type PublicationRow = Selectable<PublicationTable> & {
  readonly label: string
  readonly decided_on: string | null
}

/**
 * Why an edition cannot be published, or null when it can. 地方自治法244条の6 wants the basic policy published without
 * delay; other documents only where the city marked them public; procedures of work never. Pure.
 */
export function whyNotPublished(
  document: { readonly kind: PolicyKind; readonly public: boolean },
  edition: { readonly state: string } | null,
): string | null {
  if (document.kind === '実施手順')
    return '実施手順は、公にすると情報セキュリティの確保に支障があるため、公表できません。'
  if (document.kind !== '基本方針' && !document.public)
    return '公開としていない文書は公表できません。公開する文書であれば、先に「文書の扱いを改める」で、住民に公開するとしてください。'
  if (edition === null) return '施行した版がないため、まだ公表できません。'
  if (edition.state === 'draft') return '案は公表できません。施行の手続をしてから公表してください。'
  return null
}

/** Publications of a document, the newest first. One query. */
export function publicationsOf(act: Act, policyId: string): Promise<PublicationRow[]> {
  return act.tx
    .selectFrom('publication as u')
    .innerJoin('policy_version as v', (join) =>
      join.onRef('v.tenant_id', '=', 'u.tenant_id').onRef('v.version_id', '=', 'u.version_id'),
    )
    .where('u.tenant_id', '=', act.tenantId)
    .where('u.policy_id', '=', policyId)
    .selectAll('u')
    .select(['v.label', 'v.decided_on'])
    .orderBy('u.published_on', 'desc')
    .orderBy('u.publication_id', 'desc')
    .limit(200)
    .execute()
}

export const publicationOut = (row: PublicationRow) => ({
  publicationId: row.publication_id,
  editionId: row.version_id,
  label: row.label,
  adoptedOn: row.decided_on,
  publishedOn: row.published_on,
  place: row.place,
  state: row.state,
  endedOn: row.ended_on,
  reason: row.reason,
})
