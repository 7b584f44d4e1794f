import { policyEdition } from '#policy/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import { Panel } from '../../../parts/card.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { ErrorState, Loading } from '../../../parts/states.tsx'
import { PageHead } from '../../../shell/page-head.tsx'
import { listAddress, prepareAddress, readingAddress } from '../addresses.ts'
import type { EditionOut } from '../types.ts'
import { TableForm } from './table-form.tsx'

/** 表の確認: the rows of a table that came as running text, set right by form. */
export function TablePage(): ReactNode {
  const { t } = useTranslation()
  const { editionId, wid } = useParams({ from: '/house/policies/$editionId/tables/$wid' })
  const edition = useQuery(reading(policyEdition, { editionId }))
  const { data } = edition
  const table = data?.tables.find((one) => one.wid === wid)
  const title =
    table === undefined ? t('policies.tables.page') : t('policies.tables.pageOf', { number: table.number })
  return (
    <>
      <PageHead
        title={title}
        lead={data === undefined ? undefined : `${data.policy.title} ${data.edition.label}`}
        crumbs={[
          { label: t('policies.title'), href: listAddress },
          ...(data === undefined
            ? []
            : [
                { label: `${data.policy.title} ${data.edition.label}`, href: readingAddress(editionId, wid) },
                { label: t('policies.prepare.title'), href: prepareAddress(editionId) },
              ]),
          { label: title },
        ]}
      />
      {edition.isPending && <Loading />}
      {edition.isError && <ErrorState bare error={edition.error} onRetry={() => void edition.refetch()} />}
      {data !== undefined && table === undefined && (
        <Notice kind="info" title={t('policies.tables.gone')}>
          <p>{t('policies.tables.goneWhat')}</p>
        </Notice>
      )}
      {data !== undefined && table !== undefined && <Content data={data} table={table} />}
    </>
  )
}

function Content({ data, table }: { data: EditionOut; table: EditionOut['tables'][number] }): ReactNode {
  const { t } = useTranslation()
  const settled = data.edition.state !== 'draft' && table.rows !== null
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:overflow-auto">
        <Panel title={t('policies.tables.source')}>
          <p className="mb-2 text-[0.875rem]">{t('policies.tables.sourceWhat')}</p>
          <p className="provision text-[0.875rem] whitespace-pre-wrap">{table.raw}</p>
        </Panel>
      </div>
      {!data.mayManage ? (
        <Notice kind="info" title={t('policies.import.notYours')}>
          <p>{t('policies.import.notYoursWhat')}</p>
        </Notice>
      ) : settled ? (
        <Notice kind="info" title={t('policies.tables.settled')}>
          <p>{t('policies.tables.settledWhat')}</p>
        </Notice>
      ) : (
        <TableForm key={table.wid} editionId={data.edition.editionId} table={table} />
      )}
    </div>
  )
}
