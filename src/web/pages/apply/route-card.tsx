import type { ProcedureKind } from '#engine/procedure/contract.ts'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { ClauseLinks } from '../../parts/clause-link.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Loading } from '../../parts/states.tsx'
import { Timeline, type TimelineStep } from '../../parts/timeline.tsx'
import { useMe } from '../../shell/session.ts'
import { capacityWord } from '../case/act-words.ts'
import { clausesOfSlots } from '../case/clauses.ts'
import type { Preview } from './use-draft.ts'

type Route = Extract<Preview['route'], { kind: 'step' }>

/** 決裁の流れ: who will decide this, in what right, and who is away. */
export function RouteCard({
  kind,
  preview,
}: {
  kind: ProcedureKind
  preview: UseQueryResult<Preview>
}): ReactNode {
  const { t } = useTranslation()
  return (
    <Card title={t('apply.route')}>
      {preview.isPending && <Loading label={t('apply.routeUnknown')} />}
      {preview.isError && <p className="text-[0.875rem]">{t('apply.previewFailed')}</p>}
      {preview.data !== undefined &&
        (preview.data.route.kind === 'gap' ? (
          <>
            <StateChip means="vacant">{t('apply.routeGap')}</StateChip>
            <p className="mt-1 text-[0.875rem]">{preview.data.route.reason}</p>
          </>
        ) : (
          <RouteSteps kind={kind} route={preview.data.route} />
        ))}
    </Card>
  )
}

function RouteSteps({ kind, route }: { kind: ProcedureKind; route: Route }): ReactNode {
  const { t } = useTranslation()
  const { person } = useMe()
  const present = route.deciders.some((each) => each.awayUntil === null)
  const steps: TimelineStep[] = [
    {
      key: 'you',
      state: 'now',
      content: <Line name={t('apply.routeYou', { name: person.name })}>{t('apply.routeFile')}</Line>,
    },
    ...route.deciders.map((decider): TimelineStep => ({
      key: `${decider.personId}${decider.capacity}`,
      state: 'next',
      content: <Decider decider={decider} kind={kind} route={route} />,
    })),
    {
      key: 'book',
      state: 'next',
      content: <Line name={t('apply.routeBook')}>{t('apply.routeBookWhat')}</Line>,
    },
  ]
  return (
    <div className="mt-2" aria-live="polite">
      {route.raised && <p className="mb-2 text-[0.875rem]">{route.why}</p>}
      <Timeline label={t('apply.route')} steps={steps} />
      {!present && <p className="text-[0.875rem]">{t('apply.routeNobody')}</p>}
    </div>
  )
}

function Decider({
  decider,
  kind,
  route,
}: {
  decider: Route['deciders'][number]
  kind: ProcedureKind
  route: Route
}): ReactNode {
  const { t } = useTranslation()
  const { name, postTitle, capacity, awayUntil } = decider
  const title = t('caseFile.deciderOne', { name, post: postTitle })
  if (awayUntil !== null) {
    return (
      <Line name={title}>
        <StateChip means="absent">
          <DateText value={awayUntil} form="short" />
          {t('apply.routeAway')}
        </StateChip>
        <span className="block">{t('apply.routeRead')}</span>
      </Line>
    )
  }
  if (capacity === '本人') {
    return (
      <Line name={title}>
        {t('apply.routeDecide', { word: kind.grantWord, office: route.officeWord })}{' '}
        <ClauseLinks clauses={clausesOfSlots(kind.cites, ['permit'])} />
      </Line>
    )
  }
  return (
    <Line name={title}>
      {capacity === '代決'
        ? t('apply.routeDeputy')
        : t('apply.routeAs', { capacity: capacityWord(t, capacity) })}
    </Line>
  )
}

function Line({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <>
      <b>{name}</b>
      <span className="block text-[0.875rem] text-solid-gray-700">{children}</span>
    </>
  )
}
