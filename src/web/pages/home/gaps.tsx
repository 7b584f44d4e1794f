import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import type { Today } from './home-page.tsx'

const fewAtFirst = 8

/** What is not in place: clauses without a mechanism, vacant offices. Only for who may mend them. */
export function Gaps({ data }: { data: Today }): ReactNode {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  if (data.gaps.length === 0) return null
  const shown = all ? data.gaps : data.gaps.slice(0, fewAtFirst)
  return (
    <Section id="gaps" title={t('home.gaps')}>
      <p className="text-[0.875rem]">{t('home.gapsWhat')}</p>
      <ul>
        {shown.map((gap) => (
          <li
            key={`${gap.kind}${gap.text}`}
            className="flex items-start gap-2 border-b border-solid-gray-300 py-2 leading-[1.5]"
          >
            <StateChip means="check">{t('home.gap')}</StateChip>
            <span className="text-[0.875rem]">
              {gap.href === undefined ? gap.text : <Anchor href={gap.href}>{gap.text}</Anchor>}
            </span>
          </li>
        ))}
      </ul>
      {shown.length < data.gaps.length && (
        <div className="mt-2">
          <Button size="small" onPress={() => setAll(true)}>
            {t('home.gapsAll', { total: data.gaps.length })}
          </Button>
        </div>
      )}
    </Section>
  )
}
