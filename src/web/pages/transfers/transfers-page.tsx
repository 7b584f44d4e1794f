import { listTransfers, type PlanLine } from '#rooms/1-organisation/transfer/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Pager } from '../../parts/pager.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/session.ts'
import { pageIn } from '../organisation/list-search.ts'
import { planHref } from './plan-address.ts'
import { PlanChip } from './plan-chip.tsx'
import { PlanDialog } from './plan-dialog.tsx'

const size = 50

/** The plans of transfers and reorganisations, the newest day first. */
export function TransfersPage(): ReactNode {
  const { t } = useTranslation()
  const { rights } = useMe()
  const may = rights.includes('organisation.manage')
  const [making, setMaking] = useState(false)
  const navigate = useNavigate()
  return (
    <>
      <PageHead
        title={t('transfers.title')}
        lead={t('transfers.lead')}
        crumbs={[{ label: t('organisation.crumb'), href: '/organisation' }, { label: t('transfers.title') }]}
        actions={
          may && (
            <Button look="filled" onPress={() => setMaking(true)}>
              {t('transfers.make')}
            </Button>
          )
        }
      />
      {may ? (
        <Plans />
      ) : (
        <Notice kind="plain" title={t('transfers.denied')}>
          <p>{t('transfers.deniedWhat')}</p>
        </Notice>
      )}
      {making && (
        <PlanDialog
          onClose={() => setMaking(false)}
          onSaved={(planId) => navigate({ to: planHref(planId) })}
        />
      )}
    </>
  )
}

function Plans(): ReactNode {
  const { t } = useTranslation()
  const page = useLocation({ select: ({ search }) => pageIn(search) })
  const list = useQuery({ ...reading(listTransfers, { page, size }), placeholderData: keepPreviousData })
  if (list.isPending) return <Loading />
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (list.data.total === 0) {
    return <EmptyState title={t('transfers.none')}>{t('transfers.noneWhat')}</EmptyState>
  }
  return (
    <>
      <h2 className="sr-only">{t('transfers.title')}</h2>
      <Table<PlanLine>
        caption={t('transfers.title')}
        rows={list.data.plans}
        rowKey={(plan) => plan.planId}
        columns={[
          {
            key: 'title',
            head: t('transfers.columns.title'),
            names: true,
            wraps: true,
            cell: (plan) => <Anchor href={planHref(plan.planId)}>{plan.title}</Anchor>,
          },
          {
            key: 'day',
            head: t('transfers.columns.day'),
            cell: (plan) => <DateText value={plan.effectiveOn} />,
          },
          {
            key: 'state',
            head: t('transfers.columns.state'),
            cell: (plan) => <PlanChip state={plan.state} />,
          },
          {
            key: 'changes',
            head: t('transfers.columns.changes'),
            numeric: true,
            cell: (plan) => plan.changes.toLocaleString('ja-JP'),
          },
          {
            key: 'problems',
            head: t('transfers.columns.problems'),
            cell: (plan) =>
              plan.problems > 0 && plan.state === 'draft' ? (
                <StateChip means="wrong">
                  {t('transfers.problems', { figure: plan.problems.toLocaleString('ja-JP') })}
                </StateChip>
              ) : null,
          },
          { key: 'source', head: t('transfers.columns.source'), wraps: true, cell: (plan) => plan.source },
          {
            key: 'made',
            head: t('transfers.columns.made'),
            cell: (plan) => plan.createdBy ?? t('transfers.operator'),
          },
        ]}
      />
      <Pager
        page={page}
        size={size}
        total={list.data.total}
        hrefOf={(next) => `/organisation/transfers${next === 1 ? '' : `?page=${next}`}`}
      />
    </>
  )
}
