import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { policyReadNorms } from '../contract-norms.ts'
import { readStoredEdition } from './keep-norms.ts'
import { editionToReview } from './review-act.ts'

/**
 * Reads the norms of a stored edition (again): one imported before norms were read, or by an older reader. What was
 * decided stays where the sentence is the same and is still read the same.
 */
export function readNormsOperation(): Implementation {
  return implement(policyReadNorms, async (act, input) => {
    const edition = await editionToReview(act, input.editionId)
    const plan = await readStoredEdition(act, edition)
    act.recorder.describe({
      act: '規範の読み取り',
      subject: {
        kind: 'policy',
        id: edition.policy_id,
        label: `${edition.title} ${edition.label} ${plan.norms.length}件`,
      },
      editionId: edition.version_id,
    })
    const { kept, reopened, added } = plan
    return { norms: plan.norms.length, kept, reopened, added, removed: plan.removed.length }
  })
}
