import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { signStocktake } from '#engine/stocktake/contract-sheet.ts'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button } from '../../parts/button.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { forgetCounting } from './forget.ts'
import type { Sheet } from './sheet-page.tsx'

/** Confirms the result of a section; whoever counted himself says why. */
export function SignButton({ sheet }: { sheet: Sheet }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const form = useFormCommand(signStocktake, { reason: t('stocktakes.board.reason') }, async () => {
    setAsking(false)
    await forgetCounting(queryClient)
  })
  if (sheet.signed !== null || sheet.capacity === null) return null
  const { stocktakeId } = sheet.campaign
  const unitId = sheet.unit.id
  return (
    <>
      <Button
        reason={sheet.maySign.allowed ? undefined : sheet.maySign.because}
        onPress={() => setAsking(true)}
      >
        {t('stocktakes.sheet.sign')}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('stocktakes.sheet.signAsk', { unit: sheet.unit.name })}
        act={t('stocktakes.sheet.sign')}
        busy={form.busy}
        onConfirm={() =>
          form.send({ stocktakeId, unitId, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) })
        }
      >
        <p>{t('stocktakes.sheet.signWhat', sheet.tally)}</p>
        <p className="mt-2">{t('stocktakes.sheet.signAs', { capacity: sheet.capacity })}</p>
        {sheet.countedMyself && (
          <div className="mt-3 grid gap-2">
            <p>{t('stocktakes.sheet.signAlone')}</p>
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
