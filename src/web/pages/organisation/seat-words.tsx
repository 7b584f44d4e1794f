import type { SeatView } from '#rooms/1-organisation/contract.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../parts/anchor.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { DaySentence, dayMark } from './day-text.tsx'

type Holder = SeatView['holders'][number]

/** Up to so many holders are named in a box; a council has more. */
const named = 2

/** Who holds a seat, in one line: 部長 大木 隆. */
export function useSeatLine(): (seat: SeatView) => string {
  const { t } = useTranslation()
  return (seat) => {
    const [first] = seat.holders
    if (first === undefined) return t('organisation.nobody')
    if (seat.holderCount > named) {
      return t('organisation.members', { first: holderLine(first, seat.word), figure: seat.holderCount })
    }
    return seat.holders.map((holder) => holderLine(holder, seat.word)).join('、')
  }
}

function holderLine(holder: Holder, word: string): string {
  return holder.title === word ? holder.name : `${holder.title} ${holder.name}`
}

/** The holders of a seat with the way to each, since when, and whether away. */
export function Holders({ seat }: { seat: SeatView }): ReactNode {
  const { t } = useTranslation()
  if (seat.holders.length === 0) {
    return <StateChip means="vacant">{t('organisation.vacant')}</StateChip>
  }
  const rest = seat.holderCount - seat.holders.length
  return (
    <ul className="grid gap-1">
      {seat.holders.map((holder) => (
        <li key={holder.personId}>
          <Anchor href={`/organisation/people/${holder.personId}`} className="font-bold">
            {holder.name}
          </Anchor>
          ({holder.title === seat.word ? (seat.postTitle ?? holder.title) : holder.title})
          {holder.away !== null && <AwayChip until={holder.away.until} />}
          {holder.since !== null && (
            <span className="block text-solid-gray-600">
              <DaySentence words={t('organisation.panel.since', { date: dayMark })} day={holder.since} />
            </span>
          )}
        </li>
      ))}
      {rest > 0 && <li>{t('organisation.others', { figure: rest })}</li>}
    </ul>
  )
}

/** Somebody is away, and until when if that is known. */
export function AwayChip({ until }: { until: string | null }): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      {' '}
      <StateChip means="absent">{t('organisation.away')}</StateChip>
      {until !== null && (
        <span className="ml-1 text-[0.875rem] text-solid-gray-600">
          〜<DateText value={until} form="short" />
        </span>
      )}
    </>
  )
}
