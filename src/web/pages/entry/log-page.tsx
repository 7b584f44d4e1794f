import { exportEntry, listEntry, type LineRow } from '#rooms/4-physical/entry/contract.ts'
import { printEntry } from '#rooms/4-physical/entry/contract-keeping.ts'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useLocation, useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading, saveFile } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Chips, StateChip } from '../../parts/chip.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { DateField } from '../../parts/date-field.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Pager } from '../../parts/pager.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { pageIn, textIn } from '../organisation/list-search.ts'
import { CorrectDialog } from './correct-dialog.tsx'

const size = 50

type View = { area: string; from: string; to: string; q: string; page: number }

function logHref(view: Partial<View>): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(view)) {
    if (value !== '' && value !== 1) search.set(key, String(value))
  }
  const text = search.toString()
  return text === '' ? '/entry/log' : `/entry/log?${text}`
}

const conditions = (view: View) => ({
  ...(view.area === '' ? {} : { areaId: view.area }),
  ...(view.from === '' ? {} : { from: view.from }),
  ...(view.to === '' ? {} : { to: view.to }),
  ...(view.q === '' ? {} : { search: view.q }),
})

/** 入退室管理簿: every line, newest first, with what was put right. */
export function LogPage(): ReactNode {
  const { t } = useTranslation()
  const view = useLocation({
    select: ({ search }): View => ({
      area: textIn(search, 'area'),
      from: textIn(search, 'from'),
      to: textIn(search, 'to'),
      q: textIn(search, 'q'),
      page: pageIn(search),
    }),
  })
  const list = useQuery({
    ...reading(listEntry, { ...conditions(view), page: view.page, size }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <PageHead
        title={t('entry.log')}
        lead={t('entry.logLead')}
        clauses={(list.data?.cites ?? []).map(clauseOf)}
        crumbs={[
          { label: t('entry.crumb'), href: '/registers' },
          { label: t('entry.title'), href: '/entry' },
          { label: t('entry.log') },
        ]}
        actions={
          <>
            <ButtonLink href="/entry/expired">{t('entry.expired.title')}</ButtonLink>
            <ButtonLink href="/entry">{t('entry.title')}</ButtonLink>
          </>
        }
      />
      {list.isPending && <Loading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && (
        <div className="grid gap-4">
          <h2 className="sr-only">{t('entry.log')}</h2>
          <Conditions key={JSON.stringify(view)} view={view} areas={list.data.areas} />
          <Exports view={view} />
          {list.data.more && <p className="text-[0.875rem]">{t('entry.more')}</p>}
          {list.data.rows.length === 0 ? (
            <EmptyState title={t('entry.none')}>{t('entry.noneWhat')}</EmptyState>
          ) : (
            <Rows data={list.data} view={view} />
          )}
        </div>
      )}
    </>
  )
}

function Conditions({
  view,
  areas,
}: {
  view: View
  areas: readonly { id: string; name: string }[]
}): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const [draft, setDraft] = useState(view)
  const [typed, setTyped] = useState({ from: view.from, to: view.to })
  return (
    <form
      className="noprint flex flex-wrap items-end gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        router.history.push(logHref({ ...draft, page: 1 }))
      }}
    >
      <div className="w-64 max-sm:w-full">
        <SelectField
          compact
          name="area"
          label={t('entry.area')}
          value={draft.area}
          emptyLabel={t('entry.all')}
          choices={areas.map((area) => ({ value: area.id, label: area.name }))}
          onChange={(area) => setDraft({ ...draft, area })}
        />
      </div>
      {(['from', 'to'] as const).map((key) => (
        <div key={key} className="w-60 max-sm:w-full">
          <DateField
            compact
            name={key}
            label={t(`entry.${key}`)}
            value={typed[key]}
            onChange={(text, date) => {
              setTyped({ ...typed, [key]: text })
              setDraft({ ...draft, [key]: date ?? '' })
            }}
          />
        </div>
      ))}
      <div className="w-64 max-sm:w-full">
        <TextField
          compact
          name="q"
          type="search"
          label={t('entry.search')}
          value={draft.q}
          onChange={(q) => setDraft({ ...draft, q })}
        />
      </div>
      <Button type="submit">{t('entry.narrow')}</Button>
    </form>
  )
}

function Exports({ view }: { view: View }): ReactNode {
  const { t } = useTranslation()
  const { from, to } = view
  const save = useMutation({
    mutationFn: (format: 'xlsx' | 'csv') => saveFile(exportEntry, { ...conditions(view), from, to, format }),
  })
  const print = useMutation({
    mutationFn: () => saveFile(printEntry, { areaId: view.area, from, to }),
  })
  if (from === '' || to === '') {
    return <p className="noprint text-[0.875rem] text-solid-gray-700">{t('entry.exportNeeds')}</p>
  }
  return (
    <div className="noprint grid justify-items-start gap-2">
      <div className="flex gap-3">
        <Button busy={save.isPending} onPress={() => save.mutate('xlsx')}>
          {t('entry.export')}
        </Button>
        <Button busy={save.isPending} onPress={() => save.mutate('csv')}>
          {t('entry.exportCsv')}
        </Button>
        <Button
          busy={print.isPending}
          reason={view.area === '' ? t('entry.printNeeds') : undefined}
          onPress={() => print.mutate()}
        >
          {t('entry.print')}
        </Button>
      </div>
      {print.isError && <RefusalNotice error={print.error} />}
      {save.isError && <RefusalNotice error={save.error} />}
    </div>
  )
}

function Rows({ data, view }: { data: OutputOf<typeof listEntry>; view: View }): ReactNode {
  const { t } = useTranslation()
  const [correcting, setCorrecting] = useState<LineRow>()
  return (
    <div>
      <Table
        caption={t('entry.log')}
        rows={data.rows}
        rowKey={(row) => row.lineId}
        columns={[
          {
            key: 'name',
            head: t('entry.name'),
            names: true,
            wraps: true,
            cell: (row) => (
              <>
                <span className={row.corrected || row.struck ? 'line-through' : ''}>{row.name}</span>
                <span className="block text-[0.875rem] text-solid-gray-700">
                  {row.company ?? t(`entry.kinds.${row.kind}`)}
                </span>
              </>
            ),
          },
          {
            key: 'at',
            head: t('entry.when'),
            wraps: true,
            cell: (row) => <DateText value={row.at} form="short" />,
          },
          { key: 'way', head: t('entry.way'), cell: (row) => t(`entry.directions.${row.direction}`) },
          { key: 'area', head: t('entry.area'), wraps: true, cell: (row) => row.area.name },
          {
            key: 'more',
            head: t('entry.purpose'),
            wraps: true,
            cell: (row) => (
              <>
                {row.purpose}
                <Chips>
                  {row.badge !== null && (
                    <StateChip means="note">{t('entry.badge', { badge: row.badge })}</StateChip>
                  )}
                  {row.escort !== null && (
                    <StateChip means="note">{t('entry.escort', { name: row.escort.name })}</StateChip>
                  )}
                  {row.origin === 'reader' && <StateChip means="note">{t('entry.reader')}</StateChip>}
                  {row.corrected && <StateChip means="note">{t('entry.corrected')}</StateChip>}
                  {row.struck && <StateChip means="note">{t('entry.struck')}</StateChip>}
                  {row.corrects !== null && !row.struck && (
                    <StateChip means="note">{t('entry.correction')}</StateChip>
                  )}
                </Chips>
                {row.why !== null && <span className="block text-[0.875rem]">{row.why}</span>}
              </>
            ),
          },
          {
            key: 'act',
            head: t('entry.correct'),
            cell: (row) =>
              row.corrected || row.struck ? null : (
                <Button
                  look="text"
                  size="small"
                  label={t('entry.correctOf', {
                    name: row.name,
                    what: t(`entry.directions.${row.direction}`),
                  })}
                  onPress={() => setCorrecting(row)}
                >
                  {t('entry.correct')}
                </Button>
              ),
          },
        ]}
      />
      <Pager
        page={data.page}
        size={data.size}
        total={data.total}
        hrefOf={(page) => logHref({ ...view, page })}
      />
      {correcting !== undefined && (
        <CorrectDialog row={correcting} onClose={() => setCorrecting(undefined)} />
      )}
    </div>
  )
}
