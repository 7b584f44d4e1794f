import { policyNormBindings, policyParameters } from '#policy/contract-norms.ts'
import { useQuery } from '@tanstack/react-query'
import { reading } from '../../../api/api.ts'
import type { OutputOf } from '../../../api/client.ts'
import type { Progress } from '../review/types.ts'

type Chapters = OutputOf<typeof policyNormBindings>['chapters']

/** Of a whole edition, from what is known of its chapters. */
export function totalOf(chapters: Chapters): Progress {
  const sum = (of: (chapter: Chapters[number]) => number): number =>
    chapters.reduce((total, chapter) => total + of(chapter), 0)
  return {
    total: sum((each) => each.total),
    confirmed: sum((each) => each.confirmed),
    corrected: sum((each) => each.corrected),
    dismissed: sum((each) => each.dismissed ?? 0),
    unconfirmed: sum((each) => each.unconfirmed),
    green: sum((each) => each.green),
    amber: sum((each) => each.amber),
    red: sum((each) => each.red),
  }
}

/**
 * How far the review and the binding of an edition's norms are. Asks for one norm only: the counts of the chapters
 * come with it, and the norms themselves are many.
 */
export function useNormCounts(editionId: string) {
  return useQuery(reading(policyNormBindings, { editionId, size: 1 }))
}

/** Which steps between import and force are done. What is not known yet is not done. */
export function useHour(editionId: string): { reviewed: boolean; valued: boolean; bound: boolean } {
  const values = useQuery(reading(policyParameters, { editionId }))
  const norms = useNormCounts(editionId)
  const progress = norms.data === undefined ? undefined : totalOf(norms.data.chapters)
  return {
    reviewed: progress !== undefined && progress.total > 0 && progress.unconfirmed === 0,
    valued: values.data?.open === 0,
    bound: norms.data !== undefined && norms.data.counts.total > 0 && norms.data.counts.gap === 0,
  }
}
