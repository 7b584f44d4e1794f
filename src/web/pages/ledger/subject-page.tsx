import { ofSubject } from '#ledger/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocation, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { ApiProblem } from '../../api/problem.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { Pager } from '../../parts/pager.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { pageIn } from '../organisation/list-search.ts'
import { EntryTable } from './entry-table.tsx'
import { kindWords, pageOf, recordsOf } from './subject-words.ts'

const size = 50

/** Every entry about one thing: an application, a line of a register, a person. */
export function SubjectPage(): ReactNode {
  const { t } = useTranslation()
  const { kind = '', id = '' } = useParams({ strict: false })
  const page = useLocation({ select: ({ search }) => pageIn(search) })
  const list = useQuery({
    ...reading(ofSubject, { kind, id, page, size }),
    placeholderData: keepPreviousData,
  })
  const words = kindWords(kind, t)
  const label = list.data?.entries.find((entry) => entry.subject?.label)?.subject?.label ?? words
  const own = pageOf({ kind, id })
  const title = t('ledger.of.title', { label })
  return (
    <>
      <PageHead
        title={title}
        lead={`${words}。${t('ledger.of.proof')}`}
        crumbs={[{ label: t('ledger.title'), href: '/ledger' }, { label: title }]}
        actions={own === undefined ? undefined : <ButtonLink href={own}>{t('ledger.of.open')}</ButtonLink>}
      />
      <h2 className="sr-only">{t('ledger.entries')}</h2>
      {list.isPending && <Loading />}
      {list.isError &&
        (list.error instanceof ApiProblem && list.error.status < 500 ? (
          <EmptyState title={list.error.message} />
        ) : (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ))}
      {list.isSuccess && list.data.total === 0 && <EmptyState title={t('ledger.list.noneOf')} />}
      {list.isSuccess && list.data.total > 0 && (
        <>
          <EntryTable caption={title} entries={list.data.entries} about="one" />
          <Pager
            page={page}
            size={size}
            total={list.data.total}
            hrefOf={(next) => `${recordsOf({ kind, id })}?page=${next}`}
          />
        </>
      )}
    </>
  )
}
