import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { closeStocktake } from '#engine/stocktake/contract.ts'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button } from '../../parts/button.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import type { Progress } from './board-page.tsx'
import { forgetCounting } from './forget.ts'

/** Closes a stock-take; with a reason while sections are open. */
export function CloseButton({ progress }: { progress: Progress }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const form = useFormCommand(closeStocktake, { reason: t('stocktakes.board.reason') }, async () => {
    setAsking(false)
    await forgetCounting(queryClient)
  })
  const { stocktakeId, title } = progress.campaign
  const left = progress.sheets - progress.signed
  return (
    <>
      <Button onPress={() => setAsking(true)}>{t('stocktakes.board.close')}</Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('stocktakes.board.closeAsk', { title })}
        act={t('stocktakes.board.close')}
        danger
        busy={form.busy}
        onConfirm={() =>
          form.send({ stocktakeId, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) })
        }
      >
        <p>{t('stocktakes.board.closeWhat')}</p>
        {left > 0 && (
          <div className="mt-3 grid gap-2">
            <p>{t('stocktakes.board.closeLeft', { count: left })}</p>
            <TextField
              name="reason"
              label={t('stocktakes.board.reason')}
              required
              maxLength={200}
              value={reason}
              error={messageAt(form.problems, 'reason')}
              onChange={setReason}
            />
          </div>
        )}
        {form.refusal !== null && <RefusalNotice error={form.refusal} />}
      </ConfirmDialog>
    </>
  )
}
