import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../../parts/card.tsx'
import type { Imported } from '../types.ts'

/** The chapters and their parts, as they were read: a wrong number shows here at a glance. */
export function OutlinePreview({ outline }: { outline: Imported['outline'] }): ReactNode {
  const { t } = useTranslation()
  if (outline.length === 0) return null
  return (
    <Section title={t('policies.import.outline')}>
      <ul className="gap-x-8 text-[0.875rem] leading-[1.7] sm:columns-2 lg:columns-3">
        {outline.map((place) => (
          <li key={place.eid} className={place.depth === 0 ? 'mt-1 font-bold' : 'pl-5'}>
            <span className="nowrap mr-2">{place.label}</span>
            {place.heading}
          </li>
        ))}
      </ul>
    </Section>
  )
}
