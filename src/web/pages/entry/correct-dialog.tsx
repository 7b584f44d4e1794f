import { correctEntry, type LineRow } from '#rooms/4-physical/entry/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button } from '../../parts/button.tsx'
import { RadioGroup } from '../../parts/checkbox.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'

/** 訂正: the first line stays, a second one puts it right. */
export function CorrectDialog({ row, onClose }: { row: LineRow; onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [how, setHow] = useState<'strike' | 'direction'>('strike')
  const [why, setWhy] = useState('')
  const correct = useFormCommand(correctEntry, { why: t('entry.dialog.why') }, async () => {
    await queryClient.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[0]).startsWith('entry.'),
    })
    onClose()
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('entry.dialog.title')}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button
            look="filled"
            busy={correct.busy}
            onPress={() =>
              correct.send({
                lineId: row.lineId,
                why,
                strike: how === 'strike',
                ...(how === 'direction' ? { direction: row.direction === 'in' ? 'out' : 'in' } : {}),
              })
            }
          >
            {t('entry.dialog.go')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p>{t('entry.dialog.what')}</p>
        {correct.refusal !== null && <RefusalNotice error={correct.refusal} />}
        <RadioGroup
          name="how"
          label={t('entry.dialog.how')}
          value={how}
          choices={(['strike', 'direction'] as const).map((value) => ({
            value,
            label: t(`entry.dialog.${value}`),
          }))}
          onChange={(value) => setHow(value === 'direction' ? 'direction' : 'strike')}
        />
        <TextField
          name="why"
          label={t('entry.dialog.why')}
          required
          maxLength={200}
          value={why}
          error={messageAt(correct.problems, 'why')}
          onChange={setWhy}
        />
      </div>
    </Dialog>
  )
}
