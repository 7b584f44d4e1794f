import { isDeepStrictEqual } from 'node:util'
import { formatInstant } from '#ground/clock/wareki.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { authorNames, authorOf } from '../author.ts'
import { displayNumber } from '../display-number.ts'
import { findEdition, type EditionRow } from '../editions/editions.ts'
import { lightNorms, progressOf } from './norm-progress.ts'
import type { ActKind, Before, NormRow, Touched } from './norm-tables.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import type { PolicyPorts } from '../ports.ts'
import type { AuthorKind } from '../tables.ts'

export type Revision = { readonly normId: string; readonly revision: number }

/** A norm before and after an act; null where it was not there. */
export type NormChange = { readonly before: NormRow | null; readonly after: NormRow | null }

/** The edition whose norms are reviewed, with the review of the tenant to oneself. @throws Refusal. */
export async function editionToReview(act: Act, editionId: string): Promise<EditionRow> {
  await oneAtATime(act, 'policy.norms')
  const edition = await findEdition(act, editionId)
  if (edition.state === 'superseded') {
    refuse('conflict', `「${edition.label}」は旧版です。規範は今の版か、これからの版で確認してください。`)
  }
  return edition
}

/** Norms of an edition by id, in the order asked; some may be missing. One query. */
export async function findNorms(
  act: Act,
  editionId: string,
  ids: readonly string[],
): Promise<Map<string, NormRow>> {
  if (ids.length === 0) return new Map()
  const rows = await act.tx
    .selectFrom('norm')
    .selectAll()
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', editionId)
    .where('norm_id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.norm_id, row]))
}

/**
 * The norms an officer names, as he saw them.
 * @throws Refusal 'not-found' for one that is not there, 'conflict' naming who changed one in the meantime.
 */
export async function normsAsSeen(
  act: Act,
  ports: PolicyPorts,
  edition: EditionRow,
  seen: readonly Revision[],
): Promise<NormRow[]> {
  if (new Set(seen.map((each) => each.normId)).size < seen.length) {
    refuse('invalid', '同じ規範が二度選ばれています。画面を読み直してください。')
  }
  const found = await findNorms(
    act,
    edition.version_id,
    seen.map((each) => each.normId),
  )
  const changed = seen.filter((each) => found.get(each.normId)?.revision !== each.revision)
  if (changed.length > 0) {
    await refuseChanged(
      act,
      ports,
      edition,
      changed.map((each) => each.normId),
      'not-found',
    )
  }
  return seen.flatMap((each) => found.get(each.normId) ?? [])
}

const verbs: Readonly<Record<ActKind, string>> = {
  confirm: '確認しました',
  correct: '直しました',
  teach: '同じ言い回しとして直しました',
  split: '分けました',
  merge: 'まとめました',
  dismiss: '規範ではないものとしました',
  undo: '取り消しました',
}

/** Says who changed the norms since. `unless`: the code when nobody ever touched them. */
export async function refuseChanged(
  act: Act,
  ports: PolicyPorts,
  edition: EditionRow,
  normIds: readonly string[],
  unless: 'not-found' | 'conflict',
): Promise<never> {
  const wanted = new Set(normIds)
  const acts = await act.tx
    .selectFrom('norm_act')
    .select(['kind', 'at', 'by_kind', 'by', 'touched'])
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', edition.version_id)
    .orderBy('act_id', 'desc')
    .limit(500)
    .execute()
  const blamed = acts.flatMap((each) => {
    const touched = each.touched.filter((norm) => wanted.delete(norm.normId))
    return touched.map((norm) => ({ ...each, wid: norm.wid }))
  })
  if (blamed.length === 0 && unless === 'not-found') {
    const known = await findNorms(act, edition.version_id, normIds)
    if (known.size < normIds.length) {
      return refuse('not-found', 'その規範はこの版にありません。確認の画面を読み直してください。')
    }
  }
  const eidOf = await eidsOf(
    act,
    edition.version_id,
    blamed.map((each) => each.wid),
  )
  const nameOf = await authorNames(
    act.tx,
    ports,
    blamed.map((each) => ({ kind: each.by_kind, id: each.by })),
  )
  return refuse(
    'conflict',
    '画面を開いたあとに変わった規範があります。読み直してから、もう一度してください。',
    {
      problems: blamed.slice(0, 20).map((each) => ({
        at: displayNumber(eidOf.get(each.wid) ?? ''),
        message: `${formatInstant(each.at)}に${nameOf(each.by_kind, each.by)}さんが${verbs[each.kind]}。`,
      })),
    },
  )
}

async function eidsOf(act: Act, editionId: string, wids: readonly string[]): Promise<Map<string, string>> {
  if (wids.length === 0) return new Map()
  const places = await act.tx
    .selectFrom('provision')
    .select(['wid', 'eid'])
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', editionId)
    .where('wid', 'in', [...new Set(wids)])
    .execute()
  return new Map(places.map((place) => [place.wid, place.eid]))
}

const acts: Readonly<Record<ActKind, string>> = {
  confirm: '規範の確認',
  correct: '規範の修正',
  teach: '規範の修正(同じ言い回し)',
  split: '規範の分割',
  merge: '規範の統合',
  dismiss: '規範ではないとの確認',
  undo: '規範の確認・修正の取消し',
}

/** Writes what an act did to norms, and what they were before, so that it can be undone. Answers as the review does. */
export async function keepReview(
  act: Act,
  edition: EditionRow,
  kind: ActKind,
  changes: readonly NormChange[],
  undoes: string | null = null,
) {
  const { recorder, tenantId } = act
  const author = authorOf(act)
  const actId = newId()
  await recorder.removeAll(
    'norm',
    changes.flatMap(({ before, after }) =>
      after === null && before !== null ? [{ version_id: before.version_id, norm_id: before.norm_id }] : [],
    ),
  )
  await recorder.saveAll(
    'norm',
    changes.flatMap(({ after }) => after ?? []),
  )
  await recorder.save('norm_act', {
    tenant_id: tenantId,
    act_id: actId,
    version_id: edition.version_id,
    kind,
    at: act.at,
    by_kind: author.kind,
    by: author.id,
    undoes,
    touched: changes.flatMap(touchedBy),
    before: changes.flatMap(imageOf),
  })
  const [first] = changes.flatMap((each) => each.after ?? each.before ?? [])
  recorder.describe({
    act: acts[kind],
    subject: {
      kind: 'norm',
      id: first?.norm_id ?? actId,
      label: `${edition.document_mark} ${edition.label} ${changes.length}件`,
    },
    editionId: edition.version_id,
    ...(first === undefined ? {} : { note: shortened(first.text) }),
  })
  return {
    actId,
    norms: changes.flatMap(({ after }) =>
      after === null ? [] : [{ normId: after.norm_id, revision: after.revision, state: after.state }],
    ),
    progress: progressOf(await lightNorms(act, edition.version_id)),
  }
}

const shortened = (text: string) => (text.length <= 60 ? text : `${text.slice(0, 60)}…`)

function touchedBy({ before, after }: NormChange): Touched[] {
  const norm = after ?? before
  return norm === null
    ? []
    : [{ normId: norm.norm_id, wid: norm.wid, revision: after === null ? null : after.revision }]
}

/** The columns the act changed; all of them when it took the norm away. */
function imageOf({ before, after }: NormChange): Before[] {
  if (before === null) return after === null ? [] : [{ was: 'created', normId: after.norm_id }]
  if (after === null) return [{ was: 'removed', normId: before.norm_id, row: before }]
  const now = new Map<string, unknown>(Object.entries(after))
  const row = Object.fromEntries(
    Object.entries(before).filter(([column, value]) => !isDeepStrictEqual(now.get(column), value)),
  )
  return [{ was: 'changed', normId: before.norm_id, row }]
}

/** The columns of a decision made now. */
export function decidedNow(act: Act): {
  decided_at: string
  decided_by_kind: AuthorKind
  decided_by: string
} {
  const author = authorOf(act)
  return { decided_at: act.at, decided_by_kind: author.kind, decided_by: author.id }
}
