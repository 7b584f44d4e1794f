import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { searchAll } from '#engine/search/contract.ts'
import type { OutputOf } from '../../api/client.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Section } from '../../parts/card.tsx'

/** What was found of one kind: the first hits, and how many there are. */
export function HitGroup({
  group,
  more,
}: {
  group: OutputOf<typeof searchAll>['groups'][number]
  more?: ReactNode
}): ReactNode {
  const { t } = useTranslation()
  return (
    <Section
      title={t(`search.kinds.${group.kind}`)}
      aside={<output>{t(group.more ? 'search.foundMore' : 'search.found', { count: group.total })}</output>}
    >
      <ul>
        {group.hits.map((hit) => (
          <li
            key={hit.id}
            data-hit=""
            className="flex flex-wrap items-baseline gap-x-3 border-b border-solid-gray-200 py-2"
          >
            {hit.mark !== '' && <span className="text-[0.875rem] tabular-nums">{hit.mark}</span>}
            <Anchor href={hit.href} className="font-bold">
              {hit.title}
            </Anchor>
            {hit.detail !== '' && <span className="text-[0.875rem] text-solid-gray-700">{hit.detail}</span>}
          </li>
        ))}
      </ul>
      {more !== undefined && <p className="mt-2">{more}</p>}
    </Section>
  )
}
