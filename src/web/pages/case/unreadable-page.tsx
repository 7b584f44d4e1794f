import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'

/** A page whose content could not be read: that this is not zero, why, and a way to try again. */
export function UnreadablePage({ error, onRetry }: { error: unknown; onRetry: () => void }): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <PageHead title={t('parts.failed')} />
      <ErrorState bare error={error} onRetry={onRetry} />
    </>
  )
}
