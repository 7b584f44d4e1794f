import { policyProvision } from '#policy/contract.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import { Anchor } from '../../../parts/anchor.tsx'
import { Card } from '../../../parts/card.tsx'
import { EmptyState, ErrorState, Loading } from '../../../parts/states.tsx'
import { readingAddress, slotsAddress } from '../addresses.ts'
import { StandingChip } from '../standing-chip.tsx'
import type { ClauseNode, ClauseOut } from '../types.ts'
import { ClauseNorms } from './clause-norms.tsx'
import { MechanismList } from './mechanism-list.tsx'
import { above, nodeOf, type Outline } from './outline.ts'

/** What hangs on the selected clause, and the same clause in other editions. */
export function ClauseSide({
  editionId,
  outline,
  at,
  onSelect,
}: {
  editionId: string
  outline: Outline
  at: string | undefined
  onSelect: (wid: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const node = at === undefined ? undefined : nodeOf(outline, at)
  const clause = useQuery({
    ...reading(policyProvision, { editionId, wid: at ?? '' }),
    enabled: node !== undefined,
  })
  if (at === undefined) return <p className="text-[0.875rem]">{t('policies.reading.choose')}</p>
  if (node === undefined) {
    return (
      <EmptyState title={t('policies.reading.gone')}>
        <p>{t('policies.reading.goneWhat')}</p>
      </EmptyState>
    )
  }
  return (
    <div className="grid gap-2">
      <ClauseTitle node={node} outline={outline} onSelect={onSelect} />
      {clause.isPending && <Loading />}
      {clause.isError && <ErrorState error={clause.error} onRetry={() => void clause.refetch()} />}
      {clause.isSuccess && (
        <>
          <Card
            title={t('policies.mechanisms')}
            aside={
              clause.data.mayManage && (
                <Anchor href={slotsAddress(editionId, undefined, at)}>{t('policies.reading.change')}</Anchor>
              )
            }
          >
            {clause.data.mechanisms.length === 0 ? (
              <p className="text-[0.875rem]">{t('policies.reading.noMechanism')}</p>
            ) : (
              <MechanismList mechanisms={clause.data.mechanisms} />
            )}
          </Card>
          <ClauseNorms editionId={editionId} wid={node.wid} />
          <Card title={t('policies.reading.history')}>
            <History clause={clause.data} />
          </Card>
        </>
      )}
      <p className="mt-2 text-[0.875rem] leading-[1.5] text-solid-gray-700 max-lg:hidden">
        {t('policies.reading.keys', { next: 'j', previous: 'k' })}
      </p>
    </div>
  )
}

function ClauseTitle({
  node,
  outline,
  onSelect,
}: {
  node: ClauseNode
  outline: Outline
  onSelect: (wid: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const path = above(outline, node.wid)
  return (
    <div>
      <h2 className="text-[1rem] leading-[1.5]">
        {node.number} {node.heading}
      </h2>
      {path.length > 0 && (
        <ul
          aria-label={t('policies.reading.above')}
          className="flex flex-wrap gap-x-2 text-[0.875rem] leading-[1.5]"
        >
          {path.map((place) => (
            <li key={place.wid}>
              <button
                type="button"
                onClick={() => onSelect(place.wid)}
                className="text-left text-blue-1000 underline underline-offset-[3px] hover:decoration-[3px]"
              >
                {place.label} {place.heading}
              </button>
              <span aria-hidden> ›</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function History({ clause }: { clause: ClauseOut }): ReactNode {
  const { t } = useTranslation()
  if (clause.history.length === 0) {
    return <p className="text-[0.875rem]">{t('policies.reading.noHistory')}</p>
  }
  return (
    <ul className="grid gap-2 text-[0.875rem] leading-[1.5]">
      {clause.history.map((other) => (
        <li key={other.editionId} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Anchor href={readingAddress(other.editionId, clause.node.wid)}>{other.label}</Anchor>
          <StandingChip standing={other.standing} />
          <span>{t(other.sameText ? 'policies.reading.sameText' : 'policies.reading.otherText')}</span>
        </li>
      ))}
    </ul>
  )
}
