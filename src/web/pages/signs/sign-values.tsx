import { setSign } from '#rooms/9-evaluation/signs/contract.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormCommand } from '../../api/use-form-command.ts'
import { useValueLabels, ValueDialog, ValuesSection, type Changing } from '../checks/values.tsx'
import { forgetSigns } from './forget.ts'
import { useQueryClient } from '@tanstack/react-query'
import type { ShownSign } from './sign-page.tsx'

/** The numbers from which on something is a sign; auditors set them, not those who are looked at. */
export function SignValues({ data }: { data: ShownSign }): ReactNode {
  const { t } = useTranslation()
  return (
    <ValuesSection
      parameters={data.parameters}
      maySet
      told={t('signs.page.told')}
      dialog={(changing) => <SetDialog sign={data.key} {...changing} />}
    />
  )
}

function SetDialog({ sign, parameter, onClose, onDone }: Changing & { sign: string }): ReactNode {
  const queryClient = useQueryClient()
  const labels = useValueLabels(parameter)
  const set = useFormCommand(setSign, labels, async () => {
    await forgetSigns(queryClient)
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
