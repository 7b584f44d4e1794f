import { checkStates, listChecks, type CheckRow } from '#engine/check/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Chips, StateChip } from '../../parts/chip.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { ClauseLinks } from '../../parts/clause-link.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { Count, EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { SummaryStrip } from '../../parts/summary-strip.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { textIn } from '../organisation/list-search.ts'
import { checkHref } from './addresses.ts'
import { RunNow } from './run-now.tsx'
import { CheckStateChip } from './state-chip.tsx'

/** Every check with how it stands: what is wrong first, then what nobody knows. */
export function ChecksPage(): ReactNode {
  const { t } = useTranslation()
  const list = useQuery(reading(listChecks, {}))
  return (
    <>
      <PageHead
        title={t('checks.title')}
        lead={t('checks.lead')}
        crumbs={[{ label: t('checks.crumb'), href: '/registers' }, { label: t('checks.title') }]}
      />
      {list.isPending && <Loading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess &&
        (list.data.rows.length === 0 ? (
          <EmptyState title={t('checks.none')}>{t('checks.noneWhat')}</EmptyState>
        ) : (
          <div className="grid gap-6">
            <States rows={list.data.rows} />
            {list.data.mayRun.allowed ? (
              <RunNow />
            ) : (
              <p className="text-[0.875rem] text-solid-gray-700">{list.data.mayRun.because}</p>
            )}
            <Rows rows={list.data.rows} />
          </div>
        ))}
    </>
  )
}

const stateHref = (state: string): string => (state === '' ? '/checks' : `/checks?state=${state}`)

function States({ rows }: { rows: readonly CheckRow[] }): ReactNode {
  const { t } = useTranslation()
  return (
    <SummaryStrip
      label={t('checks.state')}
      items={checkStates.map((state) => ({
        key: state,
        label: t(`checks.states.${state}`),
        count: rows.filter((row) => row.state === state).length,
        unit: t('checks.unit'),
        href: stateHref(state),
        alarm: state === 'violations',
      }))}
    />
  )
}

function Rows({ rows }: { rows: readonly CheckRow[] }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const wanted = useLocation({ select: ({ search }) => textIn(search, 'state') })
  const order = new Map(checkStates.map((state, at) => [state, at]))
  const shown = rows
    .filter((row) => wanted === '' || row.state === wanted)
    .toSorted(
      (a, b) =>
        Number(a.state !== 'violations') - Number(b.state !== 'violations') ||
        (a.state === 'violations' && b.state === 'violations'
          ? Number(a.severity !== 'serious') - Number(b.severity !== 'serious') || b.violations - a.violations
          : (order.get(b.state) ?? 0) - (order.get(a.state) ?? 0)),
    )
  return (
    <div className="grid gap-3">
      <div className="noprint w-64 max-sm:w-full">
        <SelectField
          compact
          name="state"
          label={t('checks.filterState')}
          value={wanted}
          emptyLabel={t('checks.all')}
          choices={checkStates.map((state) => ({ value: state, label: t(`checks.states.${state}`) }))}
          onChange={(state) => router.history.push(stateHref(state))}
        />
      </div>
      <Table
        caption={t('checks.title')}
        rows={shown}
        rowKey={(row) => row.key}
        columns={[
          {
            key: 'name',
            head: t('checks.name'),
            names: true,
            wraps: true,
            cell: (row) => (
              <>
                <Anchor href={checkHref(row.key)}>{row.name}</Anchor>
                <span className="block text-[0.875rem] text-solid-gray-700">{row.of.name}</span>
              </>
            ),
          },
          {
            key: 'state',
            head: t('checks.state'),
            cell: (row) => (
              <Chips>
                <CheckStateChip state={row.state} />
                {row.severity === 'serious' && row.state === 'violations' && (
                  <StateChip means="check">{t('checks.severities.serious')}</StateChip>
                )}
              </Chips>
            ),
          },
          {
            key: 'found',
            head: t('checks.found'),
            numeric: true,
            cell: (row) => (
              <Count
                value={row.state === 'unknown' || row.state === 'nothing' ? 'unknown' : row.violations}
                unit={t('checks.unit')}
              />
            ),
          },
          {
            key: 'lines',
            head: t('checks.lines'),
            numeric: true,
            cell: (row) => (
              <Count value={row.ranOn === null ? 'unknown' : row.lines} unit={t('checks.unit')} />
            ),
          },
          { key: 'ran', head: t('checks.ranOn'), cell: (row) => <DateText value={row.ranOn} form="short" /> },
          {
            key: 'cites',
            head: t('checks.based'),
            wraps: true,
            cell: (row) =>
              row.cites.length === 0 ? (
                <StateChip means="check">{t('checks.noClause')}</StateChip>
              ) : (
                <ClauseLinks clauses={row.cites.map(clauseOf)} />
              ),
          },
        ]}
      />
    </div>
  )
}
