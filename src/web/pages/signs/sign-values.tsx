import { setSign } from '#rooms/9-evaluation/signs/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormCommand } from '../../api/use-form-command.ts'
import { useValueLabels, ValueDialog, ValuesSection, type Changing } from '../checks/values.tsx'
import { JobProgress } from '../checks/run-now.tsx'
import { forgetSigns } from './forget.ts'
import type { ShownSign } from './sign-page.tsx'

/** The numbers from which on something is a sign; auditors set them, not those who are looked at. */
export function SignValues({ data }: { data: ShownSign }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [jobId, setJobId] = useState<string>()
  return (
    <div className="grid gap-3">
      <ValuesSection
        parameters={data.parameters}
        maySet
        told={t('signs.page.told')}
        dialog={(changing) => <SetDialog sign={data.key} onJob={setJobId} {...changing} />}
      />
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

function SetDialog({
  sign,
  parameter,
  onClose,
  onDone,
  onJob,
}: Changing & { sign: string; onJob: (jobId: string) => void }): ReactNode {
  const queryClient = useQueryClient()
  const labels = useValueLabels(parameter)
  const set = useFormCommand(setSign, labels, async ({ jobId }) => {
    await forgetSigns(queryClient)
    onJob(jobId)
    onDone()
  })
  return (
    <ValueDialog
      parameter={parameter}
      onClose={onClose}
      set={{ ...set, send: (value, why) => set.send({ sign, parameter: parameter.key, value, why }) }}
    />
  )
}
