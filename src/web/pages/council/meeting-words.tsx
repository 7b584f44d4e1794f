import type { listMeetings } from '#rooms/1-organisation/council/contract.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../api/client.ts'
import { StateChip } from '../../parts/chip.tsx'
import type { ChipMeaning } from '../../parts/chip-meanings.ts'
import { DateText } from '../../parts/date-text.tsx'

type Line = OutputOf<typeof listMeetings>['open'][number]

const meanings: Readonly<Record<Line['state'], ChipMeaning>> = {
  draft: 'note',
  called: 'due',
  opened: 'running',
  closed: 'waiting',
  approved: 'done',
  cancelled: 'outside',
}

/** Where a meeting stands, in the words of its way. */
export function MeetingState({ line }: { line: Pick<Line, 'state' | 'way'> }): ReactNode {
  const { t } = useTranslation()
  const word =
    line.way === 'written' && (line.state === 'opened' || line.state === 'closed')
      ? t(`council.writtenStates.${line.state}`)
      : t(`council.states.${line.state}`)
  return <StateChip means={meanings[line.state]}>{word}</StateChip>
}

/** Day and hour, or until when to answer. */
export function MeetingTime({
  line,
}: {
  line: Pick<Line, 'way' | 'heldOn' | 'beginsAt' | 'answerBy'>
}): ReactNode {
  const { t } = useTranslation()
  if (line.way === 'written') {
    return (
      <>
        {t('council.written')} {t('council.answerBy')} <DateText value={line.answerBy} />
      </>
    )
  }
  return (
    <>
      <DateText value={line.heldOn} /> {line.beginsAt}
    </>
  )
}
