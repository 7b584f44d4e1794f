import { registerList } from '#engine/register/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocation, useParams } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { Notice } from '../../parts/notice.tsx'
import { Pager, RangeText } from '../../parts/pager.tsx'
import { ErrorState, Loading } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { EntryBeside } from './entry-beside.tsx'
import { rowLinkId, useShowList } from './entry-link.tsx'
import { ExportDialog } from './export-dialog.tsx'
import { figure } from './figures.ts'
import {
  conditionsOf,
  emptyView,
  listHref,
  pageSize,
  readListView,
  searchOf,
  type ListView,
  type Register,
} from './list-address.ts'
import { NothingFound } from './nothing-found.tsx'
import { PrintDialog } from './print-dialog.tsx'
import { RegisterConditions } from './register-conditions.tsx'
import { RegisterGate } from './register-gate.tsx'
import { RegisterSearch } from './register-search.tsx'
import { RegisterTable } from './register-table.tsx'
import { RegisterWays } from './register-ways.tsx'
import { scopeOf } from './scope-words.ts'

/** One register: search, filters, list, and the entry that is open beside it. All of it is in the address. */
export function RegisterPage(): ReactNode {
  const { register: key = '' } = useParams({ strict: false })
  return <RegisterGate registerKey={key}>{(register) => <RegisterView register={register} />}</RegisterGate>
}

function RegisterView({ register }: { register: Register }): ReactNode {
  const { t } = useTranslation()
  const view = readListView(useLocation({ select: ({ search }) => search }))
  const show = useShowList(register.key)
  // somebody who came with the entry in the address keeps the focus of the page
  const [arrivedWith] = useState(view.open)
  const [exporting, setExporting] = useState(false)
  const [printing, setPrinting] = useState(false)
  const list = useQuery({
    ...reading(registerList, { ...conditionsOf(register, view), page: view.page, size: pageSize }),
    placeholderData: keepPreviousData,
  })
  const names = list.data?.names ?? {}
  const close = (): void => {
    const link = rowLinkId(view.open)
    show({ ...view, open: '' })
    // the row is drawn again without its mark; the link is the same
    requestAnimationFrame(() => document.getElementById(link)?.focus())
  }
  return (
    <>
      <PageHead
        title={register.name}
        crumbs={[{ label: t('registers.title'), href: '/registers' }, { label: register.name }]}
        lead={scopeOf(register, t)}
        clauses={register.cites.map(clauseOf)}
        actions={
          <Actions
            register={register}
            onExport={() => setExporting(true)}
            onPrint={() => setPrinting(true)}
          />
        }
      />
      <RegisterWays register={register} />
      <WhyNot register={register} />
      <div className="grid gap-3">
        <RegisterSearch
          key={JSON.stringify(searchOf({ ...view, page: 1, open: '', sort: 'number', descending: false }))}
          register={register}
          view={view}
          names={names}
          onSearch={show}
        />
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <RegisterConditions register={register} view={view} names={names} onChange={show} />
          <output className="ml-auto text-[0.875rem] font-bold">
            {list.isSuccess && !list.data.more && list.data.total > 0 && (
              <RangeText page={view.page} size={pageSize} total={list.data.total} />
            )}
          </output>
        </div>
      </div>
      <div className="mt-3 items-start gap-6 lg:has-[>aside]:grid lg:has-[>aside]:grid-cols-[minmax(0,1fr)_376px]">
        <div className="min-w-0">
          <h2 className="sr-only">{t('registers.results')}</h2>
          {list.isPending && <Loading />}
          {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
          {list.isSuccess && (
            <Lines register={register} view={view} data={list.data} onClear={() => show(emptyView)} />
          )}
        </div>
        {view.open !== '' && (
          <EntryBeside
            register={register}
            entryId={view.open}
            takesFocus={view.open !== arrivedWith}
            onClose={close}
            hrefOf={(entryId) => listHref(register.key, { ...view, open: entryId })}
          />
        )}
      </div>
      {printing && (
        <PrintDialog
          register={register}
          view={view}
          total={list.data?.total ?? 0}
          more={list.data?.more ?? false}
          onClose={() => setPrinting(false)}
        />
      )}
      {exporting && <ExportDialog register={register} view={view} onClose={() => setExporting(false)} />}
    </>
  )
}

type Listed = Parameters<typeof RegisterTable>[0]['rows']

function Lines({
  register,
  view,
  data,
  onClear,
}: {
  register: Register
  view: ListView
  data: {
    rows: Listed
    names: Record<string, string>
    total: number
    more: boolean
    searched: number
    searchedMore: boolean
  }
  onClear: () => void
}): ReactNode {
  const { t } = useTranslation()
  if (data.total === 0)
    return (
      <NothingFound
        register={register}
        view={view}
        searched={data.searched}
        more={data.searchedMore}
        onClear={onClear}
      />
    )
  return (
    <>
      {data.more && (
        <div className="mb-3">
          <Notice kind="warning">{t('registers.many', { total: figure(data.total) })}</Notice>
        </div>
      )}
      <RegisterTable register={register} view={view} rows={data.rows} names={data.names} />
      <Pager
        page={view.page}
        size={pageSize}
        total={data.total}
        hrefOf={(page) => listHref(register.key, { ...view, page, open: '' })}
      />
    </>
  )
}

function Actions({
  register,
  onExport,
  onPrint,
}: {
  register: Register
  onExport: () => void
  onPrint: () => void
}): ReactNode {
  const { t } = useTranslation()
  const base = `/registers/${register.key}`
  const add = t('registers.add', { noun: register.noun })
  if (register.mayWrite.allowed) {
    return (
      <>
        <ButtonLink href={`${base}/import`}>{t('registers.read')}</ButtonLink>
        <Button onPress={onExport}>{t('registers.write')}</Button>
        <Button onPress={onPrint}>{t('registers.print.open')}</Button>
        <ButtonLink href={`${base}/new`} look="filled">
          {add}
        </ButtonLink>
      </>
    )
  }
  return (
    <>
      <Button reasonId="why-not">{t('registers.read')}</Button>
      <Button onPress={onExport}>{t('registers.write')}</Button>
      <Button onPress={onPrint}>{t('registers.print.open')}</Button>
      <Button reasonId="why-not">{add}</Button>
    </>
  )
}

/** Why nothing can be written here, once for all buttons. */
function WhyNot({ register }: { register: Register }): ReactNode {
  const { t } = useTranslation()
  const { mayWrite } = register
  if (mayWrite.allowed) return null
  return (
    <div id="why-not" className="mb-4">
      <Notice kind="plain" title={register.written === 'by-events' ? t('registers.auto') : undefined}>
        <p className="text-[0.875rem]">{mayWrite.because}</p>
      </Notice>
    </div>
  )
}
