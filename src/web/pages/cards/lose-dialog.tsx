import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reportLostCard } from '#rooms/6-technical/cards/contract.ts'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button } from '../../parts/button.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextArea } from '../../parts/text-field.tsx'

/** Reports a lost card: when and how, and it is told at once. */
export function LoseDialog({
  card,
  onClose,
  onDone,
}: {
  card: { entryId: string; cardNumber: string }
  onClose: () => void
  onDone: (told: readonly string[]) => Promise<void>
}): ReactNode {
  const { t } = useTranslation()
  const [lostOn, setLostOn] = useState<{ typed: string; date: string | null }>({ typed: '', date: null })
  const [where, setWhere] = useState('')
  const labels = { lostOn: t('cards.lostOn'), where: t('cards.where') }
  const form = useFormCommand(reportLostCard, labels, ({ told }) => onDone(told))
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('cards.loseTitle', { number: card.cardNumber })}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button
            look="filled"
            busy={form.busy}
            onPress={() =>
              form.send({
                entryId: card.entryId,
                where: where.trim(),
                ...(lostOn.typed === '' ? {} : { lostOn: lostOn.date ?? lostOn.typed }),
              })
            }
          >
            {t('cards.loseGo')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p>{t('cards.loseWhat')}</p>
        {form.refusal !== null && <RefusalNotice error={form.refusal} />}
        <DateField
          name="lostOn"
          label={labels.lostOn}
          optional
          value={lostOn.typed}
          error={messageAt(form.problems, 'lostOn')}
          onChange={(typed, date) => setLostOn({ typed, date })}
        />
        <TextArea
          name="where"
          rows={3}
          label={labels.where}
          hint={t('cards.whereHint')}
          required
          value={where}
          error={messageAt(form.problems, 'where')}
          onChange={setWhere}
        />
      </div>
    </Dialog>
  )
}
