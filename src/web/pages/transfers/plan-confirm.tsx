import { confirmTransfer, undoTransfer } from '#rooms/1-organisation/transfer/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, messageAt } from '../../api/problem.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { DefinitionList } from '../../parts/definition-list.tsx'
import { ConfirmDialog, Dialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { forgetOrganisation } from '../organisation/forget.ts'
import type { Plan } from './plan-page.tsx'

/** One confirmation, with what the rehearsal found once more; where very many people leave, with their number. */
export function ConfirmPlan({ plan, onJob }: { plan: Plan; onJob: (jobId: string) => void }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState(false)
  const { rehearsal } = plan
  const command = useCommand(confirmTransfer, async ({ jobId }) => {
    setOpen(false)
    await forgetOrganisation(queryClient)
    onJob(jobId)
  })
  const busy = plan.job !== null
  const why = plan.notConfirmable
  const figure = (value: number): string => value.toLocaleString('ja-JP')
  const count = (key: string): string =>
    t('transfers.confirm.count', { figure: figure(rehearsal?.counts[key] ?? 0) })
  const must = rehearsal?.mustTypeNumber === true
  const number = Number(typed.normalize('NFKC').replaceAll(',', ''))
  const wrong = must && number !== rehearsal.removes
  const refused = command.error instanceof ApiProblem ? command.error.problems : []
  const send = (): void => {
    setAsked(true)
    if (rehearsal === null || wrong) return
    command.mutate({
      planId: plan.planId,
      rehearsalId: rehearsal.rehearsalId,
      ...(must ? { removes: number } : {}),
    })
  }
  return (
    <>
      <Button
        look="filled"
        busy={busy}
        {...(why === null ? {} : { reason: why })}
        onPress={() => setOpen(true)}
      >
        {t('transfers.confirm.open')}
      </Button>
      <Dialog
        open={open && rehearsal !== null}
        onClose={() => setOpen(false)}
        title={t('transfers.confirm.title')}
        actions={
          <>
            <Button look="text" onPress={() => setOpen(false)}>
              {t('parts.cancel')}
            </Button>
            <Button look="filled" busy={command.isPending} onPress={send}>
              {t('transfers.confirm.go')}
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          {command.isError && <RefusalNotice error={command.error} />}
          <p>{t('transfers.confirm.what', { figure: figure(plan.taken) })}</p>
          <DefinitionList
            items={[
              { key: 'day', term: t('transfers.day'), is: <DateText value={plan.effectiveOn} /> },
              {
                key: 'removes',
                term: t('transfers.confirm.removes'),
                is: t('transfers.confirm.people', {
                  figure: figure(rehearsal?.removes ?? 0),
                  staff: figure(rehearsal?.staff ?? 0),
                }),
              },
              { key: 'units', term: t('transfers.confirm.gaps'), is: count('units') },
              { key: 'cases', term: t('transfers.confirm.cases'), is: count('cases') },
              { key: 'permits', term: t('transfers.confirm.permits'), is: count('permits') },
            ]}
          />
          {must && (
            <>
              <Notice
                kind="warning"
                title={t('transfers.confirm.many', { figure: figure(rehearsal.removes) })}
              />
              <TextField
                name="removes"
                label={t('transfers.confirm.number')}
                required
                value={typed}
                onChange={setTyped}
                error={
                  (asked && wrong
                    ? t('transfers.confirm.numberWrong', { figure: figure(rehearsal.removes) })
                    : undefined) ?? messageAt(refused, 'removes')
                }
              />
            </>
          )}
        </div>
      </Dialog>
    </>
  )
}

/** Takes a confirmed plan back, until its day begins. */
export function UndoPlan({ plan }: { plan: Plan }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [open, setOpen] = useState(false)
  const command = useCommand(undoTransfer, async () => {
    setOpen(false)
    await forgetOrganisation(queryClient)
  })
  const why = plan.notUndoable
  return (
    <>
      <Button danger {...(why === null ? {} : { reason: why })} onPress={() => setOpen(true)}>
        {t('transfers.undo.open')}
      </Button>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('transfers.undo.title')}
        act={t('transfers.undo.go')}
        danger
        busy={command.isPending}
        onConfirm={() => command.mutate({ planId: plan.planId })}
      >
        {command.isError && <RefusalNotice error={command.error} />}
        <p>{t('transfers.undo.what')}</p>
      </ConfirmDialog>
    </>
  )
}
