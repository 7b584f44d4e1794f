import { registerDispose, registerExpired } from '#engine/register/contract-columns.ts'
import { registerEntry, registerList } from '#engine/register/contract.ts'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { DateText } from '../../parts/date-text.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { figure } from './figures.ts'
import { emptyView, listHref, type Register } from './list-address.ts'
import { RegisterGate } from './register-gate.tsx'
import { RegisterWays } from './register-ways.tsx'

type Expired = OutputOf<typeof registerExpired>
type Row = Expired['rows'][number]

const size = 50

/** Lines whose years are over: the keeper looks through them and disposes of those nothing stands on. */
export function ExpiredPage(): ReactNode {
  const { register: key = '' } = useParams({ strict: false })
  return <RegisterGate registerKey={key}>{(register) => <ExpiredView register={register} />}</RegisterGate>
}

function ExpiredView({ register }: { register: Register }): ReactNode {
  const { t } = useTranslation()
  const [page, setPage] = useState(1)
  const [done, setDone] = useState(0)
  const expired = useQuery({
    ...reading(registerExpired, { register: register.key, page, size }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <PageHead
        title={t('registers.expired.title', { name: register.name })}
        crumbs={[
          { label: t('registers.title'), href: '/registers' },
          { label: register.name, href: listHref(register.key, emptyView) },
          { label: t('registers.ways.expired') },
        ]}
        lead={t('registers.expired.lead', { years: register.retentionYears })}
        clauses={register.cites.map(clauseOf)}
      />
      <RegisterWays register={register} />
      {done > 0 && (
        <div className="mb-4">
          <Notice kind="success" live title={t('registers.expired.done', { figure: figure(done) })} />
        </div>
      )}
      {expired.isPending && <Loading />}
      {expired.isError && <ErrorState error={expired.error} onRetry={() => void expired.refetch()} />}
      {expired.isSuccess && expired.data.total === 0 && (
        <EmptyState title={t('registers.expired.none')}>{t('registers.expired.noneWhat')}</EmptyState>
      )}
      {expired.isSuccess && expired.data.total > 0 && (
        <Lines key={page} register={register} data={expired.data} onDone={setDone} />
      )}
      {expired.isSuccess && expired.data.total > size && (
        <div className="mt-3 flex gap-2">
          {page > 1 && <Button onPress={() => setPage(page - 1)}>{t('registers.expired.before')}</Button>}
          {page * size < expired.data.total && (
            <Button onPress={() => setPage(page + 1)}>{t('registers.expired.after')}</Button>
          )}
        </div>
      )}
    </>
  )
}

function Lines({
  register,
  data,
  onDone,
}: {
  register: Register
  data: Expired
  onDone: (lines: number) => void
}): ReactNode {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState(false)
  const free = new Set(data.rows.filter((row) => row.because === null).map((row) => row.entryId))
  const taken = [...chosen].filter((id) => free.has(id))
  return (
    <>
      <Table<Row>
        caption={t('registers.expired.title', { name: register.name })}
        rows={data.rows}
        rowKey={(row) => row.entryId}
        columns={[
          { key: 'number', head: t('registers.number'), cell: (row) => row.number },
          {
            key: 'label',
            head: register.noun,
            names: true,
            wraps: true,
            cell: (row) => <Anchor href={`/registers/${register.key}/${row.entryId}`}>{row.label}</Anchor>,
          },
          { key: 'unit', head: t('registers.search.unit'), cell: (row) => row.unit },
          {
            key: 'closed',
            head: t('registers.expired.closedOn'),
            cell: (row) => <DateText value={row.closedOn} />,
          },
          { key: 'until', head: t('registers.expired.until'), cell: (row) => <DateText value={row.until} /> },
          { key: 'year', head: t('registers.expired.year'), cell: (row) => row.disposalYear },
          { key: 'because', head: t('registers.expired.because'), wraps: true, cell: (row) => row.because },
        ]}
        selection={
          data.mayDispose.allowed
            ? {
                selected: chosen,
                onChange: setChosen,
                nameOf: (row) => `${row.number} ${row.label}`,
                actions: (
                  <Button
                    danger
                    {...(taken.length === 0 ? { reason: t('registers.expired.noneFree') } : {})}
                    onPress={() => setAsking(true)}
                  >
                    {t('registers.expired.dispose', { figure: figure(taken.length) })}
                  </Button>
                ),
              }
            : undefined
        }
      />
      {!data.mayDispose.allowed && (
        <ButtonRow>
          <Button reason={data.mayDispose.because}>{t('registers.expired.disposeAny')}</Button>
        </ButtonRow>
      )}
      {asking && (
        <DisposeDialog
          register={register}
          entryIds={taken}
          onClose={() => setAsking(false)}
          onDone={(lines) => {
            setAsking(false)
            setChosen(new Set())
            onDone(lines)
          }}
        />
      )}
    </>
  )
}

function DisposeDialog({
  register,
  entryIds,
  onClose,
  onDone,
}: {
  register: Register
  entryIds: readonly string[]
  onClose: () => void
  onDone: (lines: number) => void
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [why, setWhy] = useState('')
  const [asked, setAsked] = useState(false)
  const dispose = useCommand(registerDispose, async ({ disposed }) => {
    for (const { name } of [registerExpired, registerList, registerEntry]) {
      await queryClient.invalidateQueries({ queryKey: [name] })
    }
    onDone(disposed)
  })
  const empty = why.trim() === ''
  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      title={t('registers.expired.ask', { figure: figure(entryIds.length) })}
      act={t('registers.expired.go')}
      busy={dispose.isPending}
      onConfirm={() => {
        setAsked(true)
        if (!empty) dispose.mutate({ register: register.key, entryIds: [...entryIds], why: why.trim() })
      }}
    >
      <div className="grid gap-4">
        <p>{t('registers.expired.what')}</p>
        <TextField
          name="why"
          label={t('registers.expired.why')}
          required
          maxLength={200}
          value={why}
          error={asked && empty ? t('registers.form.needed') : undefined}
          onChange={setWhy}
        />
        {dispose.isError && <RefusalNotice error={dispose.error} />}
      </div>
    </ConfirmDialog>
  )
}
