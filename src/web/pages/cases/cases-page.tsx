import { listApplications, type CaseRow } from '#engine/procedure/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Pager } from '../../parts/pager.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { ToldNotice } from '../case/told-notice.tsx'
import { AsSwitch, Board } from './board.tsx'
import { CaseFilters } from './case-filters.tsx'
import { useCaseColumns } from './columns.tsx'
import { countLimit, isNarrowed, pageSize, type CasesSearch } from './search.ts'

/** The list of cases: one's own, or all one may see. What it is narrowed by is the address. */
export function CasesPage(): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ from: '/house/cases' })
  const view = search.view ?? 'mine'
  const show = (next: CasesSearch): void => void navigate({ to: '/cases', search: next })
  return (
    <>
      <PageHead
        title={t('cases.title')}
        lead={t('cases.lead')}
        actions={
          <ButtonLink look="filled" href="/apply">
            {t('cases.make')}
          </ButtonLink>
        }
      />
      <ToldNotice />
      <Tabs
        label={t('cases.views.label')}
        value={view}
        onChange={(key) =>
          show({
            ...(key === 'office' ? { view: 'office' } : {}),
            ...(search.as === undefined ? {} : { as: search.as }),
          })
        }
        items={(['mine', 'office'] as const).map((key) => ({
          key,
          title: t(`cases.views.${key}`),
          content: () => (
            <>
              {key === 'office' && <p className="mb-3 text-[0.875rem]">{t('cases.officeNote')}</p>}
              <AsSwitch search={search} />
              <CaseFilters search={search} onChange={show} withState={search.as !== 'board'} />
              {search.as === 'board' ? (
                <Board search={search} />
              ) : (
                <>
                  <h2 className="sr-only">{t(`cases.views.${key}`)}</h2>
                  <CaseList search={search} />
                </>
              )}
            </>
          ),
        }))}
      />
    </>
  )
}

function CaseList({ search }: { search: CasesSearch }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const { page = 1, view = 'mine', as: _as, unit, ...filters } = search
  const columns = useCaseColumns(view)
  const list = useQuery({
    ...reading(listApplications, {
      view,
      page,
      size: pageSize,
      ...filters,
      ...(unit === undefined ? {} : { unitId: unit }),
    }),
    placeholderData: keepPreviousData,
  })
  if (list.isPending) return <Loading />
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  const { rows, total } = list.data
  const hrefOf = (target: number): string =>
    router.buildLocation({ to: '/cases', search: { ...search, page: target } }).href
  if (rows.length === 0) {
    return total > 0 ? (
      <EmptyState
        title={t('cases.beyond')}
        action={<ButtonLink href={hrefOf(1)}>{t('cases.first')}</ButtonLink>}
      >
        {t('cases.beyondWhat')}
      </EmptyState>
    ) : (
      <NoCases search={search} />
    )
  }
  return (
    <div aria-busy={list.isPlaceholderData}>
      {total >= countLimit && (
        <Notice kind="info">{t('cases.capped', { number: total.toLocaleString('ja-JP') })}</Notice>
      )}
      <Table<CaseRow>
        caption={t(`cases.views.${view}`)}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.applicationId}
      />
      <Pager page={page} size={pageSize} total={total} hrefOf={hrefOf} />
    </div>
  )
}

/** Counted, and none: what was looked at. */
function NoCases({ search }: { search: CasesSearch }): ReactNode {
  const { t } = useTranslation()
  const view = t(`cases.views.${search.view ?? 'mine'}`)
  if (isNarrowed(search)) {
    return (
      <EmptyState title={t('cases.noneFound')}>
        {search.search === undefined
          ? t('cases.noneFoundWhat', { view })
          : t('cases.noneFoundSearch', { view, search: search.search })}
      </EmptyState>
    )
  }
  return (
    <EmptyState title={t(search.view === 'office' ? 'cases.noneOffice' : 'cases.none')}>
      {t('cases.noneWhat')}
    </EmptyState>
  )
}
