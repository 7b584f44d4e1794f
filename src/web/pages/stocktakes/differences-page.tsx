import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocation, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { differenceKinds, stocktakeDifferences } from '#engine/stocktake/contract.ts'
import { reading } from '../../api/api.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Pager } from '../../parts/pager.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { pageIn, textIn } from '../organisation/list-search.ts'
import { boardHref, differencesHref } from './addresses.ts'

const size = 50

/** What became of the lines since the stock-take before. */
export function DifferencesPage(): ReactNode {
  const { t } = useTranslation()
  const { stocktakeId = '' } = useParams({ strict: false })
  const view = useLocation({
    select: ({ search }) => ({
      kind: differenceKinds.find((each) => each === textIn(search, 'kind')) ?? ('new' as const),
      page: pageIn(search),
    }),
  })
  const shown = useQuery({
    ...reading(stocktakeDifferences, { stocktakeId, kind: view.kind, page: view.page, size }),
    placeholderData: keepPreviousData,
  })
  const counts = new Map((shown.data?.changes ?? []).map(({ kind, count }) => [kind, count]))
  return (
    <>
      <PageHead
        title={t('stocktakes.differences.title')}
        lead={
          shown.data === undefined || shown.data.previous === null
            ? undefined
            : t('stocktakes.differences.since', { title: shown.data.previous.title })
        }
        crumbs={[
          { label: t('stocktakes.crumb'), href: '/registers' },
          { label: t('stocktakes.title'), href: '/stocktakes' },
          { label: shown.data?.campaign.title ?? t('stocktakes.board.title'), href: boardHref(stocktakeId) },
          { label: t('stocktakes.differences.title') },
        ]}
      />
      {shown.isPending && <Loading />}
      {shown.isError && <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />}
      {shown.isSuccess && shown.data.previous === null && (
        <EmptyState title={t('stocktakes.differences.none')}>
          {t('stocktakes.differences.noneWhat')}
        </EmptyState>
      )}
      {shown.isSuccess && shown.data.previous !== null && (
        <div className="grid gap-4">
          <nav aria-label={t('stocktakes.differences.title')}>
            <ul className="flex flex-wrap gap-x-5 gap-y-1">
              {differenceKinds.map((kind) => (
                <li key={kind}>
                  <Anchor
                    href={differencesHref(stocktakeId, { kind })}
                    current={kind === view.kind ? 'page' : undefined}
                    className="aria-[current]:font-bold"
                  >
                    {t(`stocktakes.differences.kinds.${kind}`)} {counts.get(kind) ?? 0}
                  </Anchor>
                </li>
              ))}
            </ul>
          </nav>
          {shown.data.rows.length === 0 ? (
            <EmptyState title={t('stocktakes.differences.empty')}>
              {t('stocktakes.differences.emptyWhat')}
            </EmptyState>
          ) : (
            <Table
              caption={t(`stocktakes.differences.kinds.${view.kind}`)}
              rows={shown.data.rows}
              rowKey={(row) => row.entryId}
              columns={[
                { key: 'number', head: t('stocktakes.differences.number'), cell: (row) => row.number },
                {
                  key: 'label',
                  head: t('stocktakes.differences.label'),
                  names: true,
                  wraps: true,
                  cell: (row) => (
                    <Anchor href={`/registers/${shown.data.campaign.register}?open=${row.entryId}`}>
                      {row.label}
                    </Anchor>
                  ),
                },
                {
                  key: 'unit',
                  head: t('stocktakes.differences.unit'),
                  wraps: true,
                  cell: (row) => row.unit.name,
                },
                { key: 'was', head: t('stocktakes.differences.was'), wraps: true, cell: (row) => row.was },
                { key: 'now', head: t('stocktakes.differences.now'), wraps: true, cell: (row) => row.now },
              ]}
            />
          )}
          <Pager
            page={view.page}
            size={size}
            total={shown.data.total}
            hrefOf={(page) => differencesHref(stocktakeId, { kind: view.kind, page })}
          />
        </div>
      )}
    </>
  )
}
