import { officesChart, type SeatView } from '#rooms/1-organisation/contract.ts'
import { isDate } from '#ground/clock/date.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocation, useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { Checkbox } from '../../parts/checkbox.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { ClauseLink } from '../../parts/clause-link.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Pager } from '../../parts/pager.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/session.ts'
import { DeputiesDialog } from '../rights/deputies-dialog.tsx'
import { organisationHref } from './chart-address.ts'
import { Acting, Deputies } from './chart-panel.tsx'
import { DaySentence, dayMark } from './day-text.tsx'
import { pageIn, textIn } from './list-search.ts'
import { Holders } from './seat-words.tsx'
import { useClauses } from './use-clauses.ts'

const size = 50
const officeCodes = [
  'council',
  'ciso',
  'chief-iso',
  'dept-iso',
  'sec-manager',
  'sec-leader',
  'audit-head',
  'auditor',
  'policy-office',
] as const

type View = { on: string; office: string; gaps: boolean; page: number }

/** The offices of the city as a table: who holds each, the order of deputies, acting rights, vacancies. */
export function OfficesPage(): ReactNode {
  const { t } = useTranslation()
  const view = useLocation({ select: ({ search }) => readView(search) })
  const list = useQuery({
    ...reading(officesChart, {
      ...(view.on === '' ? {} : { on: view.on }),
      ...(view.office === '' ? {} : { office: view.office }),
      gapsOnly: view.gaps,
      page: view.page,
      size,
    }),
    placeholderData: keepPreviousData,
  })
  const day = list.data?.on
  return (
    <>
      <PageHead
        title={t('organisation.table.title')}
        crumbs={[
          { label: t('organisation.crumb'), href: '/organisation' },
          { label: t('organisation.table.title') },
        ]}
        lead={
          day === undefined ? undefined : (
            <DaySentence words={t('organisation.table.lead', { date: dayMark })} day={day} />
          )
        }
        actions={
          <span className="flex flex-wrap gap-2 self-end">
            <ButtonLink href={organisationHref('', { on: view.on })}>
              {t('organisation.table.asChart')}
            </ButtonLink>
            <ButtonLink href="/organisation/rules">{t('rights.toRules')}</ButtonLink>
            <ButtonLink href="/organisation/rights">{t('rights.toRights')}</ButtonLink>
            <ButtonLink href="/organisation/separation">{t('rights.toSeparation')}</ButtonLink>
          </span>
        }
      />
      <Filters key={JSON.stringify(view)} view={view} today={day} />
      {list.isPending && <Loading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && (
        <>
          <p className="my-3">
            {list.data.gaps === 0 ? (
              <StateChip means="kept">{t('organisation.table.noGaps')}</StateChip>
            ) : (
              <StateChip means="vacant">{t('organisation.table.gaps', { figure: list.data.gaps })}</StateChip>
            )}
          </p>
          <h2 className="sr-only">{t('organisation.table.title')}</h2>
          {list.data.total === 0 ? (
            <EmptyState title={t('organisation.table.none')}>
              <DaySentence words={t('organisation.table.noneWhat', { date: dayMark })} day={list.data.on} />
            </EmptyState>
          ) : (
            <>
              <Seats seats={list.data.seats} on={view.on} />
              <Pager
                page={view.page}
                size={size}
                total={list.data.total}
                hrefOf={(page) => hrefOf({ ...view, page })}
              />
            </>
          )}
        </>
      )}
      <div className="mt-8 max-w-[60em]">
        <Section title={t('organisation.table.rules')}>
          <p className="text-[0.875rem] leading-[1.7]">{t('organisation.table.rulesWhat')}</p>
        </Section>
      </div>
    </>
  )
}

function Seats({ seats, on }: { seats: readonly SeatView[]; on: string }): ReactNode {
  const { t } = useTranslation()
  const clause = useClauses(on === '' ? undefined : on)
  const mayAct = useMe().rights.includes('organisation.manage')
  const [ordering, setOrdering] = useState<SeatView>()
  return (
    <>
      {ordering !== undefined && ordering.postId !== null && (
        <DeputiesDialog
          postId={ordering.postId}
          post={ordering.postTitle ?? ordering.word}
          deputies={ordering.deputies}
          onClose={() => setOrdering(undefined)}
        />
      )}
      <Table
        caption={t('organisation.table.title')}
        rows={seats}
        rowKey={(seat) => `${seat.office} ${seat.unitId ?? ''}`}
        columns={[
          {
            key: 'unit',
            head: t('organisation.table.unit'),
            names: true,
            wraps: true,
            cell: (seat) => seat.unitName ?? t('organisation.panel.city'),
          },
          { key: 'office', head: t('organisation.table.office'), wraps: true, cell: (seat) => seat.word },
          {
            key: 'holder',
            head: t('organisation.table.holder'),
            wraps: true,
            cell: (seat) => (
              <>
                <Holders seat={seat} />
                {seat.gap !== null && <span className="block">{seat.gap}</span>}
                {seat.fault !== null && (
                  <span className="block">
                    <StateChip means="wrong">{t('organisation.table.fault')}</StateChip> {seat.fault}
                  </span>
                )}
              </>
            ),
          },
          {
            key: 'deputies',
            head: t('organisation.table.deputies'),
            wraps: true,
            cell: (seat) => (
              <>
                {seat.deputies.length === 0 ? t('organisation.noValue') : <Deputies seat={seat} />}
                {mayAct && seat.postId !== null && (
                  <span className="mt-1 block">
                    <Button size="small" onPress={() => setOrdering(seat)}>
                      {t('rights.deputies.open')}
                    </Button>
                  </span>
                )}
              </>
            ),
          },
          {
            key: 'acting',
            head: t('organisation.table.acting'),
            wraps: true,
            cell: (seat) => (seat.acting.length === 0 ? t('organisation.noValue') : <Acting seat={seat} />),
          },
          {
            key: 'ground',
            head: t('organisation.table.ground'),
            cell: (seat) => {
              const found = clause(seat.eid)
              return found === undefined ? t('organisation.noValue') : <ClauseLink {...found} />
            },
          },
        ]}
      />
    </>
  )
}

function Filters({ view, today }: { view: View; today: string | undefined }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const [office, setOffice] = useState(view.office)
  const [gaps, setGaps] = useState(view.gaps)
  const [day, setDay] = useState<{ typed: string; date: string | null }>({ typed: view.on, date: view.on })
  return (
    <form
      noValidate
      className="noprint flex flex-wrap items-end gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (day.date === null && day.typed !== '') return
        router.history.push(hrefOf({ on: day.date ?? '', office, gaps, page: 1 }))
      }}
    >
      <div className="w-72 max-sm:w-full">
        <SelectField
          compact
          name="office"
          label={t('organisation.table.office')}
          value={office}
          emptyLabel={t('organisation.table.all')}
          choices={officeCodes.map((value) => ({ value, label: t(`organisation.table.offices.${value}`) }))}
          onChange={setOffice}
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
      <span className="pb-2">
        <Checkbox name="gaps" checked={gaps} onChange={setGaps}>
          {t('organisation.table.only')}
        </Checkbox>
      </span>
      <Button type="submit">{t('organisation.table.show')}</Button>
    </form>
  )
}

function readView(search: Readonly<Record<string, unknown>>): View {
  const on = textIn(search, 'on')
  const office = textIn(search, 'office')
  return {
    on: isDate(on) ? on : '',
    office: officeCodes.some((code) => code === office) ? office : '',
    gaps: textIn(search, 'gaps') === 'yes',
    page: pageIn(search),
  }
}

function hrefOf(view: View): string {
  return organisationHref('/offices', {
    on: view.on,
    office: view.office,
    gaps: view.gaps ? 'yes' : '',
    page: view.page === 1 ? '' : String(view.page),
  })
}
