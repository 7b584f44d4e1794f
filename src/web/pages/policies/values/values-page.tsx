import { policyParameters } from '#policy/contract-norms.ts'
import { policyEdition } from '#policy/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import type { OutputOf } from '../../../api/client.ts'
import { Button, ButtonLink } from '../../../parts/button.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { ShareBar } from '../../../parts/progress-bar.tsx'
import { ErrorState, Loading } from '../../../parts/states.tsx'
import { PageHead } from '../../../shell/page-head.tsx'
import { bindingsAddress, reviewAddress } from '../addresses.ts'
import { editionCrumbs } from '../edition-crumbs.ts'
import { ValueTable } from './value-table.tsx'

export type ParameterOut = OutputOf<typeof policyParameters>['parameters'][number]

/** 定める値: every value that the text leaves to the city, those not set yet first. */
export function ValuesPage(): ReactNode {
  const { t } = useTranslation()
  const { editionId } = useParams({ from: '/house/policies/$editionId/values' })
  const edition = useQuery(reading(policyEdition, { editionId }))
  const values = useQuery(reading(policyParameters, { editionId }))
  const [onlyOpen, setOnlyOpen] = useState(false)
  const { data } = values
  return (
    <>
      <PageHead
        title={t('openValues.title')}
        lead={t('openValues.lead')}
        crumbs={editionCrumbs(t, editionId, edition.data, t('openValues.title'))}
        actions={
          <>
            <ButtonLink href={reviewAddress(editionId)}>{t('review.toReview')}</ButtonLink>
            <ButtonLink href={bindingsAddress(editionId)}>{t('review.toBindings')}</ButtonLink>
          </>
        }
      />
      {values.isPending && <Loading />}
      {values.isError && <ErrorState bare error={values.error} onRetry={() => void values.refetch()} />}
      {data !== undefined && data.parameters.length === 0 && (
        <Notice kind="info" title={t('openValues.none')}>
          <p className="text-[0.875rem]">{t('openValues.noneWhat')}</p>
        </Notice>
      )}
      {data !== undefined && data.parameters.length > 0 && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <div className="flex flex-wrap items-center gap-4">
            <div className="w-72 max-w-full">
              <ShareBar
                parts={[
                  { label: t('openValues.set'), count: data.set, tone: 'green' },
                  { label: t('openValues.open'), count: data.open, tone: 'red' },
                ]}
              />
            </div>
            <Button size="small" pressed={onlyOpen} onPress={() => setOnlyOpen(!onlyOpen)}>
              {t('openValues.onlyOpen')}
            </Button>
          </div>
          {data.open === 0 && (
            <Notice kind="success" title={t('openValues.allSet')}>
              <p className="text-[0.875rem]">{t('openValues.allSetWhat')}</p>
            </Notice>
          )}
          <ValueTable
            editionId={editionId}
            parameters={onlyOpen ? data.parameters.filter((each) => each.value === null) : data.parameters}
            mayManage={data.mayManage}
          />
        </div>
      )}
    </>
  )
}
