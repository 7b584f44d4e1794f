import {
  changeKind,
  type ChangeLine,
  takeTransferChanges,
  transferChanges,
} from '#rooms/1-organisation/transfer/contract.ts'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { Pager } from '../../parts/pager.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { forgetOrganisation } from '../organisation/forget.ts'
import { AddChangeDialog } from './add-change-dialog.tsx'
import { planHref, type PlanView } from './plan-address.ts'
import type { Plan } from './plan-page.tsx'

const size = 50
const none: ReadonlySet<string> = new Set()

type Shown = { plan: Plan; view: PlanView; onView: (view: Partial<PlanView>) => void }

/** The lines of a plan: what each does, why one cannot be made, which are to be made. */
export function PlanChanges({ plan, view, onView }: Shown): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const { planId } = plan
  const [adding, setAdding] = useState(false)
  const [selected, setSelected] = useState<ReadonlySet<string>>(none)
  const kind = changeKind.options.find((each) => each === view.kind)
  const list = useQuery({
    ...reading(transferChanges, {
      planId,
      show: view.show,
      q: view.q,
      page: view.page,
      size,
      ...(kind === undefined ? {} : { kind }),
    }),
    placeholderData: keepPreviousData,
  })
  const take = useCommand(takeTransferChanges, async () => {
    setSelected(none)
    await forgetOrganisation(queryClient)
  })
  const open = plan.state === 'draft'
  return (
    <>
      <Filters key={JSON.stringify(view)} plan={plan} view={view} onView={onView} />
      {open && (
        <div className="noprint my-3 flex flex-wrap items-center gap-2">
          <Button onPress={() => setAdding(true)}>{t('transfers.change.add')}</Button>
          {plan.problems > 0 && (
            <Button
              busy={take.isPending}
              onPress={() => take.mutate({ planId, taken: false, which: { all: 'problems' } })}
            >
              {t('transfers.change.leaveProblems')}
            </Button>
          )}
          {plan.taken < plan.changes && (
            <Button
              busy={take.isPending}
              onPress={() => take.mutate({ planId, taken: true, which: { all: 'all' } })}
            >
              {t('transfers.change.takeAll')}
            </Button>
          )}
          <span className="text-[0.875rem]">
            {t('transfers.change.left', { figure: plan.taken.toLocaleString('ja-JP') })}
          </span>
        </div>
      )}
      {take.isError && <RefusalNotice error={take.error} />}
      {list.isPending && <Loading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && plan.changes === 0 && (
        <EmptyState title={t('transfers.change.none')}>{t('transfers.change.noneWhat')}</EmptyState>
      )}
      {list.isSuccess && plan.changes > 0 && list.data.total === 0 && (
        <EmptyState title={t('transfers.change.noneFound')} />
      )}
      {list.isSuccess && list.data.total > 0 && (
        <>
          <Table<ChangeLine>
            caption={t('transfers.change.caption')}
            rows={list.data.changes}
            rowKey={(line) => line.changeId}
            {...(open
              ? {
                  selection: {
                    selected,
                    onChange: setSelected,
                    nameOf: (line) => t('transfers.change.choose', { name: `${line.word} ${line.label}` }),
                    actions: (
                      <>
                        <Button
                          size="small"
                          busy={take.isPending}
                          onPress={() => take.mutate({ planId, taken: false, which: { ids: [...selected] } })}
                        >
                          {t('transfers.change.leave')}
                        </Button>
                        <Button
                          size="small"
                          busy={take.isPending}
                          onPress={() => take.mutate({ planId, taken: true, which: { ids: [...selected] } })}
                        >
                          {t('transfers.change.take')}
                        </Button>
                      </>
                    ),
                  },
                }
              : {})}
            columns={[
              {
                key: 'line',
                head: t('transfers.change.columns.line'),
                numeric: true,
                cell: (line) => line.line ?? '',
              },
              { key: 'kind', head: t('transfers.change.columns.kind'), cell: (line) => line.word },
              {
                key: 'label',
                head: t('transfers.change.columns.label'),
                names: true,
                wraps: true,
                cell: (line) => line.label,
              },
              {
                key: 'what',
                head: t('transfers.change.columns.what'),
                wraps: true,
                cell: (line) => (
                  <>
                    {line.what}
                    {line.problem !== null && <span className="block text-error-2">{line.problem}</span>}
                  </>
                ),
              },
              {
                key: 'state',
                head: t('transfers.change.columns.state'),
                cell: (line) => <Taken line={line} />,
              },
            ]}
          />
          <Pager
            page={view.page}
            size={size}
            total={list.data.total}
            hrefOf={(page) => planHref(planId, { ...view, view: 'changes', page, job: '' })}
          />
        </>
      )}
      {adding && (
        <AddChangeDialog
          planId={planId}
          onClose={() => setAdding(false)}
          onAdded={async () => {
            setAdding(false)
            await forgetOrganisation(queryClient)
          }}
        />
      )}
    </>
  )
}

function Taken({ line }: { line: ChangeLine }): ReactNode {
  const { t } = useTranslation()
  if (!line.taken) return <StateChip means="outside">{t('transfers.change.leftOut')}</StateChip>
  return line.problem === null ? (
    <StateChip means="done">{t('transfers.change.taken')}</StateChip>
  ) : (
    <StateChip means="wrong">{t('transfers.change.problem')}</StateChip>
  )
}

function Filters({ plan, view, onView }: Shown): ReactNode {
  const { t } = useTranslation()
  const [kind, setKind] = useState(view.kind)
  const [show, setShow] = useState(view.show)
  const [q, setQ] = useState(view.q)
  return (
    <form
      noValidate
      className="noprint flex flex-wrap items-end gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        onView({ view: 'changes', kind, show, q })
      }}
    >
      <div className="w-56 max-sm:w-full">
        <SelectField
          compact
          name="kind"
          label={t('transfers.change.filterKind')}
          value={kind}
          emptyLabel={t('transfers.change.all')}
          choices={plan.byKind.map((each) => ({
            value: each.kind,
            label: `${each.word} ${each.count.toLocaleString('ja-JP')}`,
          }))}
          onChange={setKind}
        />
      </div>
      <div className="w-48 max-sm:w-full">
        <SelectField
          compact
          name="show"
          label={t('transfers.change.show')}
          value={show}
          choices={(['all', 'problems', 'left-out'] as const).map((value) => ({
            value,
            label: t(`transfers.change.shows.${value}`),
          }))}
          onChange={(value) => setShow(value === 'problems' || value === 'left-out' ? value : 'all')}
        />
      </div>
      <div className="w-64 max-sm:w-full">
        <TextField compact name="q" label={t('transfers.change.search')} value={q} onChange={setQ} />
      </div>
      <Button type="submit">{t('transfers.change.find')}</Button>
    </form>
  )
}
