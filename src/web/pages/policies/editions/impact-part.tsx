import { policyImpact } from '#policy/contract-editions.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import { Anchor } from '../../../parts/anchor.tsx'
import { Section } from '../../../parts/card.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { ErrorState, Loading } from '../../../parts/states.tsx'
import { compareAddress, impactAddress } from '../addresses.ts'

/** What an amendment touches and how much of it is undecided, among the preparations of a draft. */
export function ImpactPart({ editionId }: { editionId: string }): ReactNode {
  const { t } = useTranslation()
  const found = useQuery(reading(policyImpact, { editionId, page: 1, size: 1 }))
  if (found.data?.against === null) return null
  return (
    <Section title={t('editions.impact.title')}>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState bare error={found.error} onRetry={() => void found.refetch()} />}
      {found.data !== undefined && (
        <div className="grid gap-3">
          {found.data.total === 0 ? (
            <p>{t('editions.impact.none')}</p>
          ) : found.data.undecided === 0 ? (
            <Notice kind="success" title={t('editions.impact.allDone')} />
          ) : (
            <Notice kind="warning" title={t('editions.gate.undecided', { count: found.data.undecided })} />
          )}
          <p className="flex flex-wrap gap-4">
            <Anchor href={impactAddress(editionId)}>{t('editions.gate.toImpact')}</Anchor>
            <Anchor href={compareAddress(editionId)}>{t('editions.compare.open')}</Anchor>
          </p>
        </div>
      )}
    </Section>
  )
}
