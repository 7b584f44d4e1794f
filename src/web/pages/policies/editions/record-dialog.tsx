import type { Contract } from '#ground/operation/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { InputOf } from '../../../api/client.ts'
import type { Problem } from '../../../api/problem.ts'
import { useFormCommand } from '../../../api/use-form-command.ts'
import { Button } from '../../../parts/button.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { ErrorSummary } from '../../../parts/error-summary.tsx'
import { RefusalNotice } from '../../../parts/states.tsx'

/** A day as it is typed, and the day that is meant. */
export type Day = { readonly typed: string; readonly date: string | null }
export const noDay: Day = { typed: '', date: null }

/** Records something that was done outside the house: a short form that is checked, sent, and read anew everywhere. */
export function RecordDialog<C extends Contract>({
  contract,
  input,
  act,
  day,
  dayField,
  labels,
  danger = false,
  onClose,
  children,
}: {
  contract: C
  input: InputOf<C>
  /** The act's own word: title and button. */
  act: string
  /** The day it was done, and the field of the input that carries it. */
  day: Day
  dayField: string
  /** Labels of the fields, for the list of errors. */
  labels: Readonly<Record<string, string>>
  danger?: boolean
  onClose: () => void
  children: (problems: readonly Problem[]) => ReactNode
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const form = useFormCommand(contract, labels, async () => {
    onClose()
    await queryClient.invalidateQueries()
  })
  // a day that is missing is one problem, said in the words of the field
  const send = (): void =>
    form.send(input, (found) =>
      day.date !== null
        ? found
        : [
            { at: dayField, message: t('policies.force.dayMissing') },
            ...found.filter((each) => each.at !== dayField),
          ],
    )
  return (
    <Dialog
      open
      onClose={onClose}
      title={act}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('editions.document.close')}
          </Button>
          <Button look={danger ? 'outline' : 'filled'} danger={danger} busy={form.busy} onPress={send}>
            {act}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <ErrorSummary problems={form.problems} labels={labels} />
        {form.refusal !== null && <RefusalNotice error={form.refusal} />}
        {children(form.problems)}
      </div>
    </Dialog>
  )
}
