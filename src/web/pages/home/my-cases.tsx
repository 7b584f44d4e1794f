import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../parts/anchor.tsx'
import { Section } from '../../parts/card.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { CaseStateChip } from '../case/state-chip.tsx'
import type { Today } from './home-page.tsx'

/** The viewer's own cases that still move. */
export function MyCases({ data }: { data: Today }): ReactNode {
  const { t } = useTranslation()
  const { rows } = data.mine
  return (
    <Section id="mine" title={t('home.mine')} aside={<Anchor href="/cases">{t('home.mineAll')}</Anchor>}>
      {rows.length === 0 ? (
        <EmptyState title={t('home.mineNone')}>{t('home.mineNoneWhat')}</EmptyState>
      ) : (
        <ul>
          {rows.map((row) => (
            <li key={row.applicationId} className="border-b border-solid-gray-300 py-2 leading-[1.5]">
              <div className="flex flex-wrap items-center justify-between gap-2 text-[0.875rem]">
                <CaseStateChip state={row.state} procedure={row.procedure} overdueDays={row.overdueDays} />
                {row.periodTo !== null && (
                  <span>
                    {t('home.mineUntil')} <DateText value={row.periodTo} form="short" />
                  </span>
                )}
              </div>
              <Anchor href={`/cases/${row.applicationId}`}>{row.title}</Anchor>{' '}
              <span className="text-[0.875rem] text-solid-gray-600">
                {row.procedureName} <span className="nowrap">{row.number}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
