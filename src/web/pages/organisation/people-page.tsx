import { people } from '#rooms/1-organisation/contract.ts'
import { isDate } from '#ground/clock/date.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocation, useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { LookupField, type Found } from '../../parts/lookup-field.tsx'
import { Pager } from '../../parts/pager.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { organisationHref } from './chart-address.ts'
import { DaySentence, dayMark } from './day-text.tsx'
import { pageIn, textIn } from './list-search.ts'
import { searchUnits } from './lookups.ts'

const size = 50
type View = { q: string; unit: string; on: string; page: number }
type Person = OutputOf<typeof people>['people'][number]

/** The staff, found by name, reading or number, or by unit. */
export function PeoplePage(): ReactNode {
  const { t } = useTranslation()
  const view = useLocation({ select: ({ search }) => readView(search) })
  const list = useQuery({
    ...reading(people, {
      q: view.q,
      page: view.page,
      size,
      ...(view.unit === '' ? {} : { unitId: view.unit }),
      ...(view.on === '' ? {} : { on: view.on }),
    }),
    placeholderData: keepPreviousData,
  })
  const narrowed = view.q !== '' || view.unit !== ''
  const unitName = list.data?.people.find((person) => person.unitId === view.unit)?.unitName ?? undefined
  return (
    <>
      <PageHead
        title={t('organisation.peoplePage.title')}
        lead={t('organisation.peoplePage.lead')}
        crumbs={[
          { label: t('organisation.crumb'), href: '/organisation' },
          { label: t('organisation.peoplePage.title') },
        ]}
      />
      <Search key={`${view.q} ${view.unit} ${unitName ?? ''}`} view={view} unitName={unitName} />
      <h2 className="sr-only">{t('organisation.peoplePage.title')}</h2>
      {list.isPending && <Loading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.data.total === 0 && (
        <EmptyState
          title={
            view.q === ''
              ? t('organisation.peoplePage.noneAny')
              : t('organisation.peoplePage.none', { word: view.q })
          }
          action={
            narrowed && (
              <ButtonLink href="/organisation/people">{t('organisation.peoplePage.clear')}</ButtonLink>
            )
          }
        >
          {view.on !== '' && (
            <DaySentence words={t('organisation.peoplePage.noneWhat', { date: dayMark })} day={view.on} />
          )}
          {view.on === '' && t('organisation.peoplePage.noneNow')}
        </EmptyState>
      )}
      {list.isSuccess && list.data.total > 0 && (
        <>
          <People people={list.data.people} />
          <Pager
            page={view.page}
            size={size}
            total={list.data.total}
            hrefOf={(page) => hrefOf({ ...view, page })}
          />
        </>
      )}
    </>
  )
}

function People({ people: found }: { people: readonly Person[] }): ReactNode {
  const { t } = useTranslation()
  return (
    <Table
      caption={t('organisation.peoplePage.title')}
      rows={found}
      rowKey={(person) => person.id}
      columns={[
        {
          key: 'name',
          head: t('organisation.peoplePage.name'),
          names: true,
          cell: (person) => (
            <>
              <Anchor href={`/organisation/people/${person.id}`}>{person.name}</Anchor>
              {person.formerName !== null && (
                <span className="block text-[0.875rem] text-solid-gray-600">
                  {t('organisation.peoplePage.formerName', { name: person.formerName })}
                </span>
              )}
            </>
          ),
        },
        { key: 'kana', head: t('organisation.peoplePage.kana'), cell: (person) => person.kana },
        {
          key: 'unit',
          head: t('organisation.peoplePage.unit'),
          cell: (person) => person.unitName ?? t('organisation.noValue'),
        },
        {
          key: 'title',
          head: t('organisation.peoplePage.post'),
          cell: (person) => person.title ?? t('organisation.noValue'),
        },
        { key: 'number', head: t('organisation.peoplePage.number'), cell: (person) => person.number },
        {
          key: 'extension',
          head: t('organisation.peoplePage.extension'),
          cell: (person) => person.extension ?? t('organisation.noValue'),
        },
      ]}
    />
  )
}

function Search({ view, unitName }: { view: View; unitName: string | undefined }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const [q, setQ] = useState(view.q)
  const [unit, setUnit] = useState<Found | null>(
    view.unit === '' ? null : { id: view.unit, label: unitName ?? t('organisation.peoplePage.unit') },
  )
  return (
    <search className="mb-4 block">
      <form
        noValidate
        className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,280px)_auto]"
        onSubmit={(event) => {
          event.preventDefault()
          router.history.push(hrefOf({ ...view, q: q.trim(), unit: unit?.id ?? '', page: 1 }))
        }}
      >
        <TextField
          compact
          type="search"
          name="q"
          label={t('organisation.peoplePage.word')}
          maxLength={100}
          value={q}
          onChange={setQ}
        />
        <LookupField
          compact
          name="unit"
          label={t('organisation.peoplePage.unit')}
          about="units"
          search={searchUnits}
          chosen={unit}
          onChoose={setUnit}
        />
        <span className="grid sm:[&>button]:min-h-10">
          <Button type="submit">{t('organisation.peoplePage.go')}</Button>
        </span>
      </form>
    </search>
  )
}

function readView(search: Readonly<Record<string, unknown>>): View {
  const on = textIn(search, 'on')
  return {
    q: textIn(search, 'q').slice(0, 100),
    unit: textIn(search, 'unit'),
    on: isDate(on) ? on : '',
    page: pageIn(search),
  }
}

function hrefOf({ q, unit, on, page }: View): string {
  return organisationHref('/people', { q, unit, on, page: page === 1 ? '' : String(page) })
}
