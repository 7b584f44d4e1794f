import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  idsDifferences,
  idsOverview,
  idsRemove,
  type DifferenceRow,
} from '#rooms/6-technical/accounts/contract.ts'
import { reading } from '../../api/api.ts'
import type { InputOf, OutputOf } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { DateText } from '../../parts/date-text.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Pager } from '../../parts/pager.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice, UnknownState } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { pageIn, textIn } from '../organisation/list-search.ts'
import { differencesHref } from './addresses.ts'
import { ApproveDialog } from './approve-dialog.tsx'
import { forgetIds } from './forget.ts'

const size = 50
type Kind = NonNullable<InputOf<typeof idsDifferences>['kind']>
type View = { kind: string; system: string; unit: string; page: number }

/** The differences of IDs, with what cannot be checked said first. */
export function DifferencesPage(): ReactNode {
  const { t } = useTranslation()
  const view = useLocation({
    select: ({ search }): View => ({
      kind: textIn(search, 'kind'),
      system: textIn(search, 'system'),
      unit: textIn(search, 'unit'),
      page: pageIn(search),
    }),
  })
  const systems = useQuery(reading(idsOverview, {}))
  const shown = useQuery({
    ...reading(idsDifferences, {
      ...(view.kind === '' ? {} : { kind: view.kind as Kind }),
      ...(view.system === '' ? {} : { systemId: view.system }),
      ...(view.unit === '' ? {} : { unitId: view.unit }),
      page: view.page,
      size,
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <PageHead
        title={t('ids.differences.title')}
        lead={t('ids.differences.lead')}
        clauses={(shown.data?.cites ?? []).map(clauseOf)}
        crumbs={[
          { label: t('ids.crumb'), href: '/registers' },
          { label: t('ids.title'), href: '/ids' },
          { label: t('ids.differences.title') },
        ]}
      />
      {shown.isPending && <Loading />}
      {shown.isError && <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />}
      {shown.isSuccess && (
        <>
          <h2 className="sr-only">{t('ids.differences.table')}</h2>
          <Filters view={view} data={shown.data} systems={systems.data?.systems ?? []} />
          {shown.data.unreadable.length > 0 && (
            <div className="my-4">
              <UnknownState title={t('ids.differences.cannot')}>
                {t('ids.differences.cannotWhat', {
                  systems: shown.data.unreadable.map((each) => `「${each.name}」`).join(''),
                })}
              </UnknownState>
            </div>
          )}
          {shown.data.rows.length === 0 ? (
            <EmptyState title={t('ids.differences.none')}>{t('ids.differences.noneWhat')}</EmptyState>
          ) : (
            <Rows key={JSON.stringify(view)} data={shown.data} view={view} />
          )}
        </>
      )}
    </>
  )
}

function Filters({
  view,
  data,
  systems,
}: {
  view: View
  data: OutputOf<typeof idsDifferences>
  systems: readonly { systemId: string; name: string }[]
}): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const go = (change: Partial<View>): void =>
    router.history.push(differencesHref({ ...view, page: 1, ...change }))
  return (
    <div className="noprint flex flex-wrap items-end gap-4">
      <div className="w-80 max-sm:w-full">
        <SelectField
          compact
          name="kind"
          label={t('ids.differences.kind')}
          value={view.kind}
          emptyLabel={t('ids.differences.all')}
          choices={data.counts.map(({ kind, count }) => ({
            value: kind,
            label: `${t(`ids.kinds.${kind}`)} (${count.toLocaleString('ja-JP')})`,
          }))}
          onChange={(kind) => go({ kind })}
        />
      </div>
      <div className="w-72 max-sm:w-full">
        <SelectField
          compact
          name="system"
          label={t('ids.differences.system')}
          value={view.system}
          emptyLabel={t('ids.differences.allSystems')}
          choices={systems.map((each) => ({ value: each.systemId, label: each.name }))}
          onChange={(system) => go({ system })}
        />
      </div>
      {view.unit !== '' && (
        <p className="pb-2 text-[0.875rem]">
          {t('ids.differences.unitChosen')}{' '}
          <Anchor href={differencesHref({ ...view, unit: '', page: 1 })}>
            {t('ids.differences.unitClear')}
          </Anchor>
        </p>
      )}
    </div>
  )
}

function Rows({ data, view }: { data: OutputOf<typeof idsDifferences>; view: View }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [selected, setSelected] = useState<Set<string>>(new Set())
  const [asking, setAsking] = useState(false)
  const [approving, setApproving] = useState<DifferenceRow>()
  const [told, setTold] = useState<string>()
  const remove = useCommand(idsRemove, async ({ removed }) => {
    setSelected(new Set())
    setTold(t('ids.differences.removed', { figure: removed }))
    await forgetIds(queryClient)
  })
  const entryIds = [
    ...new Set(data.rows.filter((row) => selected.has(row.differenceId)).flatMap((row) => row.entryId ?? [])),
  ]
  return (
    <div className="mt-4">
      {told !== undefined && (
        <div className="mb-3">
          <Notice kind="success" live title={told} />
        </div>
      )}
      {remove.isError && <RefusalNotice error={remove.error} />}
      <Table
        caption={t('ids.differences.table')}
        rows={data.rows}
        rowKey={(row) => row.differenceId}
        selection={{
          selected,
          onChange: setSelected,
          nameOf: (row) => t('ids.differences.select', { login: row.login }),
          actions: (
            <Button size="small" onPress={() => entryIds.length > 0 && setAsking(true)}>
              {t('ids.differences.remove')}
            </Button>
          ),
        }}
        columns={[
          {
            key: 'login',
            head: t('ids.differences.login'),
            names: true,
            wraps: true,
            cell: (row) =>
              row.entryId === null ? (
                row.login
              ) : (
                <Anchor href={`/registers/account?open=${row.entryId}`}>{row.login}</Anchor>
              ),
          },
          {
            key: 'kind',
            head: t('ids.differences.kind'),
            wraps: true,
            cell: (row) => (
              <>
                {t(`ids.kinds.${row.kind}`)}
                {!row.checkable && (
                  <span className="block text-solid-gray-700">{t('ids.differences.stale')}</span>
                )}
                {(row.kind === 'privilege-unapproved' || row.kind === 'privilege-expired') && (
                  <span className="block">
                    <Button
                      look="text"
                      size="small"
                      label={t('ids.differences.approveOf', { login: row.login })}
                      onPress={() => setApproving(row)}
                    >
                      {t('ids.differences.approve')}
                    </Button>
                  </span>
                )}
              </>
            ),
          },
          { key: 'system', head: t('ids.differences.system'), wraps: true, cell: (row) => row.system.name },
          {
            key: 'person',
            head: t('ids.differences.person'),
            wraps: true,
            cell: (row) => (row.person === null ? <DateText value={null} /> : row.person.name),
          },
          { key: 'unit', head: t('ids.differences.unit'), wraps: true, cell: (row) => row.unit.name },
          {
            key: 'since',
            head: t('ids.differences.since'),
            cell: (row) => <DateText value={row.since} />,
          },
          {
            key: 'found',
            head: t('ids.differences.found'),
            cell: (row) => <DateText form="short" value={row.foundAt.slice(0, 10)} />,
          },
        ]}
      />
      <Pager
        page={view.page}
        size={size}
        total={data.total}
        hrefOf={(page) => differencesHref({ ...view, page })}
      />
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('ids.differences.removeAsk', { figure: entryIds.length })}
        act={t('ids.differences.remove')}
        busy={remove.isPending}
        onConfirm={() => {
          setAsking(false)
          remove.mutate({ entryIds })
        }}
      >
        <p>{t('ids.differences.removeWhat')}</p>
      </ConfirmDialog>
      {approving !== undefined && (
        <ApproveDialog
          row={approving}
          onClose={() => setApproving(undefined)}
          onDone={async () => {
            setApproving(undefined)
            setTold(t('ids.differences.approved'))
            await forgetIds(queryClient)
          }}
        />
      )}
    </div>
  )
}
