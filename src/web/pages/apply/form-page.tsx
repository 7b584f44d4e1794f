import { lastForm, showApplication, type CaseView, type ProcedureKind } from '#engine/procedure/contract.ts'
import { isEditable } from '#engine/procedure/states.ts'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { Loading } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/session.ts'
import { kindsQuery } from '../case/kinds.ts'
import { ApplicationForm } from './application-form.tsx'
import { UnreadablePage } from '../case/unreadable-page.tsx'
import { closedWords } from './closed-words.ts'

/** The form of one kind of application: empty, or continuing a draft or a case that came back. */
export function FormPage(): ReactNode {
  const { t } = useTranslation()
  const { procedure } = useParams({ from: '/house/apply/$procedure' })
  const { application, from } = useSearch({ from: '/house/apply/$procedure' })
  const kinds = useQuery(kindsQuery)
  if (kinds.isPending) return <Loading />
  if (kinds.isError) return <UnreadablePage error={kinds.error} onRetry={() => void kinds.refetch()} />
  const kind = kinds.data.kinds.find((each) => each.key === procedure)
  if (kind === undefined || !kind.live) {
    return (
      <>
        <PageHead title={kind?.name ?? t('apply.title')} />
        <Section title={t(kind === undefined ? 'apply.formUnknown' : 'apply.notLive')}>
          <p className="mb-3">
            {kind === undefined || kind.closed === null
              ? t('apply.formUnknownWhat')
              : closedWords(t, kind.closed)}
          </p>
          <ButtonLink href="/apply">{t('apply.toList')}</ButtonLink>
        </Section>
      </>
    )
  }
  if (from !== undefined) return <CopiedForm key={from} kind={kind} from={from} />
  if (application === undefined) return <ApplicationForm key={procedure} kind={kind} existing={null} />
  return <ContinuedForm key={application} kind={kind} applicationId={application} />
}

/** A new application that begins with what an earlier one of one's own said. */
function CopiedForm({ kind, from }: { kind: ProcedureKind; from: string }): ReactNode {
  const copied = useQuery(reading(lastForm, { procedure: kind.key, applicationId: from }))
  if (copied.isPending) return <Loading />
  if (copied.isError) return <UnreadablePage error={copied.error} onRetry={() => void copied.refetch()} />
  return (
    <ApplicationForm kind={kind} existing={null} {...(copied.data === null ? {} : { copied: copied.data })} />
  )
}

function ContinuedForm({ kind, applicationId }: { kind: ProcedureKind; applicationId: string }): ReactNode {
  const { person } = useMe()
  const shown = useQuery(reading(showApplication, { applicationId }))
  if (shown.isPending) return <Loading />
  if (shown.isError) return <UnreadablePage error={shown.error} onRetry={() => void shown.refetch()} />
  const view = shown.data
  const mine = view.applicant.personId === person.personId
  if (!mine || !isEditable(view.state) || view.procedure !== kind.key) {
    return <NotEditable view={view} mine={mine} />
  }
  return <ApplicationForm kind={kind} existing={view} />
}

function NotEditable({ view, mine }: { view: CaseView; mine: boolean }): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <PageHead title={`${view.procedureName} ${view.title}`} />
      <Section title={t('apply.cannotEdit')}>
        <p className="mb-3">{t(mine ? 'apply.cannotEditWhat' : 'apply.notYours')}</p>
        <ButtonLink href={`/cases/${view.applicationId}`}>{t('apply.toCase')}</ButtonLink>
      </Section>
    </>
  )
}
