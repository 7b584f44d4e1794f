import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../../parts/anchor.tsx'
import { StateChip } from '../../../parts/chip.tsx'
import { reviewAddress } from '../addresses.ts'
import { totalOf, useNormCounts } from '../prepare/use-hour.ts'

/** How much of a draft's reading is still to be confirmed, with the way to it. */
export function DraftProgress({ editionId }: { editionId: string }): ReactNode {
  const { t } = useTranslation()
  const norms = useNormCounts(editionId)
  // a list of editions is not the place to say that one count could not be read: the draft's own page does
  if (norms.data === undefined) return null
  const progress = totalOf(norms.data.chapters)
  if (progress.total === 0) return null
  if (progress.unconfirmed === 0) {
    return <StateChip means="done">{t('policies.hour.reviewed')}</StateChip>
  }
  return (
    <Anchor
      href={reviewAddress(editionId, undefined, progress.amber + progress.red > 0 ? 'check' : undefined)}
    >
      {t('policies.hour.progress', { count: progress.unconfirmed })}
    </Anchor>
  )
}
