import { saveAbsence } from '#rooms/1-organisation/contract-commands.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, messageAt, type Problem } from '../../api/problem.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import type { Absentee } from './absences.tsx'
import { forgetOrganisation } from './forget.ts'

type Day = { typed: string; date: string | null }

/** A new absence of a person. */
export function AbsenceDialog({
  person,
  onClose,
  onSaved,
}: {
  person: Absentee
  onClose: () => void
  onSaved: () => void
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [from, setFrom] = useState<Day>({ typed: '', date: null })
  const [to, setTo] = useState<Day>({ typed: '', date: null })
  const [reason, setReason] = useState('')
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const save = useCommand(saveAbsence, async () => {
    await forgetOrganisation(queryClient)
    onSaved()
  })
  const refused = save.error instanceof ApiProblem ? save.error.problems : []
  const shown = problems.length > 0 ? problems : refused
  const send = (): void => {
    const needed = t('organisation.absence.needed')
    const found: Problem[] = []
    if (from.typed === '') found.push({ at: 'from', message: needed })
    if (reason.trim() === '') found.push({ at: 'reason', message: needed })
    if (from.date !== null && to.date !== null && to.date <= from.date)
      found.push({ at: 'to', message: t('organisation.absence.order') })
    setProblems(found)
    // a day that cannot be read is explained by its own field
    if (found.length > 0 || from.date === null || (to.typed !== '' && to.date === null)) return
    save.mutate({
      from: from.date,
      to: to.date,
      reason: reason.trim(),
      ...(person.mine ? {} : { personId: person.id }),
    })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        person.mine ? t('organisation.absence.add') : t('organisation.absence.addFor', { name: person.name })
      }
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button look="filled" busy={save.isPending} onPress={send}>
            {t('organisation.absence.go')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {save.isError && <RefusalNotice error={save.error} />}
        <DateField
          name="from"
          label={t('organisation.absence.from')}
          required
          value={from.typed}
          error={messageAt(shown, 'from')}
          onChange={(typed, date) => setFrom({ typed, date })}
        />
        <DateField
          name="to"
          label={t('organisation.absence.to')}
          optional
          hint={t('organisation.absence.toHint')}
          value={to.typed}
          error={messageAt(shown, 'to')}
          onChange={(typed, date) => setTo({ typed, date })}
        />
        <TextField
          name="reason"
          label={t('organisation.absence.reason')}
          hint={t('organisation.absence.reasonHint')}
          required
          maxLength={200}
          value={reason}
          error={messageAt(shown, 'reason')}
          onChange={setReason}
        />
      </div>
    </Dialog>
  )
}
