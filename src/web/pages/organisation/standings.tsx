import type { person } from '#rooms/1-organisation/contract.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../api/client.ts'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { ClauseLink } from '../../parts/clause-link.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { DaySentence, dayMark } from './day-text.tsx'
import { useClauses } from './use-clauses.ts'

type Standing = OutputOf<typeof person>['standings'][number]

/** In what right somebody can decide on a day, and why. */
export function Standings({
  standings,
  on,
  title,
}: {
  standings: readonly Standing[]
  /** Undefined: today. */
  on: string | undefined
  title?: string
}): ReactNode {
  const { t } = useTranslation()
  const clause = useClauses(on)
  const heading =
    title ??
    (on === undefined ? (
      t('organisation.person.standingsToday')
    ) : (
      <DaySentence words={t('organisation.person.standings', { date: dayMark })} day={on} />
    ))
  return (
    <Section title={heading} aside={t('organisation.person.standingsWhat')}>
      {standings.length === 0 ? (
        <EmptyState title={t('organisation.person.noStandings')} />
      ) : (
        <ul>
          {standings.map((standing) => {
            const found = clause(standing.eid)
            return (
              <li
                key={`${standing.office} ${standing.unitId ?? ''} ${standing.capacity} ${standing.rightOfName ?? ''}`}
                className="border-b border-solid-gray-200 py-2 leading-[1.6]"
              >
                <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  <StateChip means={standing.capacity === '本人' ? 'kept' : 'deputy'}>
                    {t(`organisation.person.capacities.${standing.capacity}`)}
                  </StateChip>
                  <b>
                    {standing.unitName ?? t('organisation.person.whole')} {standing.word}
                  </b>
                  {standing.capacity !== '本人' && standing.rightOfName !== null && (
                    <span>{t('organisation.person.rightOf', { name: standing.rightOfName })}</span>
                  )}
                  {found !== undefined && <ClauseLink {...found} />}
                </span>
                <span className="block text-[0.875rem] text-solid-gray-700">
                  {standing.because}
                  {standing.matters !== null &&
                    `(${t('organisation.person.matters', { matters: standing.matters.join('・') })})`}
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </Section>
  )
}
