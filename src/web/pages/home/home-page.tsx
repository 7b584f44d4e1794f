import { today } from '#engine/procedure/contract.ts'
import { listTasks } from '#engine/task/contract.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { Columns } from '../../parts/card.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Loading } from '../../parts/states.tsx'
import { SummaryStrip, type SummaryItem } from '../../parts/summary-strip.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { ToldNotice } from '../case/told-notice.tsx'
import { AfterReadings } from './after-readings.tsx'
import { FoundByChecks } from './found-by-checks.tsx'
import { Gaps } from './gaps.tsx'
import { MyCases } from './my-cases.tsx'
import { homeTasks } from './home-tasks.ts'
import { OtherTasks } from './other-tasks.tsx'
import { OverdueCases } from './overdue-cases.tsx'
import { WaitingCases } from './waiting-cases.tsx'
import { UnreadablePage } from '../case/unreadable-page.tsx'

export type Today = OutputOf<typeof today>

/** 今日やること: what waits for the viewer, the oldest first. */
export function HomePage(): ReactNode {
  const { t } = useTranslation()
  const shown = useQuery(reading(today, {}))
  if (shown.isPending) return <Loading />
  if (shown.isError) return <UnreadablePage error={shown.error} onRetry={() => void shown.refetch()} />
  const { data } = shown
  const decides = data.standingWords.length > 0
  return (
    <>
      <PageHead
        title={t('home.title')}
        lead={
          <>
            <DateText value={data.on} />{' '}
            {decides
              ? t('home.as', { offices: data.standingWords.join(t('home.comma')) })
              : t('home.asNobody')}
          </>
        }
        actions={
          <ButtonLink look="filled" href="/apply">
            {t('home.make')}
          </ButtonLink>
        }
      />
      <ToldNotice />
      <Counts data={data} />
      {decides ? (
        <Columns
          sideLabel={t('home.mine')}
          main={
            <>
              <WaitingCases data={data} />
              <OverdueCases data={data} />
              <OtherTasks />
            </>
          }
          side={
            <div className="grid gap-8">
              <AfterReadings data={data} />
              <MyCases data={data} />
              <FoundByChecks />
              <Gaps data={data} />
            </div>
          }
        />
      ) : (
        <div className="grid gap-8">
          <OverdueCases data={data} />
          <OtherTasks />
          <MyCases data={data} />
          <FoundByChecks />
          <Gaps data={data} />
        </div>
      )}
    </>
  )
}

function Counts({ data }: { data: Today }): ReactNode {
  const { t } = useTranslation()
  const { counts } = data
  const decides = data.standingWords.length > 0
  const unit = t('home.unit')
  const tasks = useQuery(reading(listTasks, homeTasks))
  const items: SummaryItem[] = [
    ...(decides
      ? [{ key: 'waiting', label: t('home.waiting'), count: counts.waiting, unit, href: '#waiting' }]
      : []),
    {
      key: 'overdue',
      label: t('home.overdueCount'),
      count: counts.overdue,
      unit,
      href: '#overdue',
      alarm: true,
    },
    {
      key: 'tasks',
      label: t('tasks.title'),
      count: tasks.data?.total ?? ('unknown' as const),
      unit,
      href: '#tasks',
      alarm: (tasks.data?.overdue ?? 0) > 0,
    },
    ...(decides
      ? [{ key: 'after', label: t('home.after'), count: counts.afterReadings, unit, href: '#after' }]
      : []),
    { key: 'mine', label: t('home.mine'), count: counts.mine, unit, href: '#mine' },
    ...(data.gaps.length > 0
      ? [{ key: 'gaps', label: t('home.gaps'), count: data.gaps.length, unit, href: '#gaps', alarm: true }]
      : []),
  ]
  return <SummaryStrip label={t('home.counts')} items={items} />
}
