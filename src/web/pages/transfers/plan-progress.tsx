import { jobStatus } from '#ground/jobs/contract.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Notice } from '../../parts/notice.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { forgetOrganisation } from '../organisation/forget.ts'

const pace = 700

type Refused = { readonly message: string; readonly problems: readonly string[] }

/** How far the work on a plan is. Only who asked for it sees how far; everybody else sees that it is under way. */
export function PlanProgress({
  planId,
  jobId,
  what,
}: {
  planId: string
  jobId: string
  what: 'rehearse' | 'confirm' | 'follow-up' | undefined
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const job = useQuery({
    ...reading(jobStatus, { jobId }),
    enabled: jobId !== '',
    retry: false,
    refetchInterval: (query) => {
      const state = query.state.data?.state
      return state === 'done' || state === 'failed' || query.state.error !== null ? false : pace
    },
  })
  const state = job.data?.state
  useEffect(() => {
    if (state === 'done' || state === 'failed') void forgetOrganisation(queryClient)
  }, [state, queryClient])
  if (state === 'failed') {
    return (
      <div className="mb-4">
        <Notice kind="error" live title={t('transfers.job.failed')} />
      </div>
    )
  }
  if (state === 'done') {
    const refused = refusedIn(job.data?.result)
    return refused === null ? null : (
      <div className="mb-4">
        <Notice kind="error" live title={t('transfers.job.refused')}>
          <p>{refused.message}</p>
          {refused.problems.length > 0 && (
            <ul className="list-disc pl-5 text-[0.875rem]">
              {refused.problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          )}
        </Notice>
      </div>
    )
  }
  if (what === undefined && job.data === undefined) return null
  const label = t(`transfers.job.${what ?? workOf(job.data?.name)}`)
  const { done = 0, total = null } = job.data ?? {}
  const known = total !== null && total > 0 && state === 'running'
  return (
    <section aria-label={label} className="mb-4" data-plan={planId}>
      <p className="mb-2 font-bold">{label}</p>
      <ProgressBar label={label} {...(known ? { done, total } : {})}>
        {known
          ? t('transfers.job.steps', { percent: Math.floor((100 * done) / total) })
          : t('transfers.job.unknown')}
      </ProgressBar>
      <p className="text-[0.875rem] text-solid-gray-700">{t('transfers.job.leave')}</p>
    </section>
  )
}

function workOf(name: string | undefined): 'rehearse' | 'confirm' | 'follow-up' {
  if (name === 'transfer.confirm') return 'confirm'
  return name === 'transfer.follow-up' ? 'follow-up' : 'rehearse'
}

/** A refusal is the answer of a job, not its failure. */
function refusedIn(result: unknown): Refused | null {
  if (typeof result !== 'object' || result === null || !('refused' in result)) return null
  const problems = 'problems' in result && Array.isArray(result.problems) ? result.problems : []
  return {
    message: String(result.refused),
    problems: problems.flatMap((each: unknown) =>
      typeof each === 'object' && each !== null && 'message' in each
        ? `${'at' in each ? `${String(each.at)}:` : ''}${String(each.message)}`
        : [],
    ),
  }
}
