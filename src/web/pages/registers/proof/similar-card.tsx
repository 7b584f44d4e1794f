import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { similarEntries } from '#engine/register-similar/contract.ts'
import { reading } from '../../../api/api.ts'
import { Anchor } from '../../../parts/anchor.tsx'
import { Card } from '../../../parts/card.tsx'
import { ErrorState, Loading } from '../../../parts/states.tsx'

/** What went before and was like this line, with what was done then. */
export function SimilarCard({
  line,
  hrefOf,
}: {
  line: { register: string; entryId: string }
  hrefOf: (entryId: string) => string
}): ReactNode {
  const { t } = useTranslation()
  const found = useQuery(reading(similarEntries, line))
  if (found.isPending) return <Loading />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const { lines, looked } = found.data
  return (
    <Card title={t('lineProof.similar.title')} level={3}>
      <div className="grid gap-3 text-[0.875rem]">
        {lines.length === 0 ? (
          <p>{t('lineProof.similar.none')}</p>
        ) : (
          <ul className="grid gap-3">
            {lines.map(({ entryId, number, label, share, told }) => (
              <li key={entryId} className="border-l-4 border-solid-gray-300 pl-2">
                <Anchor href={hrefOf(entryId)}>
                  {number} {label}
                </Anchor>
                <p className="text-solid-gray-700">{t('lineProof.similar.share', { share })}</p>
                {told.map((each) => (
                  <p key={each.label}>
                    <span className="font-bold">{each.label}</span> {each.text}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        )}
        <p className="text-solid-gray-700">{t('lineProof.similar.looked', { looked })}</p>
      </div>
    </Card>
  )
}
