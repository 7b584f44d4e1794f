import { policyEdition } from '#policy/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import { ButtonLink } from '../../../parts/button.tsx'
import { Section } from '../../../parts/card.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { ErrorState, Loading } from '../../../parts/states.tsx'
import { Steps } from '../../../parts/steps.tsx'
import { PageHead } from '../../../shell/page-head.tsx'
import { listAddress, readingAddress } from '../addresses.ts'
import { useSlots } from '../bindings/use-slots.ts'
import { ImpactPart } from '../editions/impact-part.tsx'
import { UnreadList } from '../reading/unread-list.tsx'
import type { EditionOut } from '../types.ts'
import { BindingsPart } from './bindings-part.tsx'
import { DiscardButton } from './discard-button.tsx'
import { ForceForm } from './force-form.tsx'
import { HourPart } from './hour-part.tsx'
import { useHour } from './use-hour.ts'
import { TablesPart } from './tables-part.tsx'

/** 施行の準備: what is left to do between the import of a text and the day it is in force. */
export function PreparePage(): ReactNode {
  const { t } = useTranslation()
  const { editionId } = useParams({ from: '/house/policies/$editionId/prepare' })
  const edition = useQuery(reading(policyEdition, { editionId }))
  const { data } = edition
  return (
    <>
      <PageHead
        title={t('policies.prepare.title')}
        lead={data === undefined ? undefined : `${data.policy.title} ${data.edition.label}`}
        crumbs={[
          { label: t('policies.title'), href: listAddress },
          ...(data === undefined
            ? []
            : [{ label: `${data.policy.title} ${data.edition.label}`, href: readingAddress(editionId) }]),
          { label: t('policies.prepare.title') },
        ]}
        actions={<ButtonLink href={readingAddress(editionId)}>{t('policies.prepare.read')}</ButtonLink>}
      />
      {edition.isPending && <Loading />}
      {edition.isError && <ErrorState bare error={edition.error} onRetry={() => void edition.refetch()} />}
      {data !== undefined && <Preparation data={data} />}
    </>
  )
}

function Preparation({ data }: { data: EditionOut }): ReactNode {
  const { t } = useTranslation()
  const { edition } = data
  const slots = useSlots(edition.editionId)
  const draft = edition.state === 'draft'
  const matters = data.unread.filter((part) => part.matters)
  const tablesDone = edition.tablesToConfirm === 0
  const hour = useHour(edition.editionId)
  const { reviewed, valued } = hour
  const boundDone = slots.data?.gaps === 0 && hour.bound
  const stateOf = (done: boolean, before: boolean) =>
    done ? ('done' as const) : before ? ('now' as const) : ('next' as const)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <Steps
        label={t('policies.prepare.title')}
        steps={[
          { key: 'import', label: t('policies.prepare.steps.import'), state: 'done' },
          { key: 'tables', label: t('policies.prepare.steps.tables'), state: stateOf(tablesDone, true) },
          {
            key: 'review',
            label: t('policies.prepare.steps.review'),
            state: stateOf(reviewed, tablesDone),
          },
          {
            key: 'values',
            label: t('policies.prepare.steps.values'),
            state: stateOf(valued, tablesDone && reviewed),
          },
          {
            key: 'bind',
            label: t('policies.prepare.steps.bind'),
            state: stateOf(boundDone, tablesDone && reviewed && valued),
          },
          {
            key: 'force',
            label: t('policies.prepare.steps.force'),
            state: stateOf(!draft, tablesDone && reviewed && valued && boundDone),
          },
        ]}
      />
      {!draft && (
        <Notice kind="success" title={t('policies.prepare.alreadyInForce')}>
          <p>{t('policies.prepare.alreadyInForceWhat')}</p>
        </Notice>
      )}
      {matters.length > 0 && (
        <Section
          title={t('policies.unread.title')}
          aside={t('policies.unread.count', { count: matters.length })}
        >
          <p className="mb-3 text-[0.875rem]">{t('policies.unread.what')}</p>
          <UnreadList unread={matters} />
        </Section>
      )}
      <TablesPart data={data} />
      <HourPart editionId={edition.editionId} />
      <BindingsPart editionId={edition.editionId} slots={slots} />
      {draft && data.mayManage && <ImpactPart editionId={edition.editionId} />}
      {draft && data.mayManage && (
        <Section title={t('policies.force.title')}>
          <ForceForm
            // the form begins with what the edition says
            key={edition.editionId}
            edition={edition}
            tablesLeft={edition.tablesToConfirm}
            gaps={slots.data?.gaps}
          />
        </Section>
      )}
      {draft && data.mayManage && <DiscardButton data={data} />}
    </div>
  )
}
