import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { mayManage } from '../author.ts'
import { demandReadable } from '../documents/may-read.ts'
import type { PolicyKind, PolicyTable, PolicyVersionTable } from '../tables.ts'
import '../tables.ts'

export type Standing = 'draft' | 'coming' | 'current' | 'former'

/** An edition without its source text, beside its document. */
export type EditionRow = Omit<
  Selectable<PolicyVersionTable>,
  'source_text' | 'source_hints' | 'unread' | 'notices'
> &
  Pick<Selectable<PolicyTable>, 'title' | 'kind' | 'document_mark' | 'public'> & { tables_to_confirm: number }

/** Whether an edition is a draft, decided for later, in force, or past on a date. */
export function standingOn(
  edition: { state: string; effective_from: string | null; effective_to: string | null },
  on: string,
): Standing {
  if (edition.state === 'draft' || edition.effective_from === null) return 'draft'
  if (edition.effective_from > on) return 'coming'
  return edition.effective_to !== null && edition.effective_to <= on ? 'former' : 'current'
}

/** Editions with their documents; callers narrow it down. */
export function selectEditions(tx: Tx, tenantId: string) {
  return tx
    .selectFrom('policy_version as v')
    .innerJoin('policy as p', (join) =>
      join.onRef('p.tenant_id', '=', 'v.tenant_id').onRef('p.policy_id', '=', 'v.policy_id'),
    )
    .where('v.tenant_id', '=', tenantId)
    .select([
      'v.tenant_id',
      'v.version_id',
      'v.policy_id',
      'v.sequence',
      'v.label',
      'v.state',
      'v.decided_by',
      'v.decided_on',
      'v.effective_from',
      'v.effective_to',
      'v.needs_review',
      'v.strategy',
      'v.source_name',
      'v.source_sha256',
      'v.source_format',
      'v.source_encoding',
      'v.imported_at',
      'v.imported_by_kind',
      'v.imported_by',
      'p.title',
      'p.kind',
      'p.document_mark',
      'p.public',
    ])
    .select(
      sql<number>`(select count(*)::int from provision_table t
        where t.tenant_id = v.tenant_id and t.version_id = v.version_id and t.rows is null)`.as(
        'tables_to_confirm',
      ),
    )
}

const noSuchEdition = (): never =>
  refuse('not-found', 'その版はありません。規程の一覧から選び直してください。')

/**
 * One edition by id; a draft is there only for those who may change it, a document with named readers is read by them.
 * @throws Refusal 'not-found', 'forbidden'.
 */
export async function findEdition(act: Act, editionId: string): Promise<EditionRow> {
  const found = await selectEditions(act.tx, act.tenantId)
    .where('v.version_id', '=', editionId)
    .executeTakeFirst()
  if (found === undefined || (found.state === 'draft' && !mayManage(act))) return noSuchEdition()
  await demandReadable(act, found.policy_id)
  return found
}

/** The order in which a city's documents are named when nobody says which. */
const KIND_ORDER: readonly PolicyKind[] = ['対策基準', '基本方針', '規程', '実施手順']

/** The edition in force on a date: of a document, of a kind, or of the first kind that has one. */
export async function editionOn(
  tx: Tx,
  tenantId: string,
  on: string,
  which: {
    policyId?: string | undefined
    kind?: PolicyKind | undefined
    /** Documents to pass over. */
    except?: ReadonlySet<string>
  } = {},
): Promise<EditionRow | undefined> {
  let query = selectEditions(tx, tenantId)
    .where('v.state', '<>', 'draft')
    .where('v.effective_from', '<=', on)
    .where((eb) => eb.or([eb('v.effective_to', 'is', null), eb('v.effective_to', '>', on)]))
  if (which.policyId !== undefined) query = query.where('v.policy_id', '=', which.policyId)
  if (which.kind !== undefined) query = query.where('p.kind', '=', which.kind)
  const found = await query.orderBy('v.effective_from').orderBy('v.policy_id').execute()
  const open = found.filter((e) => which.except?.has(e.policy_id) !== true)
  return open.toSorted((a, b) => KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind))[0]
}

/** An edition as lists show it. */
export function editionOut(row: EditionRow, today: string) {
  return {
    editionId: row.version_id,
    policyId: row.policy_id,
    label: row.label,
    state: row.state,
    standing: standingOn(row, today),
    decidedBy: row.decided_by,
    decidedOn: row.decided_on,
    effectiveFrom: row.effective_from,
    effectiveTo: row.effective_to,
    needsReview: row.needs_review,
    tablesToConfirm: row.tables_to_confirm,
    importedAt: row.imported_at,
  }
}

export function documentOut(row: EditionRow) {
  return {
    policyId: row.policy_id,
    title: row.title,
    kind: row.kind,
    documentMark: row.document_mark,
    public: row.public,
  }
}
