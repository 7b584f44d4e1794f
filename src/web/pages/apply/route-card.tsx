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

type Seat = Extract<Preview['route'], { kind: 'steps' }>['steps'][number]

/** 決裁の流れ: every step with who acts in it, in what right, why it goes there, and who is away. */
export function RouteCard({
  kind,
  preview,
  applicant,
}: {
  kind: ProcedureKind
  preview: UseQueryResult<Preview>
  /** Who files, where that is somebody else than the reader. */
  applicant?: string | undefined
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
          <RouteSteps kind={kind} seats={preview.data.route.steps} applicant={applicant} />
        ))}
    </Card>
  )
}

function RouteSteps({
  kind,
  seats,
  applicant,
}: {
  kind: ProcedureKind
  seats: readonly Seat[]
  applicant: string | undefined
}): ReactNode {
  const { t } = useTranslation()
  const { person } = useMe()
  const several = seats.length > 1
  const present = seats.every((seat) => seat.deciders.some((each) => each.awayUntil === null))
  const places = [...Map.groupBy(seats, (seat) => seat.place).values()]
  const steps: TimelineStep[] = [
    {
      key: 'you',
      state: 'now',
      content: (
        <Line name={applicant ?? t('apply.routeYou', { name: person.name })}>{t('apply.routeFile')}</Line>
      ),
    },
    ...places.map((chairs, index): TimelineStep => ({
      key: `step${chairs[0]?.place ?? index}`,
      state: 'next',
      content: (
        <div className="grid gap-2">
          {several && <StepHead number={index + 1} seats={chairs} />}
          {chairs.map((seat) => (
            <SeatLines key={seat.seat} seat={seat} kind={kind} why={several || seat.raised} />
          ))}
        </div>
      ),
    })),
    {
      key: 'book',
      state: 'next',
      content: <Line name={t('apply.routeBook')}>{t('apply.routeBookWhat')}</Line>,
    },
  ]
  return (
    <div className="mt-2" aria-live="polite">
      <Timeline label={t('apply.route')} steps={steps} />
      {!present && <p className="text-[0.875rem]">{t('apply.routeNobody')}</p>}
    </div>
  )
}

/** 「2 許可 全員」 */
function StepHead({ number, seats }: { number: number; seats: readonly Seat[] }): ReactNode {
  const { t } = useTranslation()
  const [first] = seats
  if (first === undefined) return null
  return (
    <p className="flex flex-wrap items-center gap-2 font-bold">
      {t('apply.routeStep', { number, word: first.word })}
      {seats.length > 1 && (
        <StateChip means="note">{t(first.needs === 'all' ? 'apply.routeAll' : 'apply.routeAny')}</StateChip>
      )}
    </p>
  )
}

function SeatLines({ seat, kind, why }: { seat: Seat; kind: ProcedureKind; why: boolean }): ReactNode {
  return (
    <div className="grid gap-1">
      {seat.deciders.map((decider) => (
        <div key={`${decider.personId}${decider.capacity}`}>
          <Decider decider={decider} kind={kind} seat={seat} />
        </div>
      ))}
      {why && <p className="text-[0.875rem] text-solid-gray-700">{seat.why}</p>}
    </div>
  )
}

function Decider({
  decider,
  kind,
  seat,
}: {
  decider: Seat['deciders'][number]
  kind: ProcedureKind
  seat: Seat
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
        {t(`apply.routeActs.${seat.act}`, { word: seat.word, office: seat.officeWord })}{' '}
        {seat.act === 'decide' && <ClauseLinks clauses={clausesOfSlots(kind.cites, ['permit'])} />}
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
