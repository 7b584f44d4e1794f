import type { CaseView } from '#engine/procedure/contract.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DateText } from '../../parts/date-text.tsx'
import { Timeline } from '../../parts/timeline.tsx'
import { capacityWord } from './act-words.ts'
import { historySteps, type HistoryStep } from './history-steps.ts'
import { useKind } from './kinds.ts'

/** 経過: what happened, by whom and in what right, and what comes next. */
export function CaseHistory({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation()
  const kind = useKind(view.procedure)
  const steps = historySteps(view, kind)
  return (
    <div className="mt-2">
      <Timeline
        label={t('caseFile.history')}
        steps={steps.map((step, index) => ({
          key: step.what === 'event' ? `event${step.event.place}` : `${step.what}${index}`,
          state: step.state,
          content: (
            <StepWords step={step} word={view.step?.word ?? kind?.grantWord ?? t('caseFile.anyDecision')} />
          ),
        }))}
      />
    </div>
  )
}

function StepWords({ step, word }: { step: HistoryStep; word: string }): ReactNode {
  const { t } = useTranslation()
  if (step.what === 'event') return <EventWords event={step.event} />
  if (step.what === 'reading') {
    return (
      <>
        {step.state === 'now' ? (
          <b>{t('caseFile.historyReadPending')}</b>
        ) : (
          <span className="text-solid-gray-600">{t('caseFile.historyReadLater')}</span>
        )}{' '}
        {step.holder}
      </>
    )
  }
  if (step.what === 'stage') {
    return (
      <>
        {step.state === 'now' ? <b>{step.word}</b> : <span className="text-solid-gray-600">{step.word}</span>}{' '}
        {step.until !== null && (
          <span className="text-[0.875rem] text-solid-gray-600">
            <DateText value={step.until} form="short" /> {t('caseFile.historyUntil')}
          </span>
        )}
      </>
    )
  }
  return (
    <>
      <b>{t('caseFile.historyWaiting', { word })}</b> {step.by.length === 0 && t('caseFile.historyNobody')}
      {step.by.map((each) => (
        <span key={each.name} className="mr-2">
          {t(each.capacity === '本人' ? 'caseFile.historyBy' : 'caseFile.historyByCapacity', {
            name: each.name,
            post: each.postTitle,
            capacity: capacityWord(t, each.capacity),
          })}
        </span>
      ))}
    </>
  )
}

function EventWords({ event }: { event: CaseView['events'][number] }): ReactNode {
  const { t } = useTranslation()
  const { actor, capacity } = event
  return (
    <>
      <b>{event.act}</b>{' '}
      {actor === null
        ? t('caseFile.historySystem')
        : t(capacity === null || capacity === '本人' ? 'caseFile.historyBy' : 'caseFile.historyByCapacity', {
            name: actor.name,
            post: actor.postTitle,
            capacity: capacityWord(t, capacity ?? ''),
          })}{' '}
      <span className="text-[0.875rem] text-solid-gray-600">
        <DateText value={event.at} form="short" />
      </span>
      {event.note !== null && (
        <span className="block text-[0.875rem]">{t('caseFile.historyQuote', { text: event.note })}</span>
      )}
      {event.changed.length > 0 && (
        <span className="block text-[0.875rem]">
          {t('caseFile.historyChanged', { fields: event.changed.join(t('caseFile.deciderList')) })}
        </span>
      )}
    </>
  )
}
