import {
  conflictKind,
  separationExceptions,
  separationExport,
  separationList,
} from '#rooms/1-organisation/rights/contract-separation.ts'
import { fiscalYear } from '#ground/clock/fiscal-year.ts'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useLocation, useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading, saveFile } from '../../api/api.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { DateField } from '../../parts/date-field.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Pager } from '../../parts/pager.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { isDate } from '#ground/clock/date.ts'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/session.ts'
import { pageIn, textIn } from '../organisation/list-search.ts'

const size = 50
type View = { on: string; kind: string; page: number }

/** 兼務の禁止: whose rights come together that should not, and the exceptions that were used. */
export function SeparationPage(): ReactNode {
  const { t } = useTranslation()
  const { rights } = useMe()
  if (rights.includes('audit.read') || rights.includes('organisation.manage')) return <SeparationList />
  return (
    <>
      <PageHead
        title={t('rights.separation.title')}
        crumbs={[
          { label: t('organisation.crumb'), href: '/organisation' },
          { label: t('rights.separation.title') },
        ]}
      />
      <EmptyState title={t('rights.separation.denied')}>
        <p>{t('rights.separation.deniedWhat')}</p>
      </EmptyState>
    </>
  )
}

function SeparationList(): ReactNode {
  const { t } = useTranslation()
  const view = useLocation({ select: ({ search }) => readView(search) })
  const kind = conflictKind.options.find((each) => each === view.kind)
  const list = useQuery({
    ...reading(separationList, {
      ...(view.on === '' ? {} : { on: view.on }),
      ...(kind === undefined ? {} : { kind }),
      page: view.page,
      size,
    }),
    placeholderData: keepPreviousData,
  })
  const save = useMutation({
    mutationFn: (format: 'xlsx' | 'csv') =>
      saveFile(separationExport, { ...(view.on === '' ? {} : { on: view.on }), format }),
  })
  const day = list.data?.on
  return (
    <>
      <PageHead
        title={t('rights.separation.title')}
        lead={t('rights.separation.lead')}
        crumbs={[
          { label: t('organisation.crumb'), href: '/organisation' },
          { label: t('rights.separation.title') },
        ]}
        clauses={(list.data?.cites ?? []).map(clauseOf)}
        actions={
          <span className="flex flex-wrap gap-2 self-end">
            <Button icon="download" busy={save.isPending} onPress={() => save.mutate('xlsx')}>
              {t('rights.separation.xlsx')}
            </Button>
            <Button icon="download" busy={save.isPending} onPress={() => save.mutate('csv')}>
              {t('rights.separation.csv')}
            </Button>
          </span>
        }
      />
      {save.isError && <RefusalNotice error={save.error} />}
      <Filters key={JSON.stringify(view)} view={view} today={day} />
      {list.isPending && <Loading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && (
        <>
          <ul className="my-4 flex flex-wrap gap-x-6 gap-y-1" aria-label={t('rights.separation.counts')}>
            {list.data.counts.map((each) => (
              <li key={each.kind}>
                {t(`rights.separation.kinds.${each.kind}`)} <b>{each.count}</b>
              </li>
            ))}
          </ul>
          {list.data.total === 0 ? (
            <EmptyState title={t('rights.separation.none')}>
              <p>{t('rights.separation.noneWhat')}</p>
            </EmptyState>
          ) : (
            <>
              <Table
                caption={t('rights.separation.title')}
                rows={list.data.conflicts}
                rowKey={(each) => `${each.kind} ${each.personId} ${each.text}`}
                columns={[
                  {
                    key: 'person',
                    head: t('rights.separation.person'),
                    names: true,
                    cell: (each) => (
                      <>
                        <Anchor href={`/organisation/people/${each.personId}`}>{each.name}</Anchor>
                        <span className="block font-normal">{each.number}</span>
                      </>
                    ),
                  },
                  {
                    key: 'kind',
                    head: t('rights.separation.kind'),
                    wraps: true,
                    cell: (each) => t(`rights.separation.kinds.${each.kind}`),
                  },
                  {
                    key: 'unit',
                    head: t('rights.separation.unit'),
                    wraps: true,
                    cell: (each) => each.unitName ?? t('rights.separation.city'),
                  },
                  { key: 'text', head: t('rights.separation.text'), wraps: true, cell: (each) => each.text },
                  {
                    key: 'guard',
                    head: t('rights.separation.guard'),
                    wraps: true,
                    cell: (each) => each.guard,
                  },
                ]}
              />
              <Pager
                page={view.page}
                size={size}
                total={list.data.total}
                hrefOf={(page) => hrefOf({ ...view, page })}
              />
            </>
          )}
          <div className="mt-8">
            <Exceptions on={list.data.on} />
          </div>
        </>
      )}
    </>
  )
}

/** Decisions of the fiscal year that set the rule aside. */
function Exceptions({ on }: { on: string }): ReactNode {
  const { t } = useTranslation()
  const year = fiscalYear(on)
  const list = useQuery(
    reading(separationExceptions, { from: `${year}-04-01`, to: `${year + 1}-04-01`, size: 100 }),
  )
  return (
    <Section title={t('rights.separation.exceptions')} aside={t('rights.separation.exceptionsWhat')}>
      {list.isPending && <Loading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess &&
        (list.data.total === 0 ? (
          <EmptyState title={t('rights.separation.exceptionsNone')} />
        ) : (
          <Table
            caption={t('rights.separation.exceptions')}
            rows={list.data.exceptions}
            rowKey={(each) => `${each.applicationId} ${each.decidedAt}`}
            columns={[
              {
                key: 'case',
                head: t('rights.separation.case'),
                names: true,
                wraps: true,
                cell: (each) => (
                  <Anchor href={`/cases/${each.applicationId}`}>
                    {each.number ?? ''} {each.title}
                  </Anchor>
                ),
              },
              {
                key: 'at',
                head: t('rights.separation.decidedAt'),
                cell: (each) => <DateText value={each.decidedAt} />,
              },
              {
                key: 'decider',
                head: t('rights.separation.decider'),
                wraps: true,
                cell: (each) => `${each.decider}(${each.capacity})`,
              },
              {
                key: 'reason',
                head: t('rights.separation.reason'),
                wraps: true,
                cell: (each) => each.reason,
              },
            ]}
          />
        ))}
    </Section>
  )
}

function Filters({ view, today }: { view: View; today: string | undefined }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const [kind, setKind] = useState(view.kind)
  const [day, setDay] = useState<{ typed: string; date: string | null }>({ typed: view.on, date: view.on })
  return (
    <form
      noValidate
      className="noprint flex flex-wrap items-end gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (day.date === null && day.typed !== '') return
        router.history.push(hrefOf({ on: day.date ?? '', kind, page: 1 }))
      }}
    >
      <div className="w-72 max-sm:w-full">
        <SelectField
          compact
          name="kind"
          label={t('rights.separation.kind')}
          value={kind}
          emptyLabel={t('rights.separation.all')}
          choices={conflictKind.options.map((value) => ({
            value,
            label: t(`rights.separation.kinds.${value}`),
          }))}
          onChange={setKind}
        />
      </div>
      <div className="w-64 max-sm:w-full">
        <DateField
          compact
          name="on"
          label={t('rights.on')}
          value={day.typed === '' ? (today ?? '') : day.typed}
          onChange={(typed, date) => setDay({ typed, date })}
        />
      </div>
      <Button type="submit">{t('rights.separation.show')}</Button>
    </form>
  )
}

function readView(search: Readonly<Record<string, unknown>>): View {
  const on = textIn(search, 'on')
  return { on: isDate(on) ? on : '', kind: textIn(search, 'kind'), page: pageIn(search) }
}

function hrefOf(view: View): string {
  const query = new URLSearchParams()
  if (view.on !== '') query.set('on', view.on)
  if (view.kind !== '') query.set('kind', view.kind)
  if (view.page !== 1) query.set('page', String(view.page))
  const text = query.toString()
  return `/organisation/separation${text === '' ? '' : `?${text}`}`
}
