import { jobStatus } from '#ground/jobs/contract.ts'
import { staffComparison } from '#rooms/1-organisation/hr/contract.ts'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useParams } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { DaySentence, dayMark } from '../organisation/day-text.tsx'
import { DifferenceList } from './difference-list.tsx'
import { readView } from './search.ts'
import { ComparisonSummary } from './comparison-summary.tsx'
import { TakeCard } from './take-card.tsx'

export type Found = OutputOf<typeof staffComparison>

/** Milliseconds between two questions for the progress. */
const pace = 700
const size = 50

/** What a comparison found: differences by kind, chosen by an officer, and the way into a plan. */
export function ComparisonPage(): ReactNode {
  const { t } = useTranslation()
  const { comparisonId = '' } = useParams({ strict: false })
  const view = useLocation({ select: ({ search }) => readView(search) })
  const found = useQuery({
    ...reading(staffComparison, {
      comparisonId,
      q: view.q,
      page: view.page,
      size,
      ...(view.kind === undefined ? {} : { kind: view.kind }),
      ...(view.mark === undefined ? {} : { mark: view.mark }),
      ...(view.chosen === '' ? {} : { chosen: view.chosen === 'yes' }),
    }),
    placeholderData: keepPreviousData,
  })
  const { data } = found
  const lead = data && (
    <DaySentence
      words={t('hrImport.comparisonLead', { source: data.sourceName, date: dayMark })}
      day={data.on}
    />
  )
  return (
    <>
      <PageHead
        title={t('hrImport.comparisonTitle')}
        lead={lead}
        crumbs={[
          { label: t('organisation.crumb'), href: '/organisation' },
          { label: t('hrImport.crumb'), href: '/organisation/transfers' },
          { label: t('hrImport.title'), href: '/organisation/transfers/import' },
          { label: t('hrImport.comparisonTitle') },
        ]}
      />
      {found.isPending && <Loading />}
      {found.isError &&
        (found.error instanceof ApiProblem && found.error.status < 500 ? (
          <EmptyState
            title={found.error.message}
            action={<ButtonLink href="/organisation/transfers/import">{t('hrImport.restart')}</ButtonLink>}
          />
        ) : (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ))}
      {data?.state === 'waiting' && data.jobId !== null && <Comparing jobId={data.jobId} />}
      {data?.state === 'failed' && (
        <div className="grid max-w-[768px] gap-4">
          <Notice kind="error" live title={t('hrImport.failed')}>
            <p className="whitespace-pre-line">{data.error}</p>
            <p>{t('hrImport.failedWhat')}</p>
          </Notice>
          <p>
            <ButtonLink href="/organisation/transfers/import">{t('hrImport.restart')}</ButtonLink>
          </p>
        </div>
      )}
      {data !== undefined && data.summary !== null && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          {data.planId !== null && (
            <Notice kind="success" title={t('hrImport.taken')}>
              <p>
                {t('hrImport.takenWhat')}{' '}
                <ButtonLink size="small" href={`/organisation/transfers/${data.planId}`}>
                  {t('hrImport.toPlan')}
                </ButtonLink>
              </p>
            </Notice>
          )}
          <ComparisonSummary found={data} summary={data.summary} view={view} />
          {data.groups.length > 0 && (
            <DifferenceList found={data} view={view} size={size} changing={found.isPlaceholderData} />
          )}
          {data.groups.length > 0 && data.state === 'ready' && <TakeCard found={data} />}
        </div>
      )}
    </>
  )
}

/** How far the comparison is; when it is over the page reads its result. */
function Comparing({ jobId }: { jobId: string }): ReactNode {
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
    if (state === 'done' || state === 'failed') {
      void queryClient.invalidateQueries({ queryKey: [staffComparison.name] })
    }
  }, [state, queryClient])
  if (job.isError) return <ErrorState error={job.error} onRetry={() => void job.refetch()} />
  if (state === 'failed') return <Notice kind="error" live title={t('hrImport.failed')} />
  const { done = 0, total = null } = job.data ?? {}
  return (
    <section aria-label={t('hrImport.comparing')} className="max-w-[768px]">
      <p className="mb-2 font-bold">{t('hrImport.comparing')}</p>
      <ProgressBar label={t('hrImport.comparing')} {...(total === null ? {} : { done, total })}>
        {total === null
          ? t('hrImport.comparingWhat')
          : `${t('hrImport.comparingDone', { percent: Math.round((100 * done) / Math.max(1, total)) })} ${t('hrImport.comparingWhat')}`}
      </ProgressBar>
    </section>
  )
}
