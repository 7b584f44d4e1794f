import { dropChecklist } from '#rooms/1-organisation/joining/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextArea } from '../../parts/text-field.tsx'
import { forgetTasks } from '../tasks/forget.ts'

/** 取りやめ with its reason. */
export function DropDialog({
  checklistId,
  onClose,
  onDropped,
}: {
  checklistId: string
  onClose: () => void
  onDropped: () => void
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [reason, setReason] = useState('')
  const drop = useFormCommand(dropChecklist, { reason: t('joining.one.dropReason') }, async () => {
    await forgetTasks(queryClient)
    onDropped()
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('joining.one.dropTitle')}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button danger busy={drop.busy} onPress={() => drop.send({ checklistId, reason })}>
            {t('joining.one.drop')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p>{t('joining.one.dropWhat')}</p>
        {drop.refusal !== null && <RefusalNotice error={drop.refusal} />}
        <TextArea
          name="reason"
          label={t('joining.one.dropReason')}
          required
          maxLength={500}
          value={reason}
          error={messageAt(drop.problems, 'reason')}
          onChange={setReason}
        />
      </div>
    </Dialog>
  )
}
