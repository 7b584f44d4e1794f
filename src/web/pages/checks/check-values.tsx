import { setCheck } from '#engine/check/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormCommand } from '../../api/use-form-command.ts'
import type { Shown } from './check-page.tsx'
import { forgetChecks } from './forget.ts'
import { useValueLabels, ValueDialog, ValuesSection, type Changing } from './values.tsx'

/** The numbers the check compares with, and why the city has set them. */
export function CheckValues({ data }: { data: Shown }): ReactNode {
  const { t } = useTranslation()
  return (
    <ValuesSection
      parameters={data.parameters}
      maySet={data.maySet}
      told={t('checks.page.told')}
      dialog={(changing) => <SetDialog check={data.key} {...changing} />}
    />
  )
}

function SetDialog({ check, parameter, onClose, onDone }: Changing & { check: string }): ReactNode {
  const queryClient = useQueryClient()
  const labels = useValueLabels(parameter)
  const set = useFormCommand(setCheck, labels, async () => {
    await forgetChecks(queryClient)
    onDone()
  })
  return (
    <ValueDialog
      parameter={parameter}
      onClose={onClose}
      set={{ ...set, send: (value, why) => set.send({ check, parameter: parameter.key, value, why }) }}
    />
  )
}
