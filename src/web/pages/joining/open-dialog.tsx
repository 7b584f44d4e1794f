import { openChecklist } from '#rooms/1-organisation/joining/contract.ts'
import { checklistEvents, type ChecklistEvent } from '#rooms/1-organisation/joining/definition.ts'
import { addDays } from '#ground/clock/date.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, messageAt, type Problem } from '../../api/problem.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { RadioGroup } from '../../parts/checkbox.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { LookupField, type Found } from '../../parts/lookup-field.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { searchPeople } from '../organisation/lookups.ts'
import { forgetTasks } from '../tasks/forget.ts'

/** Opens a checklist by hand: who, what, and on which day. */
export function OpenDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [person, setPerson] = useState<Found | null>(null)
  const [event, setEvent] = useState<ChecklistEvent>('leave')
  const [day, setDay] = useState<{ typed: string; date: string | null }>({ typed: '', date: null })
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const open = useCommand(openChecklist, async ({ checklistId }) => {
    await forgetTasks(queryClient)
    router.history.push(`/joining/${checklistId}`)
  })
  const refused = open.error instanceof ApiProblem ? open.error.problems : []
  const shown = problems.length > 0 ? problems : refused
  const send = (): void => {
    const message = t('joining.openDialog.needed')
    const found: Problem[] = []
    if (person === null) found.push({ at: 'personId', message })
    if (day.typed === '') found.push({ at: 'effectiveOn', message })
    setProblems(found)
    if (person === null || day.date === null) return
    // who leaves is no longer there from the day after his last
    open.mutate({
      personId: person.id,
      event,
      effectiveOn: event === 'leave' ? addDays(day.date, 1) : day.date,
    })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('joining.openDialog.title')}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button look="filled" busy={open.isPending} onPress={send}>
            {t('joining.openDialog.go')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {open.isError && <RefusalNotice error={open.error} />}
        <LookupField
          name="personId"
          label={t('joining.openDialog.person')}
          hint={t('joining.openDialog.personHint')}
          required
          about="people"
          search={searchPeople}
          chosen={person}
          onChoose={setPerson}
          error={messageAt(shown, 'personId')}
        />
        <RadioGroup
          name="event"
          label={t('joining.openDialog.event')}
          row
          value={event}
          onChange={(value) => setEvent(checklistEvents.find((each) => each === value) ?? 'leave')}
          choices={checklistEvents.map((value) => ({ value, label: t(`joining.events.${value}`) }))}
        />
        <DateField
          name="effectiveOn"
          label={t(`joining.openDialog.day.${event}`)}
          hint={t('joining.openDialog.dayHint')}
          required
          value={day.typed}
          error={messageAt(shown, 'effectiveOn')}
          onChange={(typed, date) => setDay({ typed, date })}
        />
      </div>
    </Dialog>
  )
}
