import { absenceCalendar } from '#rooms/1-organisation/rights/contract.ts'
import { addDays, addMonths } from '#ground/clock/calendar.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { dateWords } from '../../parts/date-words.ts'
import { LookupField, type Found } from '../../parts/lookup-field.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { useLanguage } from '../../parts/use-language.ts'
import { searchUnits } from '../organisation/lookups.ts'

type Away = OutputOf<typeof absenceCalendar>['people'][number]
const size = 50

/** Who is away on which day of a month, of a unit or of the city. */
export function AbsenceCalendar({ today }: { today: string }): ReactNode {
  const { t } = useTranslation()
  const language = useLanguage()
  const [month, setMonth] = useState(`${today.slice(0, 7)}-01`)
  const [unit, setUnit] = useState<Found | null>(null)
  const [page, setPage] = useState(1)
  const to = addMonths(month, 1)
  const list = useQuery({
    ...reading(absenceCalendar, {
      from: month,
      to,
      ...(unit === null ? {} : { unitId: unit.id }),
      page,
      size,
    }),
    placeholderData: keepPreviousData,
  })
  const move = (months: number): void => {
    setMonth(addMonths(month, months))
    setPage(1)
  }
  const days: string[] = []
  for (let day = month; day < to; day = addDays(day, 1)) days.push(day)
  // a wide table scrolls by itself, with the keyboard too
  const scroller = {
    tabIndex: 0,
    role: 'region',
    'aria-label': t('rights.calendar.days'),
    className: 'overflow-x-auto',
  }
  const name = dateWords(month, 'long', language).text.replace(/月.*$/u, '月')
  return (
    <Section title={t('rights.calendar.title')} aside={t('rights.calendar.what')}>
      <div className="mb-4 flex flex-wrap items-end gap-4">
        <div className="w-72 max-sm:w-full">
          <LookupField
            compact
            name="unit"
            label={t('rights.calendar.unit')}
            about="units"
            search={searchUnits}
            chosen={unit}
            onChoose={(next) => {
              setUnit(next)
              setPage(1)
            }}
          />
        </div>
        <span className="flex items-center gap-2">
          <Button onPress={() => move(-1)}>{t('rights.calendar.before')}</Button>
          <b aria-live="polite">{name}</b>
          <Button onPress={() => move(1)}>{t('rights.calendar.next')}</Button>
        </span>
      </div>
      {list.isPending && <Loading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess &&
        (list.data.total === 0 ? (
          <EmptyState title={t('rights.calendar.none')} />
        ) : (
          <>
            <div {...scroller}>
              <table className="border-collapse text-[0.75rem]">
                <caption className="sr-only">{t('rights.calendar.title')}</caption>
                <thead>
                  <tr>
                    <th scope="col" className="sticky left-0 min-w-40 bg-white p-1 text-left">
                      {t('rights.calendar.person')}
                    </th>
                    {days.map((day) => (
                      <th
                        key={day}
                        scope="col"
                        className={`w-7 border border-solid-gray-300 p-1 text-center font-normal ${day === today ? 'bg-yellow-100 font-bold' : ''}`}
                      >
                        {Number(day.slice(8))}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {list.data.people.map((person) => (
                    <AwayRow key={person.personId} person={person} days={days} />
                  ))}
                </tbody>
              </table>
            </div>
            {list.data.total > size && (
              <p className="mt-3 flex gap-2">
                <Button onPress={() => setPage(Math.max(1, page - 1))}>{t('parts.pager.previous')}</Button>
                <Button onPress={() => setPage(page + 1)}>{t('parts.pager.next')}</Button>
              </p>
            )}
          </>
        ))}
    </Section>
  )
}

function AwayRow({ person, days }: { person: Away; days: readonly string[] }): ReactNode {
  const { t } = useTranslation()
  return (
    <tr>
      <th scope="row" className="sticky left-0 bg-white p-1 text-left font-normal">
        <b>{person.name}</b>
        <span className="block text-solid-gray-600">
          {person.unitName ?? ''} {person.title ?? ''}
        </span>
      </th>
      {days.map((day) => {
        const away = person.absences.find((each) => each.from <= day && (each.to === null || day < each.to))
        return (
          <td
            key={day}
            className={`border border-solid-gray-300 text-center ${away === undefined ? '' : 'bg-orange-200'}`}
            title={away?.reason ?? undefined}
          >
            {away === undefined ? '' : <span>{t('organisation.away').slice(0, 1)}</span>}
          </td>
        )
      })}
    </tr>
  )
}
