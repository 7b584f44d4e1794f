import { discardTransfer, showTransfer } from '#rooms/1-organisation/transfer/contract.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { Steps } from '../../parts/steps.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { forgetOrganisation } from '../organisation/forget.ts'
import { planHref, readPlanView, type PlanView, type PlanViewName } from './plan-address.ts'
import { PlanChanges } from './plan-changes.tsx'
import { PlanChip } from './plan-chip.tsx'
import { ConfirmPlan, UndoPlan } from './plan-confirm.tsx'
import { PlanDialog } from './plan-dialog.tsx'
import { PlanEffects } from './plan-effects.tsx'
import { PlanProgress } from './plan-progress.tsx'
import { PlanReport } from './plan-report.tsx'

export type Plan = OutputOf<typeof showTransfer>

/** Milliseconds between two looks at a plan on which something works in the background. */
const pace = 1_000

/** One plan: its lines, what a rehearsal says, confirmation, and after the day what was done. */
export function PlanPage(): ReactNode {
  const { planId = '' } = useParams({ strict: false })
  const view = useLocation({ select: ({ search }) => readPlanView(search) })
  const plan = useQuery({
    ...reading(showTransfer, { planId }),
    refetchInterval: (query) => ((query.state.data?.job ?? null) === null ? false : pace),
  })
  if (plan.isPending) return <Loading />
  if (plan.isError) return <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />
  return <Shown plan={plan.data} view={view} />
}

function Shown({ plan, view }: { plan: Plan; view: PlanView }): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const go = (next: Partial<PlanView>): void =>
    void navigate({ to: planHref(plan.planId, next), resetScroll: false })
  return (
    <>
      <PageHead
        title={plan.title}
        lead={
          <span className="inline-flex flex-wrap items-center gap-2">
            <PlanChip state={plan.state} />
            {t('transfers.day')}
            <b>
              <DateText value={plan.effectiveOn} />
            </b>
            <span>{t('transfers.source', { source: plan.source })}</span>
          </span>
        }
        crumbs={[
          { label: t('organisation.crumb'), href: '/organisation' },
          { label: t('transfers.title'), href: '/organisation/transfers' },
          { label: plan.title },
        ]}
        actions={<Actions plan={plan} onJob={(job) => go({ view: 'report', job })} />}
      />
      <div className="noprint mb-4">
        <Steps
          label={t('transfers.steps.label')}
          steps={stepsOf(plan, (key) => t(`transfers.steps.${key}`))}
        />
      </div>
      <Said plan={plan} />
      <PlanProgress
        planId={plan.planId}
        jobId={view.job === '' ? (plan.job?.jobId ?? '') : view.job}
        what={plan.job?.what}
      />
      <Overlap plan={plan} />
      <Tabs
        label={plan.title}
        value={view.view}
        onChange={(key) => go({ view: viewNamed(key), job: view.job })}
        items={[
          {
            key: 'changes',
            title: t('transfers.views.changes'),
            content: () => <PlanChanges plan={plan} view={view} onView={go} />,
          },
          {
            key: 'report',
            title: t('transfers.views.report'),
            content: () => <PlanReport plan={plan} view={view} onView={go} />,
          },
          {
            key: 'done',
            title: t('transfers.views.done'),
            content: () => <PlanEffects plan={plan} view={view} onView={go} />,
          },
        ]}
      />
    </>
  )
}

function viewNamed(key: string): PlanViewName {
  return key === 'report' || key === 'done' ? key : 'changes'
}

function stepsOf(plan: Plan, words: (key: 'changes' | 'rehearse' | 'confirm' | 'day') => string) {
  const order = ['changes', 'rehearse', 'confirm', 'day'] as const
  const now =
    plan.state === 'effective'
      ? 4
      : plan.state === 'confirmed'
        ? 3
        : plan.state === 'undone'
          ? 4
          : plan.taken === 0 || (plan.rehearsal === null && plan.problems > 0)
            ? 0
            : plan.notConfirmable === null
              ? 2
              : 1
  return order.map((key, index) => ({
    key,
    label: words(key),
    state: index < now ? ('done' as const) : index === now ? ('now' as const) : ('next' as const),
  }))
}

function Actions({ plan, onJob }: { plan: Plan; onJob: (jobId: string) => void }): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [open, setOpen] = useState<'edit' | 'discard' | null>(null)
  const close = (): void => setOpen(null)
  const discard = useCommand(discardTransfer, async () => {
    await forgetOrganisation(queryClient)
    await navigate({ to: '/organisation/transfers' })
  })
  if (plan.state === 'confirmed') return <UndoPlan plan={plan} />
  if (plan.state !== 'draft') return null
  return (
    <>
      <Button look="text" onPress={() => setOpen('discard')}>
        {t('transfers.discard')}
      </Button>
      <Button onPress={() => setOpen('edit')}>{t('transfers.edit')}</Button>
      <ConfirmPlan plan={plan} onJob={onJob} />
      {open === 'edit' && (
        <PlanDialog
          plan={plan}
          onClose={close}
          onSaved={async () => {
            close()
            await forgetOrganisation(queryClient)
          }}
        />
      )}
      <ConfirmDialog
        open={open === 'discard'}
        onClose={close}
        title={t('transfers.discardTitle')}
        act={t('transfers.discard')}
        danger
        busy={discard.isPending}
        onConfirm={() => discard.mutate({ planId: plan.planId })}
      >
        {discard.isError && <RefusalNotice error={discard.error} />}
        <p>
          {t('transfers.discardWhat', { title: plan.title, figure: plan.changes.toLocaleString('ja-JP') })}
        </p>
      </ConfirmDialog>
    </>
  )
}

/** Who confirmed it and who took it back. */
function Said({ plan }: { plan: Plan }): ReactNode {
  const { t } = useTranslation()
  if (plan.state === 'draft') return null
  return (
    <p className="mb-4 text-[0.875rem]">
      {plan.confirmedAt !== null && (
        <>
          <DateText value={plan.confirmedAt.slice(0, 10)} />{' '}
          {t('transfers.confirmedLine', { name: plan.confirmedBy ?? t('transfers.operator') })}{' '}
        </>
      )}
      {plan.undoneAt !== null && (
        <>
          <DateText value={plan.undoneAt.slice(0, 10)} />{' '}
          {t('transfers.undoneLine', { name: plan.undoneBy ?? t('transfers.operator') })}
        </>
      )}
    </p>
  )
}

/** Other plans with people of this one: shown, so that nobody is moved twice unseen. */
function Overlap({ plan }: { plan: Plan }): ReactNode {
  const { t } = useTranslation()
  if (plan.alsoIn.length === 0 || plan.state !== 'draft') return null
  return (
    <div className="mb-4">
      <Notice kind="warning" title={t('transfers.overlap')}>
        <ul className="list-disc pl-5 text-[0.875rem]">
          {plan.alsoIn.map((other) => (
            <li key={other.planId}>
              <Anchor href={planHref(other.planId)}>
                {t('transfers.overlapLine', {
                  title: other.title,
                  state: t(`transfers.states.${other.state}`),
                  figure: other.people.toLocaleString('ja-JP'),
                })}
              </Anchor>{' '}
              <DateText value={other.effectiveOn} />
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}
