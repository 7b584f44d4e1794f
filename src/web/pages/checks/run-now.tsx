import { askCheck } from '#engine/check/contract.ts'
import { jobStatus } from '#ground/jobs/contract.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { forgetChecks } from './forget.ts'

const pace = 700

/** Has one check run now, or all of them, and shows how far it is. */
export function RunNow({ check }: { check?: string }): ReactNode {
  const { t } = useTranslation()
  const [jobId, setJobId] = useState<string>()
  const queryClient = useQueryClient()
  const ask = useCommand(askCheck, (output) => setJobId(output.jobId))
  return (
    <div className="noprint grid max-w-[560px] justify-items-start gap-2">
      <Button busy={ask.isPending} onPress={() => ask.mutate(check === undefined ? {} : { check })}>
        {t('checks.ask')}
      </Button>
      {ask.isError && <RefusalNotice error={ask.error} />}
      {jobId !== undefined && (
        <JobProgress
          key={jobId}
          jobId={jobId}
          words={{ running: t('checks.asking'), done: t('checks.asked'), failed: t('checks.failed') }}
          onEnd={() => void forgetChecks(queryClient)}
        />
      )}
    </div>
  )
}

/** How far a job is, until it has ended. `onEnd`: what the page asks anew then. */
export function JobProgress({
  jobId,
  words,
  onEnd,
}: {
  jobId: string
  words: { readonly running: string; readonly done: string; readonly failed: string }
  onEnd: () => void
}): ReactNode {
  const job = useQuery({
    ...reading(jobStatus, { jobId }),
    retry: false,
    refetchInterval: (query) => {
      const state = query.state.data?.state
      return state === 'done' || state === 'failed' || query.state.error !== null ? false : pace
    },
  })
  const state = job.data?.state
  const ended = useEffectEvent(onEnd)
  useEffect(() => {
    if (state === 'done' || state === 'failed') ended()
  }, [state])
  if (state === 'done' || state === 'failed') {
    return (
      <Notice kind={state === 'done' ? 'success' : 'error'} live>
        {words[state]}
      </Notice>
    )
  }
  const { done = 0, total = null } = job.data ?? {}
  return (
    <div className="w-full">
      <ProgressBar label={words.running} {...(total === null ? {} : { done, total })}>
        {words.running}
      </ProgressBar>
    </div>
  )
}
