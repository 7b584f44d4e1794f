import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import type { Today } from './home-page.tsx'

/** What is not in place: clauses without a mechanism, vacant offices. Only for who may mend them. */
export function Gaps({ data }: { data: Today }): ReactNode {
  const { t } = useTranslation()
  if (data.gaps.length === 0) return null
  return (
    <Section id="gaps" title={t('home.gaps')}>
      <p className="text-[0.875rem]">{t('home.gapsWhat')}</p>
      <ul>
        {data.gaps.map((gap) => (
          <li
            key={`${gap.kind}${gap.text}`}
            className="flex items-start gap-2 border-b border-solid-gray-300 py-2 leading-[1.5]"
          >
            <StateChip means="check">{t('home.gap')}</StateChip>
            <span className="text-[0.875rem]">{gap.text}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
