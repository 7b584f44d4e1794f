import { listSigns } from '#rooms/9-evaluation/signs/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocation, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { Notice } from '../../parts/notice.tsx'
import { Count, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { textIn } from '../organisation/list-search.ts'
import { periodIn, signHref, signsHref } from './addresses.ts'
import { ForAuditors } from './for-auditors.tsx'
import { LookNow } from './look-now.tsx'
import { PeriodField } from './period-field.tsx'
import { FoundCount, SignStateChip } from './state-chip.tsx'
import { TakeAlong } from './take-along.tsx'

type List = OutputOf<typeof listSigns>

/** The twelve signs of a period: how often, more or less than before, and where most. */
export function SignsPage(): ReactNode {
  return <ForAuditors>{() => <SignList />}</ForAuditors>
}

function SignList(): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const period = useLocation({ select: ({ search }) => periodIn(textIn(search, 'period')) })
  const list = useQuery({
    ...reading(listSigns, period === '' ? {} : { period }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <PageHead
        title={t('signs.title')}
        lead={t('signs.lead')}
        clauses={(list.data?.cites ?? []).map(clauseOf)}
        crumbs={[{ label: t('signs.crumb'), href: '/ledger' }, { label: t('signs.title') }]}
      />
      {list.isPending && <Loading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && (
        <div className="grid gap-4">
          <Notice kind="info" title={t('signs.noProof')}>
            {t('signs.noProofWhat')}
          </Notice>
          <div className="noprint flex flex-wrap items-end justify-between gap-4">
            <PeriodField
              period={list.data.period}
              periods={list.data.periods}
              onChange={(next) => router.history.push(signsHref(next))}
            />
            <TakeAlong period={list.data.period.key} />
          </div>
          <LookNow looked={list.data.looked} />
          <Rows data={list.data} />
        </div>
      )}
    </>
  )
}

function Rows({ data }: { data: List }): ReactNode {
  const { t } = useTranslation()
  const period = data.period.key
  return (
    <Table
      caption={t('signs.captionOf', { period: data.period.label })}
      captionShown
      rows={data.rows}
      rowKey={(row) => row.key}
      columns={[
        {
          key: 'name',
          head: t('signs.name'),
          names: true,
          wraps: true,
          cell: (row) => (
            <>
              <Anchor href={signHref(row.key, { period })}>{row.name}</Anchor>
              <span className="block text-[0.875rem] text-solid-gray-700">{row.why}</span>
            </>
          ),
        },
        { key: 'state', head: t('signs.state'), cell: (row) => <SignStateChip state={row.state} /> },
        {
          key: 'found',
          head: t('signs.found'),
          numeric: true,
          cell: (row) => (
            <b>
              <FoundCount of={row} />
            </b>
          ),
        },
        {
          key: 'before',
          head: t('signs.before'),
          numeric: true,
          cell: (row) => <Count value={row.before ?? 'unknown'} unit={t('signs.unit')} />,
        },
        {
          key: 'units',
          head: t('signs.units'),
          wraps: true,
          cell: (row) =>
            row.units.length === 0 ? (
              '—'
            ) : (
              <ul>
                {row.units.map((unit) => (
                  <li key={unit.unitId}>
                    <Anchor href={signHref(row.key, { period, unit: unit.unitId })}>
                      {t('signs.unitCount', { name: unit.name, count: unit.found })}
                    </Anchor>
                  </li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  )
}
