import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocation, useParams, useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { stocktakePaper, stocktakeProgress } from '#engine/stocktake/contract.ts'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { DateText } from '../../parts/date-text.tsx'
import { Pager } from '../../parts/pager.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { pageIn, textIn } from '../organisation/list-search.ts'
import { boardHref, differencesHref, sheetHref } from './addresses.ts'
import { CloseButton } from './close-button.tsx'
import { PaperButton } from './paper-button.tsx'
import { SumsBar } from './sums-bar.tsx'

export type Progress = OutputOf<typeof stocktakeProgress>
type Row = Progress['rows'][number]
const size = 50
const onlys = ['all', 'untouched', 'counting', 'ready', 'signed', 'differs'] as const
type View = { only: (typeof onlys)[number]; parent: string; search: string; page: number }

/** How far a stock-take is: the whole, department by department, section by section. */
export function BoardPage(): ReactNode {
  const { t } = useTranslation()
  const { stocktakeId = '' } = useParams({ strict: false })
  const view: View = useLocation({
    select: ({ search }) => ({
      only: onlys.find((each) => each === textIn(search, 'only')) ?? ('all' as const),
      parent: textIn(search, 'parent'),
      search: textIn(search, 'search'),
      page: pageIn(search),
    }),
  })
  const shown = useQuery({
    ...reading(stocktakeProgress, {
      stocktakeId,
      only: view.only,
      ...(view.parent === '' ? {} : { parentId: view.parent }),
      ...(view.search === '' ? {} : { search: view.search }),
      page: view.page,
      size,
    }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.campaign.state === 'preparing' ? 1_000 : false),
  })
  const campaign = shown.data?.campaign
  const title = campaign?.title ?? t('stocktakes.board.title')
  return (
    <>
      <PageHead
        title={title}
        lead={
          campaign !== undefined && (
            <>
              {t('stocktakes.board.lead', { register: campaign.registerName })} {t('stocktakes.asOf')}{' '}
              <DateText value={campaign.asOf} /> {t('stocktakes.dueOn')} <DateText value={campaign.dueOn} />{' '}
              {campaign.openedBy !== '' && t('stocktakes.board.openedBy', { name: campaign.openedBy })}
            </>
          )
        }
        clauses={(shown.data?.cites ?? []).map(clauseOf)}
        crumbs={[
          { label: t('stocktakes.crumb'), href: '/registers' },
          { label: t('stocktakes.title'), href: '/stocktakes' },
          { label: title },
        ]}
        actions={
          shown.isSuccess && (
            <>
              {shown.data.previous !== null && (
                <ButtonLink href={differencesHref(stocktakeId)}>
                  {t('stocktakes.differences.open')}
                </ButtonLink>
              )}
              {shown.data.campaign.state !== 'preparing' && shown.data.sheets > 0 && (
                <PaperButton
                  contract={stocktakePaper}
                  input={{ stocktakeId, what: 'result' }}
                  words={t('stocktakes.board.print')}
                />
              )}
              {shown.data.mayClose.allowed && <CloseButton progress={shown.data} />}
            </>
          )
        }
      />
      {shown.isPending && <Loading />}
      {shown.isError && <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />}
      {shown.isSuccess &&
        (shown.data.campaign.state === 'preparing' ? (
          <ProgressBar>{t('stocktakes.board.preparing')}</ProgressBar>
        ) : (
          <Board data={shown.data} view={view} />
        ))}
    </>
  )
}

function Board({ data, view }: { data: Progress; view: View }): ReactNode {
  const { t } = useTranslation()
  const { stocktakeId } = data.campaign
  return (
    <div className="grid gap-8">
      <div className="grid gap-2">
        <SumsBar sums={data} />
        <p className="text-[0.875rem]">
          {t('stocktakes.signed')} <b>{data.signed}</b> / {data.sheets} {t('stocktakes.surplusCount')}{' '}
          <b>{data.surplus}</b>
        </p>
        {data.campaign.narrowed.map((what) => (
          <p key={what} className="text-[0.875rem]">
            {t('stocktakes.board.narrowed', { what })}
          </p>
        ))}
        {data.changes.some(({ count }) => count > 0) && (
          <ul className="flex flex-wrap gap-x-5 text-[0.875rem]">
            {data.changes
              .filter(({ count }) => count > 0)
              .map(({ kind, count }) => (
                <li key={kind}>
                  <Anchor href={differencesHref(stocktakeId, { kind })}>
                    {t(`stocktakes.differences.kinds.${kind}`)}
                  </Anchor>{' '}
                  <b>{count}</b>
                </li>
              ))}
          </ul>
        )}
      </div>
      {data.groups.length > 1 && <Groups data={data} view={view} />}
      <Sections data={data} view={view} />
    </div>
  )
}

/** One block for each department: a city of 1,500 sections is seen at a glance. */
function Groups({ data, view }: { data: Progress; view: View }): ReactNode {
  const { t } = useTranslation()
  const { stocktakeId } = data.campaign
  return (
    <Section
      title={t('stocktakes.board.groups')}
      aside={
        view.parent !== '' && (
          <Anchor href={boardHref(stocktakeId, { ...view, parent: '', page: 1 })}>
            {t('stocktakes.board.all')}
          </Anchor>
        )
      }
    >
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(200px,1fr))] gap-2">
        {data.groups.map((group) => {
          const share = group.lines === 0 ? 1 : group.counted / group.lines
          const name = group.parent?.name ?? t('stocktakes.board.groupNone')
          return (
            <li
              key={group.parent?.id ?? ''}
              className="relative overflow-hidden rounded-6 border border-solid-gray-420 bg-white p-2 text-[0.875rem] aria-[current]:border-key-900"
              aria-current={view.parent !== '' && view.parent === group.parent?.id ? 'true' : undefined}
            >
              <svg
                aria-hidden
                className="absolute inset-x-0 bottom-0 h-1 w-full bg-solid-gray-200"
                viewBox="0 0 100 1"
                preserveAspectRatio="none"
              >
                <rect
                  className={group.signed === group.sheets ? 'fill-green-800' : 'fill-key-800'}
                  width={100 * share}
                  height={1}
                />
              </svg>
              <span className="block truncate font-bold">
                {group.parent === null ? (
                  name
                ) : (
                  <Anchor href={boardHref(stocktakeId, { ...view, parent: group.parent.id, page: 1 })}>
                    {name}
                  </Anchor>
                )}
              </span>
              <span className="flex justify-between gap-2 pb-1 tabular-nums">
                <span>
                  {t('stocktakes.signed')} {group.signed}/{group.sheets}
                </span>
                <span>
                  {t('stocktakes.board.counted')} {Math.floor(share * 100)}%
                </span>
              </span>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function stateOf(row: Row): 'untouched' | 'counting' | 'ready' | 'signed' {
  if (row.signedAt !== null) return 'signed'
  const counted = row.found + row.elsewhere + row.damaged + row.missing + row.unseen
  return counted === 0 ? 'untouched' : counted < row.total ? 'counting' : 'ready'
}

const chips = { untouched: 'due', counting: 'running', ready: 'waiting', signed: 'done' } as const

function Sections({ data, view }: { data: Progress; view: View }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const { stocktakeId } = data.campaign
  const [typed, setTyped] = useState(view.search)
  return (
    <Section title={t('stocktakes.board.table')}>
      <form
        className="noprint mb-3 flex flex-wrap items-end gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          router.history.push(boardHref(stocktakeId, { ...view, search: typed.trim(), page: 1 }))
        }}
      >
        <div className="w-64 max-sm:w-full">
          <SelectField
            compact
            name="only"
            label={t('stocktakes.board.only')}
            value={view.only}
            choices={onlys.map((value) => ({ value, label: t(`stocktakes.board.onlys.${value}`) }))}
            onChange={(only) => router.history.push(boardHref(stocktakeId, { ...view, only, page: 1 }))}
          />
        </div>
        <div className="w-64 max-sm:w-full">
          <TextField
            compact
            name="search"
            type="search"
            label={t('stocktakes.board.search')}
            maxLength={60}
            value={typed}
            onChange={setTyped}
          />
        </div>
        <Button type="submit" icon="search">
          {t('stocktakes.board.search')}
        </Button>
      </form>
      {data.rows.length === 0 ? (
        <EmptyState title={t('stocktakes.board.empty')}>{t('stocktakes.board.emptyWhat')}</EmptyState>
      ) : (
        <>
          <Table
            caption={t('stocktakes.board.table')}
            rows={data.rows}
            rowKey={(row) => row.unit.id}
            columns={[
              {
                key: 'unit',
                head: t('stocktakes.board.unit'),
                names: true,
                wraps: true,
                cell: (row) => (
                  <>
                    <Anchor href={sheetHref(stocktakeId, row.unit.id)}>{row.unit.name}</Anchor>
                    {row.parentName !== '' && (
                      <span className="block text-solid-gray-700">{row.parentName}</span>
                    )}
                  </>
                ),
              },
              {
                key: 'state',
                head: t('stocktakes.board.state'),
                cell: (row) => (
                  <StateChip means={chips[stateOf(row)]}>
                    {t(`stocktakes.board.states.${stateOf(row)}`)}
                  </StateChip>
                ),
              },
              { key: 'total', head: t('stocktakes.board.total'), numeric: true, cell: (row) => row.total },
              ...(['found', 'elsewhere', 'damaged', 'missing', 'unseen'] as const).map((outcome) => ({
                key: outcome,
                head: t(`stocktakes.outcomes.${outcome}`),
                numeric: true,
                cell: (row: Row) => row[outcome],
              })),
              {
                key: 'surplus',
                head: t('stocktakes.surplusCount'),
                numeric: true,
                cell: (row) => row.surplus,
              },
              {
                key: 'by',
                head: t('stocktakes.board.by'),
                wraps: true,
                cell: (row) =>
                  row.signedBy === null ? (
                    <DateText value={null} />
                  ) : (
                    <>
                      {t('stocktakes.board.signedBy', { name: row.signedBy, capacity: row.capacity ?? '' })}{' '}
                      <DateText form="short" value={row.signedAt} />
                      {row.reason !== null && (
                        <span className="block text-solid-gray-700">
                          {t('stocktakes.board.alone', { reason: row.reason })}
                        </span>
                      )}
                    </>
                  ),
              },
            ]}
          />
          <Pager
            page={data.page}
            size={size}
            total={data.total}
            hrefOf={(page) => boardHref(stocktakeId, { ...view, page })}
          />
        </>
      )}
    </Section>
  )
}
