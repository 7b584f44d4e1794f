import {
  mostAtOnce,
  registerPrint,
  registerPrinted,
  registerPrintLater,
} from '#engine/register/contract-print.ts'
import { jobStatus } from '#ground/jobs/contract.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading, saveFile } from '../../api/api.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { figure } from './figures.ts'
import { conditionsOf, type ListView, type Register } from './list-address.ts'

/** The list as a PDF: at once while it is short, behind the screen when it is long. */
export function PrintDialog({
  register,
  view,
  total,
  more,
  onClose,
}: {
  register: Register
  view: ListView
  /** Lines that match, as far as they were counted. */
  total: number
  more: boolean
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const [jobId, setJobId] = useState('')
  const conditions = conditionsOf(register, view)
  const now = useMutation({ mutationFn: () => saveFile(registerPrint, conditions), onSuccess: onClose })
  const later = useCommand(registerPrintLater, (answer) => setJobId(answer.jobId))
  const long = more || total > mostAtOnce
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('registers.print.title', { name: register.name })}
      actions={
        jobId === '' && (
          <Button
            look="filled"
            busy={now.isPending || later.isPending}
            onPress={() => (long ? later.mutate(conditions) : now.mutate())}
          >
            {t('registers.print.go')}
          </Button>
        )
      }
    >
      <div className="grid gap-4">
        <p>
          {t(long ? 'registers.print.long' : 'registers.print.short', {
            figure: figure(total),
            most: figure(mostAtOnce),
          })}
        </p>
        {jobId !== '' && <Progress jobId={jobId} />}
        {now.isError && <RefusalNotice error={now.error} />}
        {later.isError && <RefusalNotice error={later.error} />}
      </div>
    </Dialog>
  )
}

const pace = 700

function Progress({ jobId }: { jobId: string }): ReactNode {
  const { t } = useTranslation()
  const job = useQuery({
    ...reading(jobStatus, { jobId }),
    refetchInterval: (query) => {
      const state = query.state.data?.state
      return state === 'done' || state === 'failed' || query.state.error !== null ? false : pace
    },
  })
  const fetching = useMutation({ mutationFn: () => saveFile(registerPrinted, { jobId }) })
  const { state, done = 0, total = null, result } = job.data ?? {}
  if (state === 'failed') return <Notice kind="error" live title={t('registers.print.failed')} />
  if (state !== 'done') {
    const label = t('registers.print.working')
    return (
      <ProgressBar label={label} {...(total !== null && total > 0 ? { done, total } : {})}>
        {label}
      </ProgressBar>
    )
  }
  const refused = refusedIn(result)
  if (refused !== undefined) return <Notice kind="error" live title={refused} />
  return (
    <div className="grid gap-3">
      <Notice kind="success" live title={t('registers.print.done')} />
      <span>
        <Button icon="download" busy={fetching.isPending} onPress={() => fetching.mutate()}>
          {t('registers.print.fetch')}
        </Button>
      </span>
      {fetching.isError && <RefusalNotice error={fetching.error} />}
    </div>
  )
}

function refusedIn(result: unknown): string | undefined {
  if (typeof result !== 'object' || result === null || !('refused' in result)) return undefined
  return typeof result.refused === 'string' ? result.refused : undefined
}
