import { listChecks } from '#engine/check/contract.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { checkHref } from '../checks/addresses.ts'

const shown = 6

/** What is wrong in the units the viewer reads, check by check; nothing where nothing is. */
export function FoundByChecks(): ReactNode {
  const { t } = useTranslation()
  const list = useQuery(reading(listChecks, {}))
  const wrong = (list.data?.rows ?? [])
    .filter((row) => row.state === 'violations')
    .toSorted(
      (a, b) =>
        Number(a.severity !== 'serious') - Number(b.severity !== 'serious') || b.violations - a.violations,
    )
  if (wrong.length === 0) return null
  return (
    <Section
      id="checks"
      title={t('checks.home.title')}
      aside={<Anchor href="/checks">{t('checks.home.more')}</Anchor>}
    >
      <ul>
        {wrong.slice(0, shown).map((row) => (
          <li
            key={row.key}
            className="flex items-start gap-2 border-b border-solid-gray-300 py-2 leading-[1.5]"
          >
            <StateChip means={row.severity === 'serious' ? 'violation' : 'check'}>
              {t(`checks.severities.${row.severity}`)}
            </StateChip>
            <span className="text-[0.875rem]">
              <Anchor href={checkHref(row.key)}>{row.name}</Anchor>{' '}
              <span className="nowrap">{t('checks.home.line', { count: row.violations })}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
