import { askSigns } from '#rooms/9-evaluation/signs/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { JobProgress } from '../checks/run-now.tsx'
import { forgetSigns } from './forget.ts'

/** How old the result is and what is missing, and a look right now. */
export function LookNow({
  looked,
}: {
  looked: { readonly at: string | null; readonly missing: number }
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [jobId, setJobId] = useState<string>()
  const ask = useCommand(askSigns, (output) => setJobId(output.jobId))
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2 text-[0.875rem]">
        <span>
          {looked.at === null ? (
            t('signs.neverLooked')
          ) : (
            <>
              {t('signs.lookedAt')} <DateText value={looked.at} />
            </>
          )}
          {looked.missing > 0 && looked.at !== null && ` ${t('signs.missing', { count: looked.missing })}`}
        </span>
        <span className="noprint">
          <Button size="small" busy={ask.isPending} onPress={() => ask.mutate({})}>
            {t('signs.ask')}
          </Button>
        </span>
      </p>
      {ask.isError && <RefusalNotice error={ask.error} />}
      {jobId !== undefined && (
        <div className="max-w-[560px]">
          <JobProgress
            key={jobId}
            jobId={jobId}
            words={{ running: t('signs.asking'), done: t('signs.asked'), failed: t('signs.failed') }}
            onEnd={() => void forgetSigns(queryClient)}
          />
        </div>
      )}
    </div>
  )
}
