import { showSign } from '#rooms/9-evaluation/signs/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocation, useParams, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Section } from '../../parts/card.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { DefinitionList } from '../../parts/definition-list.tsx'
import { MonthPlot } from '../../parts/month-plot.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Pager } from '../../parts/pager.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { Count, EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { pageIn, textIn } from '../organisation/list-search.ts'
import { periodIn, signHref } from './addresses.ts'
import { FindingTable } from './finding-table.tsx'
import { ForAuditors, useSignCrumbs } from './for-auditors.tsx'
import { LookNow } from './look-now.tsx'
import { PeriodField } from './period-field.tsx'
import { SignValues } from './sign-values.tsx'
import { FoundCount, SignStateChip } from './state-chip.tsx'
import { TakeAlong } from './take-along.tsx'

const size = 50

export type ShownSign = OutputOf<typeof showSign>
type View = { period: string; unit: string; page: number }

/** One sign: what it is and is not, how it went, and every case it was seen in with the way to its records. */
export function SignPage(): ReactNode {
  return <ForAuditors>{() => <OneSign />}</ForAuditors>
}

function OneSign(): ReactNode {
  const { sign = '' } = useParams({ strict: false })
  const view = useLocation({
    select: ({ search }): View => ({
      period: periodIn(textIn(search, 'period')),
      unit: textIn(search, 'unit'),
      page: pageIn(search),
    }),
  })
  const shown = useQuery({
    ...reading(showSign, {
      sign,
      page: view.page,
      size,
      ...(view.period === '' ? {} : { period: view.period }),
      ...(view.unit === '' ? {} : { unitId: view.unit }),
    }),
    placeholderData: keepPreviousData,
    // Every reading is written down: it is read again when somebody asks, not when a window comes to the front.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  if (shown.isPending) return <Loading />
  if (shown.isError) return <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />
  return <Shown data={shown.data} view={view} />
}

function Shown({ data, view }: { data: ShownSign; view: View }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const crumbs = useSignCrumbs()
  return (
    <>
      <PageHead
        title={data.name}
        lead={data.why}
        crumbs={[...crumbs, { label: data.name }]}
        clauses={data.cites.map(clauseOf)}
      />
      <div className="grid gap-6">
        <Notice kind="info" title={t('signs.page.notProof')}>
          {data.notProof}
        </Notice>
        <div className="noprint flex flex-wrap items-end justify-between gap-4">
          <PeriodField
            period={data.period}
            periods={data.periods}
            onChange={(period) => router.history.push(signHref(data.key, { period }))}
          />
          <TakeAlong period={data.period.key} sign={data.key} unitId={view.unit} />
        </div>
        <Standing data={data} />
        <Rows data={data} view={view} />
        {data.parameters.length > 0 && <SignValues data={data} />}
      </div>
    </>
  )
}

function Standing({ data }: { data: ShownSign }): ReactNode {
  const { t } = useTranslation()
  return (
    <Section title={t('signs.page.standing', { period: data.period.label })}>
      <div className="grid gap-4 lg:grid-cols-2 lg:gap-8">
        <div className="grid content-start gap-2">
          <DefinitionList
            items={[
              {
                key: 'found',
                term: t('signs.found'),
                is: (
                  <span className="flex flex-wrap items-center gap-x-3">
                    <b>
                      <FoundCount of={data} />
                    </b>
                    <SignStateChip state={data.state} /> {t(`signs.stateWhat.${data.state}`)}
                  </span>
                ),
              },
              {
                key: 'before',
                term: t('signs.before'),
                is: <Count value={data.before ?? 'unknown'} unit={t('signs.unit')} />,
              },
              {
                key: 'seen',
                term: t('signs.page.seen'),
                is: <Count value={data.looked.parts === 0 ? 'unknown' : data.seen} unit={t('signs.unit')} />,
              },
              ...(data.unread === 0
                ? []
                : [
                    {
                      key: 'unread',
                      term: t('signs.page.unread'),
                      is: t('signs.page.unreadWhat', { count: data.unread }),
                    },
                  ]),
            ]}
          />
          <LookNow looked={data.looked} />
        </div>
        {data.trend.months.length > 1 && (
          <MonthPlot label={t(`signs.page.trend.${data.trend.by}`)} months={data.trend.months} />
        )}
      </div>
    </Section>
  )
}

function Rows({ data, view }: { data: ShownSign; view: View }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const period = data.period.key
  return (
    <Section title={t('signs.page.rows')}>
      <div className="grid gap-3">
        {data.units.length > 0 && (
          <div className="noprint w-80 max-sm:w-full">
            <SelectField
              compact
              name="unit"
              label={t('signs.page.filterUnit')}
              value={view.unit}
              emptyLabel={t('signs.page.everyUnit')}
              choices={data.units.map((unit) => ({
                value: unit.unitId,
                label: t('signs.unitCount', { name: unit.name, count: unit.found }),
              }))}
              onChange={(unit) => router.history.push(signHref(data.key, { period, unit }))}
            />
          </div>
        )}
        {data.rows.length === 0 ? (
          <EmptyState title={t('signs.page.noRows')}>{t(`signs.stateWhat.${data.state}`)}</EmptyState>
        ) : (
          <>
            <FindingTable rows={data.rows} />
            <Pager
              page={data.page}
              size={data.size}
              total={data.total}
              hrefOf={(page) => signHref(data.key, { period, unit: view.unit, page })}
            />
          </>
        )}
        <p className="text-[0.875rem] text-solid-gray-700">{t('signs.page.recorded')}</p>
      </div>
    </Section>
  )
}
