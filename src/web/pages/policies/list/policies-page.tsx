import { policyList } from '#policy/contract.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import { ButtonLink } from '../../../parts/button.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { ErrorState, Loading } from '../../../parts/states.tsx'
import { PageHead } from '../../../shell/page-head.tsx'
import { importAddress } from '../addresses.ts'
import { DocumentsTree } from '../editions/documents-tree.tsx'
import { DocumentSection } from './document-section.tsx'

/** 条文: the documents of the city and their editions. */
export function PoliciesPage(): ReactNode {
  const { t } = useTranslation()
  const list = useQuery(reading(policyList, { size: 100 }))
  const mayManage = list.data?.mayManage === true
  const importButton = (
    <ButtonLink href={importAddress} icon="upload" look={list.data?.total === 0 ? 'filled' : 'outline'}>
      {t('policies.import.open')}
    </ButtonLink>
  )
  return (
    <>
      <PageHead
        title={t('policies.title')}
        lead={t('policies.lead')}
        actions={
          mayManage ? (
            <>
              <ButtonLink href="/procedures">{t('procedures.title')}</ButtonLink>
              {importButton}
            </>
          ) : undefined
        }
      />
      {list.isPending && <Loading />}
      {list.isError && <ErrorState bare error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.data.total === 0 && (
        <Notice kind="info" title={t('policies.none')}>
          <p>{mayManage ? t('policies.noneManage') : t('policies.noneRead')}</p>
        </Notice>
      )}
      <div className="grid gap-8">
        {list.data?.policies.map((document) => (
          <DocumentSection key={document.policyId} document={document} mayManage={mayManage} />
        ))}
        {list.isSuccess && <DocumentsTree />}
      </div>
    </>
  )
}
