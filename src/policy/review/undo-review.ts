import { refuse } from '#ground/errors/refusal.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { changedSince } from './changed-since.ts'
import { policyUndoReview } from '../contract-norms.ts'
import type { Before, NormRow } from './norm-tables.ts'
import type { PolicyPorts } from '../ports.ts'
import { editionToReview, findNorms, keepReview, refuseChanged, type NormChange } from './review-act.ts'

/**
 * Puts the norms of an act back as they were, by whomever it was done; only when nothing it touched has changed
 * since. An undo can be undone in its turn.
 */
export function undoReviewOperation(ports: PolicyPorts): Implementation {
  return implement(policyUndoReview, async (act, input) => {
    const edition = await editionToReview(act, input.editionId)
    const done = await act.tx
      .selectFrom('norm_act')
      .select(['act_id', 'undoes', 'touched', 'before'])
      .where('tenant_id', '=', act.tenantId)
      .where('version_id', '=', edition.version_id)
      .where('act_id', '=', input.actId)
      .executeTakeFirst()
    if (done === undefined) {
      return refuse('not-found', '取り消す操作がこの版にありません。確認の画面を読み直してください。')
    }
    const now = await findNorms(
      act,
      edition.version_id,
      done.touched.map((each) => each.normId),
    )
    const later = await act.tx
      .selectFrom('norm_act')
      .select(['act_id', 'undoes', 'touched'])
      .where('tenant_id', '=', act.tenantId)
      .where('version_id', '=', edition.version_id)
      .where('act_id', '>', done.act_id)
      .orderBy('act_id')
      .execute()
    const revisions = new Map([...now].map(([normId, norm]) => [normId, norm.revision]))
    const changed = changedSince(done, later, revisions)
    if (changed.length > 0) await refuseChanged(act, ports, edition, changed, 'conflict')
    const changes = done.before.map((image) => putBack(image, now.get(image.normId) ?? null))
    return keepReview(act, edition, 'undo', changes, done.act_id)
  })
}

/** As it was, but for the revision: that only ever grows, so that nobody decides on what he did not see. */
function putBack(image: Before, now: NormRow | null): NormChange {
  switch (image.was) {
    case 'created':
      return { before: now, after: null }
    case 'removed':
      return { before: null, after: { ...image.row, revision: image.row.revision + 1 } }
    case 'changed':
      return {
        before: now,
        after: now === null ? null : { ...now, ...image.row, revision: now.revision + 1 },
      }
  }
}
