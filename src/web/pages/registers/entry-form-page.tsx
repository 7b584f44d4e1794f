import { registerEntry } from '#engine/register/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { Notice } from '../../parts/notice.tsx'
import { ErrorState, Loading } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { EntryForm } from './entry-form.tsx'
import { emptyView, listHref, type Register } from './list-address.ts'
import { RegisterGate } from './register-gate.tsx'

/** A new line of a register. */
export function NewEntryPage(): ReactNode {
  const { register: key = '' } = useParams({ strict: false })
  return <RegisterGate registerKey={key}>{(register) => <NewEntry register={register} />}</RegisterGate>
}

/** A change of a line. */
export function EditEntryPage(): ReactNode {
  const { register: key = '', entryId = '' } = useParams({ strict: false })
  return (
    <RegisterGate registerKey={key}>
      {(register) => <EditEntry register={register} entryId={entryId} />}
    </RegisterGate>
  )
}

function NewEntry({ register }: { register: Register }): ReactNode {
  const { t } = useTranslation()
  const title = t('registers.form.addTitle', { noun: register.noun })
  return (
    <>
      <PageHead
        title={title}
        crumbs={crumbsOf(register, title, t('registers.title'))}
        lead={t('registers.form.addLead')}
        clauses={register.cites.map(clauseOf)}
      />
      {register.mayWrite.allowed ? (
        <EntryForm register={register} />
      ) : (
        <Blocked register={register} because={register.mayWrite.because ?? ''} />
      )}
    </>
  )
}

function EditEntry({ register, entryId }: { register: Register; entryId: string }): ReactNode {
  const { t } = useTranslation()
  const found = useQuery({
    ...reading(registerEntry, { register: register.key, entryId }),
    // what somebody is typing over must not change under his hands
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  })
  const label = found.data?.entry.label ?? register.noun
  const title = t('registers.form.editTitle', { label })
  const blocked = found.isSuccess ? whyNot(found.data, t('registers.form.closedEntry')) : undefined
  return (
    <>
      <PageHead
        title={title}
        crumbs={crumbsOf(register, title, t('registers.title'))}
        lead={
          found.isSuccess
            ? t('registers.panel.version', {
                number: found.data.entry.number,
                version: found.data.entry.version,
              })
            : undefined
        }
        clauses={register.cites.map(clauseOf)}
      />
      {(found.isPending || found.isFetching) && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && !found.isFetching && blocked !== undefined && (
        <Blocked register={register} because={blocked} />
      )}
      {found.isSuccess && !found.isFetching && blocked === undefined && (
        <EntryForm
          key={found.data.entry.version}
          register={register}
          found={found.data}
          onReload={() => void found.refetch()}
        />
      )}
    </>
  )
}

function whyNot(
  found: { entry: { state: string }; mayWrite: { allowed: boolean; because?: string | undefined } },
  closed: string,
): string | undefined {
  if (found.entry.state === 'closed') return closed
  return found.mayWrite.allowed ? undefined : (found.mayWrite.because ?? '')
}

function crumbsOf(register: Register, title: string, top: string) {
  return [
    { label: top, href: '/registers' },
    { label: register.name, href: listHref(register.key, emptyView) },
    { label: title },
  ]
}

function Blocked({ register, because }: { register: Register; because: string }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="grid max-w-[768px] gap-4">
      <Notice kind="plain" title={t('registers.form.blocked')}>
        <p>{because}</p>
      </Notice>
      <p>
        <ButtonLink href={listHref(register.key, emptyView)}>{t('registers.form.back')}</ButtonLink>
      </p>
    </div>
  )
}
