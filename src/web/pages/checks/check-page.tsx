import { exportCheck, showCheck } from '#engine/check/contract.ts'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useLocation, useParams, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading, saveFile } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { DateText } from '../../parts/date-text.tsx'
import { DefinitionList } from '../../parts/definition-list.tsx'
import { Pager } from '../../parts/pager.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { Count, EmptyState, ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { pageIn, textIn } from '../organisation/list-search.ts'
import { checkHref } from './addresses.ts'
import { CheckValues } from './check-values.tsx'
import { RunNow } from './run-now.tsx'
import { CheckStateChip } from './state-chip.tsx'

const size = 50

export type Shown = OutputOf<typeof showCheck>
type View = { unit: string; state: 'open' | 'mended'; page: number }

/** One check: what it looks at, how it stands, and the lines that violate, with the way to each. */
export function CheckPage(): ReactNode {
  const { t } = useTranslation()
  const { check = '' } = useParams({ strict: false })
  const view = useLocation({
    select: ({ search }): View => ({
      unit: textIn(search, 'unit'),
      state: textIn(search, 'state') === 'mended' ? 'mended' : 'open',
      page: pageIn(search),
    }),
  })
  const shown = useQuery({
    ...reading(showCheck, {
      check,
      state: view.state,
      page: view.page,
      size,
      ...(view.unit === '' ? {} : { unitId: view.unit }),
    }),
    placeholderData: keepPreviousData,
  })
  if (shown.isPending) return <Loading />
  if (shown.isError) return <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />
  const { data } = shown
  return (
    <>
      <PageHead
        title={data.name}
        lead={data.what}
        clauses={data.cites.map(clauseOf)}
        crumbs={[
          { label: t('checks.crumb'), href: '/registers' },
          { label: t('checks.title'), href: '/checks' },
          { label: data.name },
        ]}
      />
      <div className="grid gap-8">
        <Facts data={data} />
        {data.mayRun.allowed && <RunNow check={data.key} />}
        <Rows data={data} view={view} />
        {data.parameters.length > 0 && <CheckValues data={data} />}
        {data.runs.length > 0 && <Runs data={data} />}
      </div>
    </>
  )
}

function Facts({ data }: { data: Shown }): ReactNode {
  const { t } = useTranslation()
  return (
    <DefinitionList
      items={[
        {
          key: 'state',
          term: t('checks.state'),
          is: (
            <>
              <CheckStateChip state={data.state} /> {t(`checks.stateWhat.${data.state}`)}
            </>
          ),
        },
        {
          key: 'lines',
          term: t('checks.lines'),
          is: (
            <>
              <Count value={data.ranOn === null ? 'unknown' : data.lines} unit={t('checks.unit')} />{' '}
              {data.ranOn !== null && <DateText value={data.ranOn} />}
            </>
          ),
        },
        {
          key: 'of',
          term: t('checks.page.of'),
          is: <Anchor href={data.of.href}>{data.of.name}</Anchor>,
        },
        {
          key: 'owner',
          term: t('checks.page.owner'),
          is: t('checks.page.ownerWhat', { office: data.ownerWord, days: data.daysToMend }),
        },
        ...(data.missing.length === 0
          ? []
          : [
              {
                key: 'based',
                term: t('checks.based'),
                is: (
                  <>
                    <StateChip means="check">{t('checks.noClause')}</StateChip> {data.missing.join('、')}
                  </>
                ),
              },
            ]),
      ]}
    />
  )
}

function Rows({ data, view }: { data: Shown; view: View }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const save = useMutation({
    mutationFn: () =>
      saveFile(exportCheck, { check: data.key, ...(view.unit === '' ? {} : { unitId: view.unit }) }),
  })
  const hrefOf = (change: Partial<View>): string => checkHref(data.key, { ...view, page: 1, ...change })
  const mended = view.state === 'mended'
  return (
    <Section title={t(mended ? 'checks.page.mendedRows' : 'checks.page.rows')}>
      <div className="grid gap-3">
        <div className="noprint flex flex-wrap items-end gap-4">
          <div className="w-80 max-sm:w-full">
            <SelectField
              compact
              name="unit"
              label={t('checks.page.filterUnit')}
              value={view.unit}
              emptyLabel={t('checks.page.everyUnit')}
              choices={data.units.map((unit) => ({
                value: unit.unitId,
                label: `${unit.name} (${unit.violations.toLocaleString('ja-JP')})`,
              }))}
              onChange={(unit) => router.history.push(hrefOf({ unit }))}
            />
          </div>
          <div className="w-56 max-sm:w-full">
            <SelectField
              compact
              name="state"
              label={t('checks.page.show')}
              value={view.state}
              choices={(['open', 'mended'] as const).map((key) => ({
                value: key,
                label: t(`checks.page.${key}`),
              }))}
              onChange={(state) =>
                router.history.push(hrefOf({ state: state === 'mended' ? 'mended' : 'open' }))
              }
            />
          </div>
          {!mended && data.total > 0 && (
            <Button busy={save.isPending} onPress={() => save.mutate()}>
              {t('checks.page.export')}
            </Button>
          )}
        </div>
        {save.isError && <RefusalNotice error={save.error} />}
        {data.rows.length === 0 ? (
          <EmptyState title={t(mended ? 'checks.page.noMended' : 'checks.page.noRows')}>
            {mended ? undefined : t(`checks.stateWhat.${data.state}`)}
          </EmptyState>
        ) : (
          <>
            <RowTable data={data} mended={mended} />
            <Pager page={data.page} size={data.size} total={data.total} hrefOf={(page) => hrefOf({ page })} />
          </>
        )}
      </div>
    </Section>
  )
}

function RowTable({ data, mended }: { data: Shown; mended: boolean }): ReactNode {
  const { t } = useTranslation()
  return (
    <Table
      caption={t(mended ? 'checks.page.mendedRows' : 'checks.page.rows')}
      rows={data.rows}
      rowKey={(row) => row.lineId}
      columns={[
        {
          key: 'name',
          head: data.of.noun,
          names: true,
          wraps: true,
          cell: (row) => (
            <>
              <Anchor href={row.href}>{row.label}</Anchor>
              <span className="nowrap block text-[0.875rem] text-solid-gray-700">{row.number}</span>
            </>
          ),
        },
        {
          key: 'sentence',
          head: t('checks.page.sentence'),
          wraps: true,
          cell: (row) => (
            <>
              {row.sentence}
              {row.rightNow && (
                <span className="block">
                  <StateChip means="done">{t('checks.page.rightNow')}</StateChip>
                </span>
              )}
            </>
          ),
        },
        { key: 'unit', head: t('checks.page.unit'), wraps: true, cell: (row) => row.unitName },
        {
          key: 'when',
          head: t(mended ? 'checks.page.mendedAt' : 'checks.page.firstSeen'),
          cell: (row) => <DateText value={mended ? row.mendedAt : row.firstSeen} form="short" />,
        },
      ]}
    />
  )
}

function Runs({ data }: { data: Shown }): ReactNode {
  const { t } = useTranslation()
  return (
    <Section title={t('checks.page.runs')}>
      <ul>
        {data.runs.map((run) => (
          <li key={run.runId} className="border-b border-solid-gray-300 py-2 text-[0.875rem] leading-[1.5]">
            <DateText value={run.at} />{' '}
            {t('checks.page.runLine', {
              lines: run.lines.toLocaleString('ja-JP'),
              violations: run.violations.toLocaleString('ja-JP'),
              fresh: run.fresh.toLocaleString('ja-JP'),
              mended: run.mended.toLocaleString('ja-JP'),
            })}
          </li>
        ))}
      </ul>
    </Section>
  )
}
