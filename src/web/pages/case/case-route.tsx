import type { CaseView } from '#engine/procedure/contract.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Timeline, type StepState } from '../../parts/timeline.tsx'
import { capacityWord } from './act-words.ts'

type Seat = CaseView['steps'][number]

/** 決裁の流れ of a case that goes through several hands: who has acted, whose turn it is, who comes after. */
export function CaseRoute({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation()
  if (view.steps.length < 2) return null
  const places = [...Map.groupBy(view.steps, (seat) => seat.place).values()]
  return (
    <Section title={t('caseFile.route')}>
      <div className="mt-2">
        <Timeline
          label={t('caseFile.route')}
          steps={places.map((seats, index) => ({
            key: `${seats[0]?.place ?? index}`,
            state: stateOf(view, seats),
            content: <RouteStep view={view} number={index + 1} seats={seats} />,
          }))}
        />
      </div>
    </Section>
  )
}

function stateOf(view: CaseView, seats: readonly Seat[]): StepState {
  const acts = seats.map((seat) => decisionOf(view, seat)?.act)
  if (acts.includes('refuse') || acts.includes('disagree')) return 'refused'
  if (acts.includes('send-back')) return 'returned'
  if (seats.some((seat) => seat.state === 'open')) return 'now'
  return seats.some((seat) => seat.state === 'done') ? 'done' : 'next'
}

function decisionOf(view: CaseView, seat: Seat): CaseView['decisions'][number] | undefined {
  return view.decisions.find((each) => each.decisionId === seat.decisionId)
}

function RouteStep({
  view,
  number,
  seats,
}: {
  view: CaseView
  number: number
  seats: readonly Seat[]
}): ReactNode {
  const { t } = useTranslation()
  const [first] = seats
  if (first === undefined) return null
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap items-center gap-2 font-bold">
        {t('caseFile.routeStep', { number, word: first.word })}
        {seats.length > 1 && (
          <StateChip means="note">
            {t(first.needs === 'all' ? 'caseFile.routeAll' : 'caseFile.routeAny')}
          </StateChip>
        )}
      </p>
      {seats.map((seat) => (
        <RouteSeat key={seat.seat} view={view} seat={seat} />
      ))}
    </div>
  )
}

function RouteSeat({ view, seat }: { view: CaseView; seat: Seat }): ReactNode {
  const { t } = useTranslation()
  const decided = decisionOf(view, seat)
  const chair = seat.unitName === null ? seat.officeWord : `${seat.unitName} ${seat.officeWord}`
  return (
    <div className="text-[0.875rem] leading-[1.6]">
      <p className="flex flex-wrap items-center gap-x-2">
        <span>{chair}</span>
        <StateChip means={chipOf(seat)}>{t(stateKeys[seat.state])}</StateChip>
      </p>
      {decided !== undefined && (
        <p>
          <b>{decided.word}</b>{' '}
          {t(decided.capacity === '本人' ? 'caseFile.historyBy' : 'caseFile.historyByCapacity', {
            name: decided.decider.name,
            post: decided.decider.postTitle,
            capacity: decided.capacityText,
          })}{' '}
          <DateText value={decided.decidedAt} form="short" />
          {decided.reason !== null && (
            <span className="block">{t('caseFile.historyQuote', { text: decided.reason })}</span>
          )}
        </p>
      )}
      {(seat.state === 'open' || seat.state === 'ahead') && <Names seat={seat} />}
      {seat.raised && <p className="text-solid-gray-700">{seat.why}</p>}
    </div>
  )
}

function Names({ seat }: { seat: Seat }): ReactNode {
  const { t } = useTranslation()
  const present = seat.deciders.filter((each) => each.awayUntil === null)
  if (present.length === 0) return <p>{t('caseFile.routeNobody')}</p>
  return (
    <p>
      {present
        .map((each) =>
          t(each.capacity === '本人' ? 'caseFile.deciderOne' : 'caseFile.deciderAs', {
            name: each.name,
            post: each.postTitle,
            capacity: capacityWord(t, each.capacity),
          }),
        )
        .join(t('caseFile.deciderList'))}
    </p>
  )
}

const stateKeys = {
  done: 'caseFile.routeDone',
  open: 'caseFile.routeNow',
  ahead: 'caseFile.routeAhead',
  'not-needed': 'caseFile.routeNotNeeded',
} as const

function chipOf(seat: Seat) {
  switch (seat.state) {
    case 'done':
      return 'done'
    case 'open':
      return 'waiting'
    case 'ahead':
      return 'note'
    case 'not-needed':
      return 'outside'
  }
}
