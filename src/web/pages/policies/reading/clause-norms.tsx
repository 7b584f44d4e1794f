import { policyLints, policyNorms, policyParameters } from '#policy/contract-norms.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import { Anchor } from '../../../parts/anchor.tsx'
import { Card } from '../../../parts/card.tsx'
import { findingsAddress, reviewAddress, valuesAddress } from '../addresses.ts'
import { fieldWords } from '../review/field-value.tsx'
import { NormChip } from '../review/norm-chip.tsx'

/** What the selected clause says as norms, the values it leaves open, and what one should look at in it. */
export function ClauseNorms({ editionId, wid }: { editionId: string; wid: string }): ReactNode {
  const { t } = useTranslation()
  // the clause and what stands below it: never the whole edition
  const all = useQuery({ ...reading(policyNorms, { editionId, chapter: wid }), staleTime: 300_000 })
  const norms = all.data?.norms.filter((norm) => norm.wid === wid) ?? []
  if (norms.length === 0) return null
  return (
    <>
      <Card title={t('policies.reading.norms')}>
        <ul className="grid gap-3 text-[0.875rem] leading-[1.5]">
          {norms.map((norm) => (
            <li key={norm.normId} className="grid justify-items-start gap-1">
              <NormChip norm={norm} />
              <span>
                {fieldWords(norm.reading, 'subject', t)}・{fieldWords(norm.reading, 'trigger', t)}・
                {fieldWords(norm.reading, 'modality', t)}・{fieldWords(norm.reading, 'kind', t)}
              </span>
              {norm.reading.approval !== null && <span>{fieldWords(norm.reading, 'approval', t)}</span>}
              <Anchor href={reviewAddress(editionId, norm.normId)}>{t('policies.reading.seeReading')}</Anchor>
            </li>
          ))}
        </ul>
      </Card>
      <ClauseValues editionId={editionId} ids={norms.flatMap((norm) => norm.parameters)} />
      <ClauseFindings editionId={editionId} wid={wid} />
    </>
  )
}

function ClauseValues({ editionId, ids }: { editionId: string; ids: readonly string[] }): ReactNode {
  const { t } = useTranslation()
  const values = useQuery({ ...reading(policyParameters, { editionId }), enabled: ids.length > 0 })
  const own = values.data?.parameters.filter((each) => ids.includes(each.parameter)) ?? []
  if (own.length === 0) return null
  return (
    <Card
      title={t('openValues.title')}
      aside={<Anchor href={valuesAddress(editionId)}>{t('openValues.change')}</Anchor>}
    >
      <dl className="text-[0.875rem] leading-[1.5]">
        {own.map((each) => (
          <div
            key={each.parameter}
            className="flex justify-between gap-3 border-b border-solid-gray-200 py-1 last:border-0"
          >
            <dt>{each.label}</dt>
            <dd className="text-right font-bold">
              {each.value === null ? t('openValues.notSet') : `${each.value}${each.unit}`}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

function ClauseFindings({ editionId, wid }: { editionId: string; wid: string }): ReactNode {
  const { t } = useTranslation()
  const lints = useQuery({ ...reading(policyLints, { editionId }), staleTime: 60_000 })
  const own = lints.data?.lints.filter((each) => each.wid === wid) ?? []
  if (own.length === 0) return null
  return (
    <Card
      title={t('findings.title')}
      aside={<Anchor href={findingsAddress(editionId)}>{t('review.showAll')}</Anchor>}
    >
      <ul className="grid gap-2 text-[0.875rem] leading-[1.5]">
        {own.map((each) => (
          <li key={each.lintKey}>
            <b>{t(`findings.codes.${each.code}`)}</b>
            <span className="block">{each.message}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
