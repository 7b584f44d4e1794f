import { closeTask, showTask, type TaskRow } from '#engine/task/contract.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button } from '../../parts/button.tsx'
import { RadioGroup } from '../../parts/checkbox.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { TextArea } from '../../parts/text-field.tsx'
import { forgetTasks } from './forget.ts'

/** Closing by hand: what came of it, in which right; or why one may not. */
export function CloseDialog({
  row,
  onClose,
  onClosed,
}: {
  row: TaskRow
  onClose: () => void
  onClosed: () => void
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const shown = useQuery(reading(showTask, { taskId: row.taskId }))
  const [state, setState] = useState<'done' | 'dropped'>('done')
  const [outcome, setOutcome] = useState('')
  const close = useFormCommand(closeTask, { outcome: t('tasks.dialog.outcome') }, async () => {
    await forgetTasks(queryClient)
    onClosed()
  })
  const closing = shown.data?.closing
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('tasks.dialog.title')}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          {closing?.allowed === true && (
            <Button
              look="filled"
              busy={close.busy}
              onPress={() => close.send({ taskId: row.taskId, state, outcome })}
            >
              {t('tasks.dialog.go')}
            </Button>
          )}
        </>
      }
    >
      <div className="grid gap-4">
        <p className="font-bold">{row.title}</p>
        {shown.isPending && <Loading />}
        {shown.isError && <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />}
        {shown.data !== undefined && shown.data.detail !== '' && <p>{shown.data.detail}</p>}
        {closing?.allowed === false && (
          <Notice kind="info" title={t('tasks.dialog.cannot')}>
            {closing.reason}
          </Notice>
        )}
        {close.refusal !== null && <RefusalNotice error={close.refusal} />}
        {closing?.allowed === true && (
          <>
            <RadioGroup
              name="state"
              label={t('tasks.dialog.how')}
              value={state}
              onChange={(value) => setState(value === 'dropped' ? 'dropped' : 'done')}
              choices={[
                { value: 'done', label: t('tasks.dialog.done') },
                { value: 'dropped', label: t('tasks.dialog.dropped') },
              ]}
            />
            <TextArea
              name="outcome"
              label={t('tasks.dialog.outcome')}
              hint={t('tasks.dialog.outcomeHint')}
              required
              maxLength={500}
              value={outcome}
              error={messageAt(close.problems, 'outcome')}
              onChange={setOutcome}
            />
            {closing.capacity !== '本人' && (
              <p className="text-[0.875rem]">{t('tasks.dialog.as', { capacity: closing.capacity })}</p>
            )}
          </>
        )}
      </div>
    </Dialog>
  )
}
