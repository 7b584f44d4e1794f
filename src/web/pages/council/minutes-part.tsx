import { writeMinutes } from '#rooms/1-organisation/council/contract.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextArea } from '../../parts/text-field.tsx'
import { nowOf, useMeetingCommand, type Meeting } from './use-meeting.ts'

/** The minutes: written by the secretariat from the opening on, read by all once the chair has approved them. */
export function MinutesPart({ meeting }: { meeting: Meeting }): ReactNode {
  const { t } = useTranslation()
  const writes = meeting.may.includes('write')
  if (meeting.state === 'cancelled') return null
  const shown = meeting.minutes !== ''
  return (
    <Section title={t('council.minutes.title')} id="minutes">
      {writes ? (
        <Write meeting={meeting} />
      ) : shown ? (
        <p className="leading-[1.8] whitespace-pre-wrap">{meeting.minutes}</p>
      ) : (
        <p>
          {t(
            meeting.state === 'draft' || meeting.state === 'called'
              ? 'council.minutes.notYet'
              : meeting.mayManage || meeting.may.includes('approve')
                ? 'council.minutes.empty'
                : 'council.minutes.hidden',
          )}
        </p>
      )}
    </Section>
  )
}

function Write({ meeting }: { meeting: Meeting }): ReactNode {
  const { t } = useTranslation()
  const [text, setText] = useState(meeting.minutes)
  const [saved, setSaved] = useState(false)
  const command = useMeetingCommand(writeMinutes, () => setSaved(true))
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        command.mutate({ ...nowOf(meeting), minutes: text })
      }}
    >
      {command.isError && <RefusalNotice error={command.error} />}
      {saved && text === meeting.minutes && (
        <Notice kind="success" live>
          {t('council.minutes.saved')}
        </Notice>
      )}
      <TextArea
        name="minutes"
        label={t('council.minutes.text')}
        hint={t('council.minutes.hint')}
        rows={10}
        value={text}
        maxLength={40_000}
        onChange={(next) => {
          setText(next)
          setSaved(false)
        }}
      />
      <ButtonRow end>
        <Button type="submit" busy={command.isPending}>
          {t('council.minutes.save')}
        </Button>
      </ButtonRow>
    </form>
  )
}
