import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/problem.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { ErrorState } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'

/**
 * A page whose content did not come: that this is not zero, why, and a way to try again. What is not there (or not to
 * be seen by the asker) is said to be so, with a way on instead.
 */
export function UnreadablePage({ error, onRetry }: { error: unknown; onRetry: () => void }): ReactNode {
  const { t } = useTranslation()
  if (error instanceof ApiProblem && error.status === 404) {
    return (
      <>
        <PageHead title={t('caseFile.notThere')} />
        <p className="mb-4">{error.detail}</p>
        <ButtonLink href="/cases">{t('caseFile.toList')}</ButtonLink>
      </>
    )
  }
  return (
    <>
      <PageHead title={t('parts.failed')} />
      <ErrorState bare error={error} onRetry={onRetry} />
    </>
  )
}
