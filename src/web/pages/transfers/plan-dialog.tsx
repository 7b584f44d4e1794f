import { saveTransfer } from '#rooms/1-organisation/transfer/contract.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, messageAt } from '../../api/problem.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'

type Day = { typed: string; date: string | null }

/** Title and day of a plan: of a new one, or of one that is still a draft. */
export function PlanDialog({
  plan,
  onClose,
  onSaved,
}: {
  plan?: { planId: string; title: string; effectiveOn: string }
  onClose: () => void
  onSaved: (planId: string) => void | Promise<void>
}): ReactNode {
  const { t } = useTranslation()
  const [title, setTitle] = useState(plan?.title ?? '')
  const [day, setDay] = useState<Day>({ typed: plan?.effectiveOn ?? '', date: plan?.effectiveOn ?? null })
  const [asked, setAsked] = useState(false)
  const command = useCommand(saveTransfer, ({ planId }) => onSaved(planId))
  const refused = command.error instanceof ApiProblem ? command.error.problems : []
  const needed = (missing: boolean): string | undefined =>
    asked && missing ? t('transfers.needed') : undefined
  const send = (): void => {
    setAsked(true)
    if (title.trim() === '' || day.date === null) return
    command.mutate({
      ...(plan === undefined ? {} : { planId: plan.planId }),
      title,
      effectiveOn: day.date,
    })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(plan === undefined ? 'transfers.make' : 'transfers.edit')}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button look="filled" busy={command.isPending} onPress={send}>
            {t('transfers.save')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {command.isError && <RefusalNotice error={command.error} />}
        <TextField
          name="title"
          label={t('transfers.planTitle')}
          hint={t('transfers.planTitleHint')}
          required
          value={title}
          onChange={setTitle}
          error={needed(title.trim() === '') ?? messageAt(refused, 'title')}
        />
        <DateField
          name="effectiveOn"
          label={t('transfers.day')}
          hint={t('transfers.dayHint')}
          required
          value={day.typed}
          error={needed(day.typed === '') ?? messageAt(refused, 'effectiveOn')}
          onChange={(typed, date) => setDay({ typed, date })}
        />
      </div>
    </Dialog>
  )
}
