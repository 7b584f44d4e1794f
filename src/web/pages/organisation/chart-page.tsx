import { chart } from '#rooms/1-organisation/contract.ts'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { chartSearch, organisationHref, readChartView, type ChartView } from './chart-address.ts'
import { ChartBoard } from './chart-board.tsx'
import { ChartPanel } from './chart-panel.tsx'
import { chartOf, childrenIn, leaderOf, type Chart, type ChartData, type ChartNode } from './chart-tree.ts'
import { DaySentence, dayMark } from './day-text.tsx'
import { useClauses } from './use-clauses.ts'

/** Units of a level shown at once; more are in the table. */
const most = 50

/** The security organisation as of a day: who holds which office, who stands in, where somebody is missing. */
export function ChartPage(): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const view = readChartView(useLocation({ select: ({ search }) => search }))
  const show = (next: ChartView): void =>
    void navigate({ to: '/organisation', search: chartSearch(next), resetScroll: false })
  const on = view.on === '' ? {} : { on: view.on }
  const top = useQuery({ ...reading(chart, { ...on, size: most }), placeholderData: keepPreviousData })
  const below = useQueries({
    queries: view.open.map((unitId) => ({
      ...reading(chart, { ...on, unitId, size: most }),
      staleTime: 30_000,
    })),
  })
  const clause = useClauses(view.on === '' ? undefined : view.on)
  const opened = new Map(
    view.open.flatMap((unitId, index) => {
      const data = below[index]?.data
      return data === undefined ? [] : [[unitId, data] as const]
    }),
  )
  const failed = below.find((query) => query.isError)
  const laid = top.data === undefined ? undefined : chartOf(top.data)
  return (
    <>
      <PageHead
        title={t('organisation.title')}
        lead={t('organisation.lead')}
        clauses={[...new Set((top.data?.city ?? []).map((seat) => seat.eid))]
          .slice(1, 3)
          .flatMap((eid) => clause(eid) ?? [])}
        actions={<Actions view={view} onShow={show} today={top.data?.on} />}
      />
      {view.on !== '' && <OtherDay on={view.on} onToday={() => show({ ...view, on: '' })} />}
      {top.isPending && <Loading />}
      {top.isError && <ErrorState error={top.error} onRetry={() => void top.refetch()} />}
      {failed !== undefined && (
        <ErrorState error={failed.error} onRetry={() => below.forEach((query) => void query.refetch())} />
      )}
      {laid !== undefined && top.data !== undefined && laid.departments.length === 0 && (
        <EmptyState title={t('organisation.none')}>{t('organisation.noneWhat')}</EmptyState>
      )}
      {laid !== undefined && top.data !== undefined && laid.departments.length > 0 && (
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_344px]">
          <ChartBoard laid={laid} top={top.data} opened={opened} view={view} onShow={show} />
          <ChartPanel
            node={nodeAt(view.at, laid, top.data, opened)}
            chosen={view.at !== ''}
            bodies={top.data.bodies}
            clause={clause}
            on={view.on}
            onClose={() => show({ ...view, at: '' })}
          />
        </div>
      )}
    </>
  )
}

function Actions({
  view,
  today,
  onShow,
}: {
  view: ChartView
  today: string | undefined
  onShow: (view: ChartView) => void
}): ReactNode {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string>()
  return (
    <>
      <span className="w-64 max-sm:w-full">
        <DateField
          compact
          name="on"
          label={t('organisation.on')}
          value={typed ?? (view.on === '' ? (today ?? '') : view.on)}
          onChange={(text, date) => {
            setTyped(text)
            if (date !== null && date !== view.on && !(view.on === '' && date === today)) {
              onShow({ ...view, on: date })
              setTyped(undefined)
            }
          }}
        />
      </span>
      <span className="flex flex-wrap gap-2 self-end">
        <ButtonLink href={organisationHref('/offices', { on: view.on })}>
          {t('organisation.asTable')}
        </ButtonLink>
        <ButtonLink href={organisationHref('/map', { on: view.on })}>{t('organisation.asMap')}</ButtonLink>
        <ButtonLink href={organisationHref('/units', { on: view.on })}>{t('organisation.units')}</ButtonLink>
        <ButtonLink href="/organisation/people">{t('organisation.people')}</ButtonLink>
        <ButtonLink href="/organisation/absences">{t('organisation.absences')}</ButtonLink>
        <ButtonLink href="/council">{t('council.title')}</ButtonLink>
        <ButtonLink href="/joining">{t('joining.title')}</ButtonLink>
        <ButtonLink href="/organisation/transfers">{t('organisation.transfers')}</ButtonLink>
        <ButtonLink href="/organisation/import">{t('organisation.import')}</ButtonLink>
        <Button onPress={() => globalThis.print()}>{t('organisation.print')}</Button>
      </span>
    </>
  )
}

function OtherDay({ on, onToday }: { on: string; onToday: () => void }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="mb-4">
      <Notice kind="info">
        <span className="flex flex-wrap items-center gap-x-4">
          <span>
            <DaySentence words={t('organisation.onOther', { date: dayMark })} day={on} />
          </span>
          <Button size="small" onPress={onToday}>
            {t('organisation.today')}
          </Button>
        </span>
      </Notice>
    </div>
  )
}

/** The node with this key among those that are known. */
function nodeAt(
  key: string,
  laid: Chart,
  top: ChartData,
  opened: ReadonlyMap<string, ChartData>,
): ChartNode | undefined {
  const upper = [laid.council, laid.ciso, laid.chief, ...laid.beside].flatMap((node) => node ?? [])
  const units = [...laid.departments, ...top.units.flatMap((unit) => childrenIn(top, unit.id))]
  for (const [unitId, data] of opened) units.push(...childrenIn(data, unitId))
  const leaders = units.flatMap((node) => leaderOf(node) ?? [])
  return [...upper, ...units, ...leaders].find((node) => node.key === key)
}
