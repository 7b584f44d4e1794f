import type { CaseView, ProcedureKind } from '#engine/procedure/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { clausesOf } from '../case/clauses.ts'
import { forgetTold } from '../case/told.ts'
import { ToldNotice } from '../case/told-notice.tsx'
import { ConfirmStep } from './confirm-step.tsx'
import { differs, draftOf } from './draft.ts'
import { FormGroups } from './form-groups.tsx'
import { HandlingCard } from './handling-card.tsx'
import { LastForm } from './last-form.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { RouteCard } from './route-card.tsx'
import { useDraft, type Start } from './use-draft.ts'
import { useSend } from './use-send.ts'

/** A form to fill, beside it what follows from it; then the look at it before it is filed. */
export function ApplicationForm({
  kind,
  existing,
  copied,
}: {
  kind: ProcedureKind
  existing: CaseView | null
  /** What an earlier application said, for a new one. */
  copied?: Start
}): ReactNode {
  const { t } = useTranslation()
  const [confirming, setConfirming] = useState(false)
  const client = useQueryClient()
  const isNew = existing === null || existing.state === 'draft'
  const filling = useDraft(kind, existing ?? copied ?? null)
  // leaving a page that has just been sent loses nothing
  const sent = useRef(false)
  const send = useSend(kind, existing, {
    onSent: () => {
      sent.current = true
    },
    onInvalid: (problems) => {
      setConfirming(false)
      filling.show(problems)
    },
  })
  const dirty = (): boolean => !sent.current && differs(filling.draft, draftOf(kind.fields, existing?.form))
  const check = (): void =>
    filling.check.mutate(undefined, {
      onSuccess: (problems) => {
        if (problems.length > 0) return
        forgetTold(client)
        setConfirming(true)
        globalThis.scrollTo({ top: 0 })
      },
    })
  const labels = Object.fromEntries(kind.fields.map((field) => [field.key, field.label]))
  const side = (
    <aside aria-label={t('apply.side')} className="grid gap-4 lg:col-start-2 lg:row-span-2 lg:row-start-1">
      <HandlingCard kind={kind} filling={filling} />
      <RouteCard kind={kind} preview={filling.preview} />
    </aside>
  )
  return (
    <>
      <PageHead
        title={t(isNew ? 'apply.formTitle' : 'apply.formTitleEdit', { name: kind.name })}
        lead={kind.purpose}
        clauses={clausesOf(kind.cites)}
        crumbs={[{ label: t('apply.title'), href: '/apply' }, { label: kind.name }]}
        actions={confirming || existing !== null ? undefined : <LastForm kind={kind} filling={filling} />}
      />
      <ToldNotice />
      {existing !== null && <SentBackNotice view={existing} />}
      <RefusalNotice error={send.failure ?? filling.check.error} />
      {confirming ? (
        <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_384px]">
          <ConfirmStep
            kind={kind}
            filling={filling}
            busy={send.filing}
            onBack={() => setConfirming(false)}
            onFile={() => send.file(filling.draft)}
          />
          {side}
        </div>
      ) : (
        <form
          noValidate
          className="grid items-start gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_384px] lg:grid-rows-[auto_1fr]"
          onSubmit={(event) => {
            event.preventDefault()
            check()
          }}
        >
          <div className="min-w-0">
            <ErrorSummary problems={filling.found} labels={labels} />
            <FormGroups kind={kind} filling={filling} />
          </div>
          {side}
          <div className="lg:col-start-1">
            <ButtonRow end>
              <Button size="large" busy={send.saving} onPress={() => send.save(filling.draft)}>
                {t('apply.save')}
              </Button>
              <Button type="submit" look="filled" size="large" busy={filling.check.isPending}>
                {t('apply.check')}
              </Button>
            </ButtonRow>
          </div>
        </form>
      )}
      <LeaveGuard dirty={dirty} what={t('apply.leaveWhat')} />
    </>
  )
}

/** Why the case came back, above the form that mends it. */
function SentBackNotice({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation()
  const last = view.decisions.at(-1)
  if (view.state !== 'sent-back' || last === undefined) return null
  return (
    <div className="mb-4">
      <Notice kind="warning" title={t('apply.sentBack')}>
        {t('apply.sentBackBy', { name: last.decider.name, reason: last.reason ?? '' })}
      </Notice>
    </div>
  )
}
