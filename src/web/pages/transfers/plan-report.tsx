import {
  findingTab,
  type FindingLine,
  rehearseTransfer,
  transferFindings,
  transferSheet,
} from '#rooms/1-organisation/transfer/contract.ts'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading, saveFile } from '../../api/api.ts'
import { useCommand } from '../../api/use-command.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Pager } from '../../parts/pager.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { forgetOrganisation } from '../organisation/forget.ts'
import { planHref, type PlanView } from './plan-address.ts'
import type { Plan } from './plan-page.tsx'

const size = 50

type Shown = { plan: Plan; view: PlanView; onView: (view: Partial<PlanView>) => void }

/** What the rehearsal found: who gains and loses what, where cases go, what lapses, what is left open. */
export function PlanReport({ plan, view, onView }: Shown): ReactNode {
  const { t } = useTranslation()
  const { rehearsal } = plan
  return (
    <>
      <Head plan={plan} view={view} onView={onView} />
      {rehearsal === null ? (
        <EmptyState title={t('transfers.rehearsal.none')}>{t('transfers.rehearsal.noneWhat')}</EmptyState>
      ) : (
        <Tabs
          label={t('transfers.rehearsal.tabsLabel')}
          value={view.tab}
          onChange={(key) =>
            onView({ view: 'report', tab: findingTab.options.find((each) => each === key) ?? 'offices' })
          }
          items={findingTab.options.map((key) => ({
            key,
            title: `${t(`transfers.rehearsal.tabs.${key}`)} ${(rehearsal.counts[key] ?? 0).toLocaleString('ja-JP')}`,
            content: () => <Findings plan={plan} view={view} onView={onView} />,
          }))}
        />
      )}
    </>
  )
}

function Head({ plan, onView }: Shown): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const { rehearsal, planId } = plan
  const rehearse = useCommand(rehearseTransfer, async ({ jobId }) => {
    await forgetOrganisation(queryClient)
    onView({ view: 'report', job: jobId })
  })
  return (
    <div className="mb-4 grid gap-3">
      {rehearse.isError && <RefusalNotice error={rehearse.error} />}
      {rehearsal !== null && rehearsal.stale !== null && (
        <Notice kind="warning" title={t('transfers.rehearsal.stale')}>
          <p>{rehearsal.stale}</p>
        </Notice>
      )}
      {rehearsal !== null && rehearsal.problems > 0 && plan.state === 'draft' && (
        <Notice
          kind="warning"
          title={t('transfers.rehearsal.wrong', { figure: rehearsal.problems.toLocaleString('ja-JP') })}
        >
          <ButtonLink size="small" href={planHref(planId, { show: 'problems' })}>
            {t('transfers.rehearsal.seeProblems')}
          </ButtonLink>
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-3">
        {plan.state === 'draft' && (
          <Button
            look={rehearsal === null || rehearsal.stale !== null ? 'filled' : 'outline'}
            busy={rehearse.isPending || plan.job !== null}
            onPress={() => rehearse.mutate({ planId })}
          >
            {t(rehearsal === null ? 'transfers.rehearsal.start' : 'transfers.rehearsal.again')}
          </Button>
        )}
        {rehearsal !== null && (
          <span className="text-[0.875rem]">
            <DateText value={rehearsal.madeAt.slice(0, 10)} />{' '}
            {t('transfers.rehearsal.made', {
              name: rehearsal.madeBy ?? t('transfers.operator'),
              seconds: rehearsal.seconds,
            })}
          </span>
        )}
      </div>
    </div>
  )
}

function Findings({ plan, view, onView }: Shown): ReactNode {
  const { t } = useTranslation()
  const { planId } = plan
  const { tab } = view
  const filter = { planId, tab, q: view.q, ...(view.kind === '' ? {} : { kind: view.kind }) }
  const list = useQuery({
    ...reading(transferFindings, { ...filter, page: view.page, size }),
    placeholderData: keepPreviousData,
  })
  const sheet = useMutation({ mutationFn: () => saveFile(transferSheet, filter) })
  const word = t(`transfers.rehearsal.tabs.${tab}`)
  const filtered = view.q !== '' || view.kind !== ''
  return (
    <>
      <p className="mb-3 text-[0.875rem]">{t(`transfers.rehearsal.leads.${tab}`)}</p>
      <Filters
        key={`${tab} ${view.kind} ${view.q}`}
        view={view}
        kinds={list.data?.kinds ?? []}
        onView={onView}
        actions={
          <>
            <Button busy={sheet.isPending} onPress={() => sheet.mutate()}>
              {t('transfers.rehearsal.excel')}
            </Button>
            <Button onPress={() => globalThis.print()}>{t('transfers.rehearsal.print')}</Button>
          </>
        }
      />
      {sheet.isError && <RefusalNotice error={sheet.error} />}
      {list.isPending && <Loading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.data.total === 0 && (
        <EmptyState title={t(filtered ? 'transfers.change.noneFound' : 'transfers.rehearsal.empty')}>
          {filtered ? undefined : t('transfers.rehearsal.emptyWhat')}
        </EmptyState>
      )}
      {list.isSuccess && list.data.total > 0 && (
        <>
          <Table<FindingLine>
            caption={t('transfers.rehearsal.caption', { tab: word })}
            rows={list.data.findings}
            rowKey={(line) => String(line.place)}
            columns={[
              { key: 'kind', head: t('transfers.rehearsal.columns.kind'), cell: (line) => line.kind },
              {
                key: 'label',
                head: t('transfers.rehearsal.columns.label'),
                names: true,
                wraps: true,
                cell: (line) =>
                  line.href === null ? line.label : <Anchor href={line.href}>{line.label}</Anchor>,
              },
              {
                key: 'unit',
                head: t('transfers.rehearsal.columns.unit'),
                wraps: true,
                cell: (line) => line.unit,
              },
              {
                key: 'before',
                head: t('transfers.rehearsal.columns.before'),
                wraps: true,
                cell: (line) => line.before,
              },
              {
                key: 'after',
                head: t('transfers.rehearsal.columns.after'),
                wraps: true,
                cell: (line) => line.after,
              },
              {
                key: 'note',
                head: t('transfers.rehearsal.columns.note'),
                wraps: true,
                cell: (line) => line.note,
              },
            ]}
          />
          <Pager
            page={view.page}
            size={size}
            total={list.data.total}
            hrefOf={(page) => planHref(planId, { ...view, view: 'report', page, job: '' })}
          />
        </>
      )}
    </>
  )
}

function Filters({
  view,
  kinds,
  onView,
  actions,
}: {
  view: PlanView
  kinds: readonly { kind: string; count: number }[]
  onView: (view: Partial<PlanView>) => void
  actions: ReactNode
}): ReactNode {
  const { t } = useTranslation()
  const [kind, setKind] = useState(view.kind)
  const [q, setQ] = useState(view.q)
  return (
    <form
      noValidate
      className="noprint mb-3 flex flex-wrap items-end gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        onView({ view: 'report', tab: view.tab, kind, q })
      }}
    >
      <div className="w-64 max-sm:w-full">
        <SelectField
          compact
          name="kind"
          label={t('transfers.change.filterKind')}
          value={kind}
          emptyLabel={t('transfers.change.all')}
          choices={kinds.map((each) => ({
            value: each.kind,
            label: `${each.kind} ${each.count.toLocaleString('ja-JP')}`,
          }))}
          onChange={setKind}
        />
      </div>
      <div className="w-64 max-sm:w-full">
        <TextField compact name="q" label={t('transfers.change.search')} value={q} onChange={setQ} />
      </div>
      <Button type="submit">{t('transfers.change.find')}</Button>
      {actions}
    </form>
  )
}
