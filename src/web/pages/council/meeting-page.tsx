import { printMeeting, showMeeting } from '#rooms/1-organisation/council/contract.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading, saveFile } from '../../api/api.ts'
import { Button } from '../../parts/button.tsx'
import { Columns, Panel } from '../../parts/card.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { clausesOf } from '../case/clauses.ts'
import { AgendaPart } from './agenda-part.tsx'
import { AnswerPart } from './answer-part.tsx'
import { MembersPart } from './members-part.tsx'
import { MeetingState, MeetingTime } from './meeting-words.tsx'
import { MinutesPart } from './minutes-part.tsx'
import { PapersPart } from './papers-part.tsx'
import { PlanDialog } from './plan-dialog.tsx'
import { QuorumCard } from './quorum-card.tsx'
import { StepsCard } from './steps-card.tsx'
import type { Meeting } from './use-meeting.ts'

/** One meeting, from its plan to its approved minutes; used in the room while it is held. */
export function MeetingPage(): ReactNode {
  const { meetingId } = useParams({ from: '/house/council/$meetingId' })
  const shown = useQuery({
    ...reading(showMeeting, { meetingId }),
    // a member in the room follows along; whoever types keeps what he typed against
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'opened' && data.way === 'room' && !data.mayManage ? 10_000 : false,
  })
  if (shown.isPending) return <Loading />
  if (shown.isError) return <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />
  return <MeetingFile key={meetingId} meeting={shown.data} />
}

function MeetingFile({ meeting }: { meeting: Meeting }): ReactNode {
  const { t } = useTranslation()
  const [planning, setPlanning] = useState(false)
  const minutes = meeting.state === 'closed' || meeting.state === 'approved'
  return (
    <>
      <PageHead
        title={`${meeting.councilName} ${meeting.label ?? t('council.draft')}`}
        crumbs={[
          { label: t('council.crumb'), href: '/council' },
          { label: meeting.label ?? t('council.draft') },
        ]}
        lead={
          <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1 pr-1">
            <MeetingState line={meeting} />
            <MeetingTime line={meeting} />
            <span>{meeting.place}</span>
          </span>
        }
        clauses={clausesOf(meeting.cites)}
        actions={
          <>
            {meeting.may.includes('plan') && (
              <Button onPress={() => setPlanning(true)}>{t('council.plan.change')}</Button>
            )}
            <Print meeting={meeting} what="agenda" />
            {minutes && <Print meeting={meeting} what="minutes" />}
          </>
        }
      />
      <Columns
        sideLabel={t('council.steps.title')}
        main={
          <>
            <AnswerPart meeting={meeting} />
            <AgendaPart meeting={meeting} />
            <MembersPart meeting={meeting} />
            <MinutesPart meeting={meeting} />
          </>
        }
        side={
          <>
            <StepsCard meeting={meeting} />
            <QuorumCard meeting={meeting} />
            <PapersPart meeting={meeting} />
            <Panel title={t('council.rulesTitle')}>
              <ul className="list-disc pl-5 text-[0.875rem] leading-[1.6]">
                {meeting.rules.sentences.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
              <p className="mt-2 text-[0.875rem]">
                {t('council.rules.basis')} {meeting.rules.basis}
              </p>
            </Panel>
          </>
        }
      />
      {planning && (
        <PlanDialog
          councils={[{ unitId: meeting.unitId, name: meeting.councilName }]}
          meeting={meeting}
          onDone={() => setPlanning(false)}
          onClose={() => setPlanning(false)}
        />
      )}
    </>
  )
}

function Print({ meeting, what }: { meeting: Meeting; what: 'agenda' | 'minutes' }): ReactNode {
  const { t } = useTranslation()
  const print = useMutation({
    mutationFn: () => saveFile(printMeeting, { meetingId: meeting.meetingId, what }),
  })
  return (
    <span className="grid gap-2">
      <Button icon="print" busy={print.isPending} onPress={() => print.mutate()}>
        {t(`council.print.${what}`)}
      </Button>
      {print.isError && <RefusalNotice error={print.error} />}
    </span>
  )
}
