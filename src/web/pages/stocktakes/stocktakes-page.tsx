import { useQuery } from '@tanstack/react-query'
import { useLocation, useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { stocktakeOverview } from '#engine/stocktake/contract.ts'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Card, Section } from '../../parts/card.tsx'
import { Chips, StateChip } from '../../parts/chip.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { ClauseLinks } from '../../parts/clause-link.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Pager } from '../../parts/pager.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { pageIn, textIn } from '../organisation/list-search.ts'
import { boardHref, scanHref, sheetHref, stocktakesHref } from './addresses.ts'
import { BeginDialog } from './begin-dialog.tsx'
import { SumsBar } from './sums-bar.tsx'

export type Overview = OutputOf<typeof stocktakeOverview>
type Shown = Overview['history'][number]
const size = 20

/** 棚卸: what each register demands, what runs, one's own turn, what was. */
export function StocktakesPage(): ReactNode {
  const { t } = useTranslation()
  const view = useLocation({
    select: ({ search }) => ({ register: textIn(search, 'register'), page: pageIn(search) }),
  })
  const [beginning, setBeginning] = useState(false)
  const asked = view.register === '' ? {} : { register: view.register }
  const shown = useQuery({
    ...reading(stocktakeOverview, { ...asked, page: view.page, size }),
    // sheets are laid out in the background
    refetchInterval: ({ state }) =>
      state.data?.running.some((each) => each.state === 'preparing') === true ? 1_000 : false,
  })
  return (
    <>
      <PageHead
        title={t('stocktakes.title')}
        lead={t('stocktakes.lead')}
        crumbs={[{ label: t('stocktakes.crumb'), href: '/registers' }, { label: t('stocktakes.title') }]}
        actions={
          shown.data?.mayOpen.allowed === true && (
            <Button look="filled" onPress={() => setBeginning(true)}>
              {t('stocktakes.begin.act')}
            </Button>
          )
        }
      />
      {shown.isPending && <Loading />}
      {shown.isError && <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />}
      {shown.isSuccess && (
        <div className="grid gap-8">
          <Mine data={shown.data} />
          <Running data={shown.data} />
          <Registers data={shown.data} />
          <History data={shown.data} register={view.register} />
        </div>
      )}
      {beginning && shown.isSuccess && <BeginDialog data={shown.data} onClose={() => setBeginning(false)} />}
    </>
  )
}

function Mine({ data }: { data: Overview }): ReactNode {
  const { t } = useTranslation()
  if (data.mine.length === 0) return null
  return (
    <Card strong id="mine" title={t('stocktakes.mine')}>
      <p className="mb-2 text-[0.875rem]">{t('stocktakes.mineWhat')}</p>
      <ul className="grid gap-3">
        {data.mine.map((sheet) => (
          <li key={`${sheet.stocktakeId} ${sheet.unit.id}`} className="flex flex-wrap items-center gap-3">
            <ButtonLink
              look={sheet.signedAt === null ? 'filled' : 'outline'}
              href={sheetHref(sheet.stocktakeId, sheet.unit.id)}
            >
              {t(sheet.signedAt === null ? 'stocktakes.mineGo' : 'stocktakes.mineDone', {
                unit: sheet.unit.name,
              })}
            </ButtonLink>
            {sheet.signedAt === null && (
              <ButtonLink href={scanHref(sheet.stocktakeId, sheet.unit.id)}>
                {t('stocktakes.mineScan', { unit: sheet.unit.name })}
              </ButtonLink>
            )}
            <span className="text-[0.875rem]">
              {t('stocktakes.mineState', {
                register: sheet.registerName,
                title: sheet.title,
                counted: sheet.counted,
                total: sheet.total,
              })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Running({ data }: { data: Overview }): ReactNode {
  const { t } = useTranslation()
  return (
    <Section title={t('stocktakes.running')}>
      {data.running.length === 0 ? (
        <EmptyState title={t('stocktakes.runningNone')}>{t('stocktakes.runningNoneWhat')}</EmptyState>
      ) : (
        <ul className="grid gap-5">
          {data.running.map((each) => (
            <li key={each.stocktakeId}>
              <p className="mb-1 flex flex-wrap items-center gap-x-3">
                <Anchor href={boardHref(each.stocktakeId)} className="font-bold">
                  {each.registerName} {each.title}
                </Anchor>
                <CampaignChip each={each} on={data.on} />
                <span className="text-[0.875rem]">
                  {t('stocktakes.dueOn')} <DateText form="short" value={each.dueOn} />{' '}
                  {t('stocktakes.signed')} <b>{each.signed}</b> / {each.sheets}
                </span>
              </p>
              <SumsBar sums={each} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function CampaignChip({ each, on }: { each: Shown; on: string }): ReactNode {
  const { t } = useTranslation()
  return (
    <Chips>
      {each.state !== 'closed' && each.dueOn < on ? (
        <StateChip means="overdue">{t('stocktakes.register.overdue')}</StateChip>
      ) : (
        <StateChip means={each.state === 'closed' ? 'note' : 'running'}>
          {t(`stocktakes.state.${each.state}`)}
        </StateChip>
      )}
      {!each.wide && <StateChip means="note">{t('stocktakes.own')}</StateChip>}
    </Chips>
  )
}

function Registers({ data }: { data: Overview }): ReactNode {
  const { t } = useTranslation()
  return (
    <Section title={t('stocktakes.register.title')}>
      {data.registers.length === 0 ? (
        <EmptyState title={t('stocktakes.register.none')}>{t('stocktakes.register.noneWhat')}</EmptyState>
      ) : (
        <Table
          caption={t('stocktakes.register.title')}
          rows={data.registers}
          rowKey={(register) => register.key}
          columns={[
            {
              key: 'name',
              head: t('stocktakes.register.name'),
              names: true,
              wraps: true,
              cell: (register) => (
                <Anchor href={stocktakesHref({ register: register.key })}>{register.name}</Anchor>
              ),
            },
            {
              key: 'state',
              head: t('stocktakes.register.state'),
              cell: (register) =>
                register.overdue ? (
                  <StateChip means="overdue">{t('stocktakes.register.overdue')}</StateChip>
                ) : register.running ? (
                  <StateChip means="running">{t('stocktakes.register.running')}</StateChip>
                ) : register.nextDue !== null ? (
                  <StateChip means="done">{t('stocktakes.register.inTime')}</StateChip>
                ) : (
                  <StateChip means="note">{t('stocktakes.register.noRule')}</StateChip>
                ),
            },
            {
              key: 'every',
              head: t('stocktakes.register.every'),
              cell: (register) =>
                register.every === null
                  ? t('stocktakes.register.noRule')
                  : t(`stocktakes.register.everys.${register.every}`),
            },
            {
              key: 'last',
              head: t('stocktakes.register.last'),
              cell: (register) =>
                register.lastAsOf === null ? (
                  t('stocktakes.register.never')
                ) : (
                  <DateText form="short" value={register.lastAsOf} />
                ),
            },
            {
              key: 'next',
              head: t('stocktakes.register.next'),
              cell: (register) => <DateText form="short" value={register.nextDue} />,
            },
            {
              key: 'cites',
              head: t('stocktakes.register.clauses'),
              wraps: true,
              cell: (register) => <ClauseLinks clauses={register.cites.map(clauseOf)} />,
            },
          ]}
        />
      )}
    </Section>
  )
}

function History({ data, register }: { data: Overview; register: string }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  return (
    <Section title={t('stocktakes.history')}>
      <div className="mb-3 w-72 max-sm:w-full">
        <SelectField
          compact
          name="past-register"
          label={t('stocktakes.only')}
          value={register}
          emptyLabel={t('stocktakes.onlyAll')}
          choices={
            register === ''
              ? data.registers.map(({ key, name }) => ({ value: key, label: name }))
              : data.registers
                  .filter(({ key }) => key === register)
                  .map(({ key, name }) => ({ value: key, label: name }))
          }
          onChange={(key) => router.history.push(stocktakesHref({ register: key }))}
        />
      </div>
      {data.history.length === 0 ? (
        <EmptyState title={t('stocktakes.historyNone')}>{t('stocktakes.historyNoneWhat')}</EmptyState>
      ) : (
        <>
          <Table
            caption={t('stocktakes.history')}
            rows={data.history}
            rowKey={(each) => each.stocktakeId}
            columns={[
              {
                key: 'title',
                head: t('stocktakes.begin.name'),
                names: true,
                wraps: true,
                cell: (each) => (
                  <>
                    <Anchor href={boardHref(each.stocktakeId)}>{each.title}</Anchor>
                    <span className="block text-solid-gray-700">{each.registerName}</span>
                  </>
                ),
              },
              {
                key: 'asOf',
                head: t('stocktakes.asOf'),
                cell: (each) => <DateText form="short" value={each.asOf} />,
              },
              {
                key: 'signed',
                head: t('stocktakes.signed'),
                numeric: true,
                cell: (each) => `${each.signed} / ${each.sheets}`,
              },
              { key: 'lines', head: t('stocktakes.board.total'), numeric: true, cell: (each) => each.lines },
              ...(['found', 'missing', 'elsewhere', 'damaged'] as const).map((outcome) => ({
                key: outcome,
                head: t(`stocktakes.outcomes.${outcome}`),
                numeric: true,
                cell: (each: Shown) => each[outcome],
              })),
              {
                key: 'surplus',
                head: t('stocktakes.surplusCount'),
                numeric: true,
                cell: (each) => each.surplus,
              },
            ]}
          />
          <Pager
            page={data.page}
            size={size}
            total={data.total}
            hrefOf={(page) => stocktakesHref({ register, page })}
          />
        </>
      )}
    </Section>
  )
}
