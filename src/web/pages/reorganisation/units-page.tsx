import { unitHistory } from '#rooms/1-organisation/units/contract.ts'
import { isDate } from '#ground/clock/date.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocation, useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Pager } from '../../parts/pager.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/session.ts'
import { clausesOf } from '../case/clauses.ts'
import { organisationHref } from '../organisation/chart-address.ts'
import { DaySentence, dayMark } from '../organisation/day-text.tsx'
import { pageIn, textIn } from '../organisation/list-search.ts'

const size = 50
const shows = ['current', 'planned', 'ended'] as const
type Show = (typeof shows)[number]
type View = { on: string; q: string; show: Show; page: number }
type Row = OutputOf<typeof unitHistory>['units'][number]

/** Every unit with its past and what is registered for later, as of a day. */
export function UnitsPage(): ReactNode {
  const { t } = useTranslation()
  const { rights } = useMe()
  const view = useLocation({ select: ({ search }) => readView(search) })
  const list = useQuery({
    ...reading(unitHistory, {
      ...(view.on === '' ? {} : { on: view.on }),
      q: view.q,
      show: view.show,
      page: view.page,
      size,
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <PageHead
        title={t('reorganisation.title')}
        clauses={clausesOf(list.data?.cites ?? [])}
        crumbs={[
          { label: t('organisation.crumb'), href: '/organisation' },
          { label: t('reorganisation.title') },
        ]}
        lead={
          list.data === undefined ? undefined : (
            <DaySentence words={t('reorganisation.lead', { date: dayMark })} day={list.data.on} />
          )
        }
        actions={
          rights.includes('organisation.manage') ? (
            <ButtonLink look="filled" href="/organisation/units/change">
              {t('reorganisation.change')}
            </ButtonLink>
          ) : undefined
        }
      />
      <Filters key={JSON.stringify(view)} view={view} counts={list.data?.counts} today={list.data?.on} />
      {list.isPending && <Loading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess &&
        (list.data.total === 0 ? (
          <EmptyState title={t(`reorganisation.none.${view.show}`)}>
            {t('reorganisation.noneWhat')}
          </EmptyState>
        ) : (
          <>
            <h2 className="sr-only">{t('reorganisation.title')}</h2>
            <Units rows={list.data.units} on={view.on} />
            <Pager
              page={view.page}
              size={size}
              total={list.data.total}
              hrefOf={(page) => hrefOf({ ...view, page })}
            />
          </>
        ))}
    </>
  )
}

function Units({ rows, on }: { rows: readonly Row[]; on: string }): ReactNode {
  const { t } = useTranslation()
  return (
    <Table
      caption={t('reorganisation.title')}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'name',
          head: t('reorganisation.unit'),
          names: true,
          wraps: true,
          cell: (row) => (
            <>
              <Anchor href={organisationHref(`/units/${row.id}`, { on })}>{row.name}</Anchor>
              {row.policyOffice && (
                <span className="ml-2">
                  <StateChip means="note">{t('organisation.policyOffice')}</StateChip>
                </span>
              )}
              {row.path.length > 0 && (
                <span className="block text-[0.875rem] text-solid-gray-700">{row.path.join(' ')}</span>
              )}
            </>
          ),
        },
        { key: 'code', head: t('reorganisation.code'), cell: (row) => row.code },
        { key: 'kind', head: t('reorganisation.kind'), cell: (row) => row.kind },
        {
          key: 'since',
          head: t('reorganisation.since'),
          wraps: true,
          cell: (row) => (
            <>
              <DateText value={row.since} />
              {row.formerName !== null && (
                <span className="block text-[0.875rem]">
                  {t('reorganisation.former', { name: row.formerName })}
                </span>
              )}
            </>
          ),
        },
        {
          key: 'next',
          head: t('reorganisation.next'),
          wraps: true,
          cell: (row) => <Next row={row} />,
        },
      ]}
    />
  )
}

/** What comes next, or what came of a unit that is no more. */
function Next({ row }: { row: Row }): ReactNode {
  const { t } = useTranslation()
  if (row.state === 'ended') {
    return (
      <>
        <StateChip means="outside">{t('reorganisation.ended')}</StateChip> <DateText value={row.until} />
        {row.heir !== null && (
          <span className="block">
            {t('reorganisation.heir')}{' '}
            <Anchor href={organisationHref(`/units/${row.heir.id}`)}>{row.heir.name}</Anchor>
          </span>
        )}
      </>
    )
  }
  if (row.next === null) return t('organisation.noValue')
  return (
    <>
      <StateChip means="soon">
        <DateText value={row.next.on} />
      </StateChip>
      <span className="block">{row.next.text}</span>
    </>
  )
}

function Filters({
  view,
  counts,
  today,
}: {
  view: View
  counts: Record<Show, number> | undefined
  today: string | undefined
}): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const [q, setQ] = useState(view.q)
  const [show, setShow] = useState<Show>(view.show)
  const [day, setDay] = useState<{ typed: string; date: string | null }>({ typed: view.on, date: view.on })
  return (
    <form
      noValidate
      className="noprint mb-4 flex flex-wrap items-end gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (day.date === null && day.typed !== '') return
        router.history.push(hrefOf({ on: day.date ?? '', q, show, page: 1 }))
      }}
    >
      <div className="w-64 max-sm:w-full">
        <TextField
          compact
          type="search"
          name="q"
          label={t('reorganisation.find')}
          value={q}
          maxLength={100}
          onChange={setQ}
        />
      </div>
      <div className="w-64 max-sm:w-full">
        <SelectField
          compact
          name="show"
          label={t('reorganisation.show')}
          value={show}
          choices={shows.map((value) => ({
            value,
            label:
              counts === undefined
                ? t(`reorganisation.shows.${value}`)
                : t('reorganisation.showCount', {
                    words: t(`reorganisation.shows.${value}`),
                    figure: counts[value],
                  }),
          }))}
          onChange={(value) => setShow(shows.find((each) => each === value) ?? 'current')}
        />
      </div>
      <div className="w-64 max-sm:w-full">
        <DateField
          compact
          name="on"
          label={t('organisation.on')}
          value={day.typed === '' ? (today ?? '') : day.typed}
          onChange={(typed, date) => setDay({ typed, date })}
        />
      </div>
      <Button type="submit">{t('organisation.table.show')}</Button>
    </form>
  )
}

function readView(search: Readonly<Record<string, unknown>>): View {
  const on = textIn(search, 'on')
  const show = textIn(search, 'show')
  return {
    on: isDate(on) ? on : '',
    q: textIn(search, 'q').slice(0, 100),
    show: shows.find((each) => each === show) ?? 'current',
    page: pageIn(search),
  }
}

function hrefOf(view: View): string {
  return organisationHref('/units', {
    on: view.on,
    q: view.q,
    show: view.show === 'current' ? '' : view.show,
    page: view.page === 1 ? '' : String(view.page),
  })
}
