import { entries, status } from '#ledger/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocation, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Pager } from '../../parts/pager.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/session.ts'
import { entriesHref, everyEntry, isNarrowed, readEntriesView } from './entries-address.ts'
import { EntriesSearch } from './entries-search.tsx'
import { EntryTable } from './entry-table.tsx'

const size = 50

/** Every entry of the ledger, by subject, operation, person and time. */
export function EntriesPage(): ReactNode {
  const { t } = useTranslation()
  const { rights } = useMe()
  return (
    <>
      <PageHead
        title={t('ledger.list.title')}
        lead={t('ledger.of.proof')}
        crumbs={[{ label: t('ledger.title'), href: '/ledger' }, { label: t('ledger.list.title') }]}
      />
      {rights.includes('ledger.read') ? (
        <Entries />
      ) : (
        <Notice kind="plain">{t('ledger.entriesDenied')}</Notice>
      )}
    </>
  )
}

function Entries(): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const view = useLocation({ select: ({ search }) => readEntriesView(search) })
  const { kind, actor, operation, from, to, page } = view
  const list = useQuery({
    ...reading(entries, {
      page,
      size,
      ...(kind === '' ? {} : { subjectKind: kind }),
      ...(actor === '' ? {} : { actor }),
      ...(operation === '' ? {} : { operation }),
      ...(from === '' ? {} : { from }),
      ...(to === '' ? {} : { to }),
    }),
    placeholderData: keepPreviousData,
  })
  const whole = useQuery(reading(status, {}))
  return (
    <>
      <EntriesSearch key={entriesHref({ ...view, page: 1 })} view={view} />
      <h2 className="sr-only">{t('ledger.title')}</h2>
      {list.isPending && <Loading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.data.total === 0 && (
        <EmptyState
          title={t('ledger.list.none')}
          action={
            isNarrowed(view) && (
              <Button onPress={() => router.history.push(entriesHref(everyEntry))}>
                {t('ledger.list.clear')}
              </Button>
            )
          }
        >
          {whole.isSuccess && t('ledger.list.noneWhat', { figure: whole.data.size.toLocaleString('ja-JP') })}
        </EmptyState>
      )}
      {list.isSuccess && list.data.total > 0 && (
        <>
          {list.data.more && (
            <div className="mb-3">
              <Notice kind="warning">
                {t('ledger.list.more', { figure: list.data.total.toLocaleString('ja-JP') })}
              </Notice>
            </div>
          )}
          <EntryTable caption={t('ledger.list.title')} entries={list.data.entries} about="many" />
          <Pager
            page={page}
            size={size}
            total={list.data.total}
            hrefOf={(next) => entriesHref({ ...view, page: next })}
          />
        </>
      )}
    </>
  )
}
