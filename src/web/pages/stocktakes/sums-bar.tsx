import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ShareBar } from '../../parts/progress-bar.tsx'

/** What was found of some lines, and how many are still to be looked for. */
export function SumsBar({
  sums,
}: {
  sums: {
    readonly lines: number
    readonly found: number
    readonly elsewhere: number
    readonly damaged: number
    readonly missing: number
    readonly unseen: number
  }
}): ReactNode {
  const { t } = useTranslation()
  const { lines, found, elsewhere, damaged, missing, unseen } = sums
  return (
    <ShareBar
      parts={[
        { label: t('stocktakes.outcomes.found'), count: found, tone: 'green' },
        { label: t('stocktakes.outcomes.elsewhere'), count: elsewhere, tone: 'yellow' },
        { label: t('stocktakes.outcomes.damaged'), count: damaged, tone: 'yellow' },
        { label: t('stocktakes.outcomes.missing'), count: missing, tone: 'red' },
        { label: t('stocktakes.outcomes.unseen'), count: unseen, tone: 'yellow' },
        {
          label: t('stocktakes.left'),
          count: lines - found - elsewhere - damaged - missing - unseen,
          tone: 'gray',
        },
      ]}
    />
  )
}
