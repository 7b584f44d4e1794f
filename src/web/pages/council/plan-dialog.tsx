import { saveMeeting } from '#rooms/1-organisation/council/contract.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, messageAt } from '../../api/problem.ts'
import { Button } from '../../parts/button.tsx'
import { RadioGroup } from '../../parts/checkbox.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { useMeetingCommand, type Meeting } from './use-meeting.ts'

/** Day, hour and place of a meeting to come, or of one whose plan changes. */
export function PlanDialog({
  councils,
  meeting,
  onDone,
  onClose,
}: {
  councils: readonly { readonly unitId: string; readonly name: string }[]
  meeting?: Meeting
  onDone: (meetingId: string) => void
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const [unitId, setUnit] = useState(meeting?.unitId ?? councils[0]?.unitId ?? '')
  const [way, setWay] = useState(meeting?.way ?? ('room' as const))
  const [day, setDay] = useState<{ typed: string; date: string | null }>({
    typed: meeting?.heldOn ?? '',
    date: meeting?.heldOn ?? null,
  })
  const [beginsAt, setBegins] = useState(meeting?.beginsAt ?? '13:30')
  const [place, setPlace] = useState(meeting?.place ?? '')
  const [asked, setAsked] = useState(false)
  const command = useMeetingCommand(saveMeeting, ({ meetingId }) => onDone(meetingId))
  const problems = command.error instanceof ApiProblem ? command.error.problems : []
  const send = (): void => {
    setAsked(true)
    if (day.date === null) return
    command.mutate({
      ...(meeting === undefined ? {} : { meetingId: meeting.meetingId, revision: meeting.revision }),
      unitId,
      way,
      heldOn: day.date,
      beginsAt: way === 'written' ? '00:00' : beginsAt,
      place: way === 'written' ? '' : place,
    })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(meeting === undefined ? 'council.plan.act' : 'council.plan.change')}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button look="filled" busy={command.isPending} onPress={send}>
            {t('council.plan.save')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {command.isError && <RefusalNotice error={command.error} />}
        {meeting === undefined && (
          <SelectField
            name="unitId"
            label={t('council.plan.unit')}
            value={unitId}
            choices={councils.map((each) => ({ value: each.unitId, label: each.name }))}
            onChange={setUnit}
          />
        )}
        <RadioGroup
          name="way"
          label={t('council.plan.way')}
          row
          value={way}
          error={messageAt(problems, 'way')}
          choices={(['room', 'written'] as const).map((value) => ({
            value,
            label: t(`council.ways.${value}`),
          }))}
          onChange={(value) => setWay(value === 'written' ? 'written' : 'room')}
        />
        <DateField
          name="heldOn"
          label={t(way === 'written' ? 'council.plan.answerBy' : 'council.plan.heldOn')}
          required
          value={day.typed}
          error={asked && day.date === null ? t('council.plan.missing') : messageAt(problems, 'heldOn')}
          onChange={(typed, date) => setDay({ typed, date })}
        />
        {way === 'room' && (
          <>
            <TextField
              name="beginsAt"
              label={t('council.plan.beginsAt')}
              hint={t('council.plan.beginsHint')}
              required
              value={beginsAt}
              maxLength={5}
              error={messageAt(problems, 'beginsAt')}
              onChange={setBegins}
            />
            <TextField
              name="place"
              label={t('council.plan.place')}
              value={place}
              maxLength={200}
              error={messageAt(problems, 'place')}
              onChange={setPlace}
            />
          </>
        )}
      </div>
    </Dialog>
  )
}
