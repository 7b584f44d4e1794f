import { formSheet, showApplication, type CaseView } from '#engine/procedure/contract.ts'
import { seatActs } from '#engine/procedure/step-machine.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading, saveFile } from '../../api/api.ts'
import { Button } from '../../parts/button.tsx'
import { Card, Columns, Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Loading, RefusalNotice } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/session.ts'
import { AfterReadingCard } from './after-reading-card.tsx'
import { CaseContent } from './case-content.tsx'
import { CaseHistory } from './case-history.tsx'
import { CaseRoute } from './case-route.tsx'
import { clausesOf } from './clauses.ts'
import { Comments } from './comments.tsx'
import { DecisionCard } from './decision-card.tsx'
import { DeskStrip } from './desk-strip.tsx'
import { FollowCard } from './follow-card.tsx'
import { GlanceCard } from './glance-card.tsx'
import { NoticeButton } from './notice-button.tsx'
import { OutcomeCard } from './outcome-card.tsx'
import { ProofCard } from './proof-card.tsx'
import { ResolutionCard } from './resolution-card.tsx'
import { SealCard } from './seal-card.tsx'
import { CaseStateChip } from './state-chip.tsx'
import { ToldNotice } from './told-notice.tsx'
import { useNoteOpening } from './use-note-opening.ts'
import { UnreadablePage } from './unreadable-page.tsx'
import { caseName } from '../cases/case-name.ts'

/** One case: what is asked, what happened, what can be decided and why, and the proof of it. */
export function CasePage(): ReactNode {
  const { applicationId } = useParams({ from: '/house/cases/$applicationId' })
  const shown = useQuery(reading(showApplication, { applicationId }))
  if (shown.isPending) return <Loading />
  if (shown.isError) return <UnreadablePage error={shown.error} onRetry={() => void shown.refetch()} />
  // another case is another page: nothing typed for the last one may stay
  return <CaseFile key={applicationId} view={shown.data} />
}

function CaseFile({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation()
  const { person } = useMe()
  const mine = view.applicant.personId === person.personId
  useNoteOpening(view)
  const myTurn = view.acts.some(({ act, allowed }) => allowed && seatActs.some((each) => each === act))
  const deciding = view.state === 'waiting' && !mine
  return (
    <>
      <PageHead
        title={caseName(view)}
        crumbs={[
          deciding
            ? { label: t('caseFile.crumbInbox'), href: '/inbox' }
            : { label: t('caseFile.crumbCases'), href: mine ? '/cases' : '/cases?view=office' },
          { label: view.number ?? t('caseFile.noNumber') },
        ]}
        lead={<CaseLead view={view} />}
        clauses={clausesOf(view.cites)}
        actions={
          <>
            <NoticeButton view={view} />
            <PrintButton view={view} />
          </>
        }
      />
      <ToldNotice />
      {myTurn && <DeskStrip view={view} />}
      <Columns
        sideLabel={t('caseFile.sideLabel')}
        main={
          <>
            {myTurn && <GlanceCard view={view} />}
            <CaseContent view={view} />
            <CaseRoute view={view} />
            <Comments view={view} />
            <Section title={t('caseFile.history')} aside={t('caseFile.historyOrder')}>
              <CaseHistory view={view} />
            </Section>
          </>
        }
        side={
          <>
            {view.step === null ? (
              <OutcomeCard view={view} />
            ) : view.step.act === 'resolve' ? (
              <ResolutionCard view={view} />
            ) : (
              <DecisionCard view={view} />
            )}
            <AfterReadingCard view={view} />
            <FollowCard view={view} />
            {view.filedAt !== null && (
              <Card title={t('caseFile.seals')}>
                <SealCard view={view} />
              </Card>
            )}
            <Card title={t('caseFile.proof')}>
              <ProofCard view={view} />
            </Card>
          </>
        }
      />
    </>
  )
}

function CaseLead({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation()
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1 pr-1">
      <CaseStateChip state={view.state} procedure={view.procedure} overdueDays={view.overdueDays} />
      {view.revokedAt !== null && view.state === 'in-use' && (
        <StateChip means="refused">{t('caseFile.revokedOut')}</StateChip>
      )}
      <span className="nowrap">{view.number}</span>
      {view.filedAt !== null && (
        <span>
          {t('caseFile.filedOn')} <DateText value={view.filedAt} />
        </span>
      )}
    </span>
  )
}

function PrintButton({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation()
  const print = useMutation({
    mutationFn: () => saveFile(formSheet, { applicationId: view.applicationId }),
  })
  return (
    <div className="grid gap-2">
      <Button icon="print" busy={print.isPending} onPress={() => print.mutate()}>
        {t('caseFile.print', { form: view.formNumber })}
      </Button>
      {print.isError && <RefusalNotice error={print.error} />}
    </div>
  )
}
