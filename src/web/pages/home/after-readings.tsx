import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../parts/anchor.tsx'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { EmptyState } from '../../parts/states.tsx'
import type { Today } from './home-page.tsx'

/** 後閲: what was decided with the viewer's right while he was away. */
export function AfterReadings({ data }: { data: Today }): ReactNode {
  const { t } = useTranslation()
  const { afterReadings } = data
  return (
    <Section id="after" title={t('home.after')}>
      {afterReadings.length === 0 ? (
        <EmptyState title={t('home.afterNone')}>{t('home.afterNoneWhat')}</EmptyState>
      ) : (
        <ul>
          {afterReadings.map((each) => (
            <li key={each.decisionId} className="border-b border-solid-gray-300 py-2 leading-[1.5]">
              <div className="flex items-center justify-between gap-2 text-[0.875rem]">
                <StateChip means="deputy">{t('home.afterDeputy')}</StateChip>
                <DateText value={each.decidedAt} form="short" />
              </div>
              <Anchor href={`/cases/${each.applicationId}`}>{each.title}</Anchor>{' '}
              <span className="nowrap text-[0.875rem] text-solid-gray-600">{each.number}</span>
              <p className="text-[0.875rem]">{t('home.afterBy', { name: each.deciderName })}</p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
