import { registerEntry } from '#engine/register/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { clauseOf } from '../../parts/clause-address.ts'
import { ErrorState, Loading } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { EntryDetail } from './entry-detail.tsx'
import { EntryTimeline } from './entry-timeline.tsx'
import { emptyView, listHref, type Register } from './list-address.ts'
import { RegisterGate } from './register-gate.tsx'

/** One line on a page of its own: what it says, and everything that happened to it. */
export function EntryPage(): ReactNode {
  const { register: key = '', entryId = '' } = useParams({ strict: false })
  return (
    <RegisterGate registerKey={key}>
      {(register) => <EntryView key={entryId} register={register} entryId={entryId} />}
    </RegisterGate>
  )
}

function EntryView({ register, entryId }: { register: Register; entryId: string }): ReactNode {
  const { t } = useTranslation()
  const found = useQuery(reading(registerEntry, { register: register.key, entryId }))
  const title = found.data?.entry.label ?? t('registers.panel.label', { noun: register.noun })
  return (
    <>
      <PageHead
        title={title}
        crumbs={[
          { label: t('registers.title'), href: '/registers' },
          { label: register.name, href: listHref(register.key, emptyView) },
          { label: title },
        ]}
        clauses={register.cites.map(clauseOf)}
      />
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && (
        <div className="grid items-start gap-8 lg:grid-cols-2">
          <section aria-labelledby="entry-detail">
            <h2 id="entry-detail" className="sr-only">
              {t('registers.panel.label', { noun: register.noun })}
            </h2>
            <EntryDetail
              onOwnPage
              register={register}
              found={found.data}
              hrefOf={(id) => `/registers/${register.key}/${id}`}
            />
          </section>
          <EntryTimeline register={register} entryId={entryId} />
        </div>
      )}
    </>
  )
}
