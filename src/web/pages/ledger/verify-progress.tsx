import { jobStatus } from '#ground/jobs/contract.ts'
import { status, verification } from '#ledger/contract.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { ApiProblem } from '../../api/problem.ts'
import { Notice } from '../../parts/notice.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { ErrorState } from '../../parts/states.tsx'

/** Milliseconds between two questions for the progress. */
const pace = 700

/** How far a verification has come. Its job is in the address, so that one can come back to it. */
export function VerifyProgress({ jobId }: { jobId: string }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const job = useQuery({
    ...reading(jobStatus, { jobId }),
    refetchInterval: (query) => {
      const state = query.state.data?.state
      return state === 'done' || state === 'failed' || query.state.error !== null ? false : pace
    },
  })
  const state = job.data?.state
  useEffect(() => {
    if (state !== 'done') return
    void queryClient.invalidateQueries({ queryKey: [status.name] })
    void queryClient.invalidateQueries({ queryKey: [verification.name] })
  }, [state, queryClient])
  if (job.isError) {
    // an address of a job long gone is no failure of the ledger
    if (job.error instanceof ApiProblem && job.error.status === 404) return null
    return <ErrorState error={job.error} onRetry={() => void job.refetch()} />
  }
  if (job.data === undefined || state === 'done') return null
  if (state === 'failed') {
    return (
      <div className="mb-6">
        <Notice kind="error" live title={t('ledger.jobFailed')}>
          <p>{t('ledger.jobFailedWhat')}</p>
        </Notice>
      </div>
    )
  }
  const { done, total } = job.data
  const known = total !== null && total > 0
  return (
    <section aria-label={t('ledger.running')} className="mb-6">
      <p className="mb-2 font-bold">{t(state === 'waiting' ? 'ledger.waitingJob' : 'ledger.running')}</p>
      <ProgressBar label={t('ledger.running')} {...(known ? { done, total } : {})}>
        {known
          ? t('ledger.steps', { done: done.toLocaleString('ja-JP'), total: total.toLocaleString('ja-JP') })
          : t('ledger.unknownSteps')}
      </ProgressBar>
      <p className="text-[0.875rem] text-solid-gray-600">{t('ledger.leave')}</p>
    </section>
  )
}
