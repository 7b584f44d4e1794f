import { listChecklists, type ChecklistRow } from '#rooms/1-organisation/joining/contract.ts'
import { addDays } from '#ground/clock/date.ts'
import { checklistEvents } from '#rooms/1-organisation/joining/definition.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Checkbox } from '../../parts/checkbox.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Pager } from '../../parts/pager.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { OpenDialog } from './open-dialog.tsx'
import { readJoiningSearch, type JoiningSearch } from './search.ts'

const size = 50

/** The running checklists of joiners, movers and leavers, those that are due first on top. */
export function JoiningPage(): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const navigate = useNavigate()
  const search = readJoiningSearch(useSearch({ strict: false }))
  const [opening, setOpening] = useState(false)
  const { page = 1, ...filters } = search
  const list = useQuery({
    ...reading(listChecklists, { page, size, ...filters }),
    placeholderData: keepPreviousData,
  })
  const show = (next: JoiningSearch): void => void navigate({ to: '/joining', search: next })
  return (
    <>
      <PageHead
        title={t('joining.title')}
        lead={t('joining.lead')}
        crumbs={[{ label: t('joining.crumb'), href: '/organisation' }, { label: t('joining.title') }]}
        actions={
          <>
            <ButtonLink href="/joining/signers">{t('joining.signers')}</ButtonLink>
            {list.data?.mayOpen === true && (
              <Button look="filled" onPress={() => setOpening(true)}>
                {t('joining.open')}
              </Button>
            )}
          </>
        }
      />
      {opening && <OpenDialog onClose={() => setOpening(false)} />}
      <Filters search={search} onChange={show} />
      <h2 className="sr-only">{t('joining.title')}</h2>
      {list.isPending && <Loading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.data.total === 0 && (
        <EmptyState
          title={t(
            filters.event === undefined && filters.overdue === undefined && filters.state === undefined
              ? 'joining.none'
              : 'joining.noneFound',
          )}
        >
          {t('joining.noneWhat')}
        </EmptyState>
      )}
      {list.isSuccess && list.data.total > 0 && (
        <>
          <p className="text-[0.875rem]">
            {t('joining.total', { total: list.data.total, overdue: list.data.overdue })}
          </p>
          <Checklists rows={list.data.rows} />
          <Pager
            page={page}
            size={size}
            total={list.data.total}
            hrefOf={(target) =>
              router.buildLocation({ to: '/joining', search: { ...search, page: target } }).href
            }
          />
        </>
      )}
    </>
  )
}

function Checklists({ rows }: { rows: readonly ChecklistRow[] }): ReactNode {
  const { t } = useTranslation()
  return (
    <Table
      caption={t('joining.title')}
      rows={rows}
      rowKey={(row) => row.checklistId}
      columns={[
        { key: 'state', head: t('joining.state'), cell: (row) => <ChecklistChip row={row} /> },
        {
          key: 'person',
          head: t('joining.person'),
          names: true,
          cell: (row) => (
            <Anchor href={`/joining/${row.checklistId}`} className="font-bold">
              {row.person.name}
            </Anchor>
          ),
        },
        { key: 'event', head: t('joining.event'), cell: (row) => t(`joining.events.${row.event}`) },
        { key: 'unit', head: t('joining.unit'), cell: (row) => row.unitName },
        {
          key: 'when',
          head: t('joining.when'),
          cell: (row) => <DateText value={shownDay(row)} form="short" />,
        },
        { key: 'due', head: t('joining.due'), cell: (row) => <DateText value={row.dueOn} form="short" /> },
        {
          key: 'progress',
          head: t('joining.progress'),
          numeric: true,
          cell: (row) => t('joining.progressOf', { settled: row.settled, items: row.items }),
        },
        {
          key: 'held',
          head: t('joining.held'),
          numeric: true,
          cell: (row) =>
            row.held === 0 ? t('joining.heldNone') : <b>{t('joining.heldCount', { count: row.held })}</b>,
        },
      ]}
    />
  )
}

/** A leaver is spoken of by the last day on which he is there. */
export function shownDay({ event, effectiveOn }: Pick<ChecklistRow, 'event' | 'effectiveOn'>): string {
  return event === 'leave' ? addDays(effectiveOn, -1) : effectiveOn
}

export function ChecklistChip({ row }: { row: Pick<ChecklistRow, 'state' | 'overdueDays'> }): ReactNode {
  const { t } = useTranslation()
  if (row.state === 'closed') return <StateChip means="done">{t('joining.closed')}</StateChip>
  if (row.state === 'dropped') return <StateChip means="note">{t('joining.dropped')}</StateChip>
  return row.overdueDays > 0 ? (
    <StateChip means="overdue">{t('joining.overdue', { days: row.overdueDays })}</StateChip>
  ) : (
    <StateChip means="running">{t('joining.running')}</StateChip>
  )
}

function Filters({
  search,
  onChange,
}: {
  search: JoiningSearch
  onChange: (next: JoiningSearch) => void
}): ReactNode {
  const { t } = useTranslation()
  const { page: _, ...rest } = search
  return (
    <search className="noprint mb-4 grid items-end gap-3 sm:flex sm:flex-wrap sm:gap-4">
      <SelectField
        compact
        name="state"
        label={t('joining.state')}
        value={search.state ?? 'open'}
        onChange={(value) => {
          const { state: __, overdue: ___, ...others } = rest
          onChange(value === 'closed' ? { ...others, state: 'closed' } : others)
        }}
        choices={[
          { value: 'open', label: t('joining.states.open') },
          { value: 'closed', label: t('joining.states.closed') },
        ]}
      />
      <SelectField
        compact
        name="event"
        label={t('joining.event')}
        value={search.event ?? ''}
        onChange={(value) => {
          const { event: __, ...others } = rest
          const event = checklistEvents.find((each) => each === value)
          onChange(event === undefined ? others : { ...others, event })
        }}
        choices={[
          { value: '', label: t('joining.every') },
          ...checklistEvents.map((value) => ({ value, label: t(`joining.events.${value}`) })),
        ]}
      />
      {search.state !== 'closed' && (
        <Checkbox
          name="overdue"
          checked={search.overdue === true}
          onChange={(checked) => {
            const { overdue: __, ...others } = rest
            onChange(checked ? { ...others, overdue: true } : others)
          }}
        >
          {t('joining.overdueOnly')}
        </Checkbox>
      )}
    </search>
  )
}
