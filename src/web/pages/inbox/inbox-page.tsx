import { listApplications } from '#engine/procedure/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Section } from '../../parts/card.tsx'
import { Pager } from '../../parts/pager.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { CaseFilters } from '../cases/case-filters.tsx'
import { isNarrowed, pageSize, readInboxSearch, type InboxSearch } from '../cases/search.ts'
import { ToldNotice } from '../case/told-notice.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { useBulk } from './use-bulk.ts'
import { WaitingRow } from './waiting-row.tsx'

/** 決裁: what waits for the viewer, the longest waiting first. */
export function InboxPage(): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ from: '/house/inbox' })
  return (
    <>
      <PageHead title={t('inbox.title')} lead={t('inbox.lead')} />
      <ToldNotice />
      <CaseFilters
        withState={false}
        search={search}
        onChange={(next) => void navigate({ to: '/inbox', search: readInboxSearch(next) })}
      />
      <Section title={t('inbox.list')} aside={t('inbox.order')}>
        <WaitingList search={search} />
      </Section>
    </>
  )
}

function WaitingList({ search }: { search: InboxSearch }): ReactNode {
  const router = useRouter()
  const { page = 1, ...filters } = search
  const list = useQuery({
    ...reading(listApplications, { view: 'inbox', page, size: pageSize, ...filters }),
    placeholderData: keepPreviousData,
  })
  const bulk = useBulk(list.data?.rows ?? [])
  if (list.isPending) return <Loading />
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  const { rows, total } = list.data
  if (rows.length === 0) return <NothingWaits search={search} />
  return (
    <div aria-busy={list.isPlaceholderData}>
      <BulkBar bulk={bulk} />
      <ul>
        {rows.map((row) => (
          <WaitingRow
            key={row.applicationId}
            row={row}
            {...(row.bulk === null
              ? {}
              : {
                  chosen: bulk.isChosen(row.applicationId),
                  onChoose: (on: boolean) => bulk.choose(row.applicationId, on),
                })}
          />
        ))}
      </ul>
      <Pager
        page={page}
        size={pageSize}
        total={total}
        hrefOf={(target) => router.buildLocation({ to: '/inbox', search: { ...search, page: target } }).href}
      />
    </div>
  )
}

function NothingWaits({ search }: { search: InboxSearch }): ReactNode {
  const { t } = useTranslation()
  if (!isNarrowed(search)) return <EmptyState title={t('inbox.none')}>{t('inbox.noneWhat')}</EmptyState>
  return (
    <EmptyState title={t('inbox.noneFound')}>
      {search.search === undefined
        ? t('inbox.noneFoundKind')
        : t('inbox.noneFoundWhat', { search: search.search })}
    </EmptyState>
  )
}
