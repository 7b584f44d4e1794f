import { policyLints, policyParameters } from '#policy/contract-norms.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import { Anchor } from '../../../parts/anchor.tsx'
import { ButtonLink } from '../../../parts/button.tsx'
import { Section } from '../../../parts/card.tsx'
import { ShareBar } from '../../../parts/progress-bar.tsx'
import { ErrorState, Loading } from '../../../parts/states.tsx'
import {
  approvalsAddress,
  bindingsAddress,
  findingsAddress,
  reviewAddress,
  termsAddress,
  valuesAddress,
} from '../addresses.ts'
import { shareParts } from '../review/review-bar.tsx'
import { totalOf, useNormCounts } from './use-hour.ts'

/** What an officer does with a text before it is in force: each with how far it is and the way into it. */
export function HourPart({ editionId }: { editionId: string }): ReactNode {
  const { t } = useTranslation()
  return (
    <Section title={t('policies.hour.title')}>
      <p className="mb-2">{t('policies.hour.what')}</p>
      <ul className="max-w-[960px]">
        <ReviewLine editionId={editionId} />
        <ValuesLine editionId={editionId} />
        <BindingsLine editionId={editionId} />
        <FindingsLine editionId={editionId} />
        <Line
          name={t('glossary.title')}
          what={t('policies.hour.terms')}
          href={termsAddress(editionId)}
          open={t('policies.hour.openTerms')}
        />
      </ul>
    </Section>
  )
}

function ReviewLine({ editionId }: { editionId: string }): ReactNode {
  const { t } = useTranslation()
  const norms = useNormCounts(editionId)
  const progress = norms.data === undefined ? undefined : totalOf(norms.data.chapters)
  const toCheck = progress === undefined ? 0 : progress.amber + progress.red
  return (
    <Line
      name={t('review.title')}
      what={t('policies.hour.review')}
      href={reviewAddress(editionId, undefined, toCheck > 0 ? 'check' : undefined)}
      open={t('review.open')}
      first={progress !== undefined && progress.unconfirmed > 0}
      query={norms}
    >
      {progress !== undefined && progress.total > 0 && <ShareBar parts={shareParts(progress, t)} />}
    </Line>
  )
}

function ValuesLine({ editionId }: { editionId: string }): ReactNode {
  const { t } = useTranslation()
  const values = useQuery(reading(policyParameters, { editionId }))
  const { data } = values
  return (
    <Line
      name={t('openValues.title')}
      what={t('policies.hour.values')}
      href={valuesAddress(editionId)}
      open={t('policies.hour.openValues')}
      query={values}
    >
      {data !== undefined && data.parameters.length > 0 && (
        <ShareBar
          parts={[
            { label: t('openValues.set'), count: data.set, tone: 'green' },
            { label: t('openValues.open'), count: data.open, tone: 'red' },
          ]}
        />
      )}
    </Line>
  )
}

function BindingsLine({ editionId }: { editionId: string }): ReactNode {
  const { t } = useTranslation()
  const bindings = useNormCounts(editionId)
  const { data } = bindings
  return (
    <Line
      name={t('policies.bindings.title')}
      what={t('policies.hour.bindings')}
      href={bindingsAddress(editionId, data !== undefined && data.counts.gap > 0 ? 'gap' : undefined)}
      open={t('policies.hour.openBindings')}
      query={bindings}
    >
      {data !== undefined && data.counts.total > 0 && (
        <ShareBar
          parts={[
            { label: t('normBindings.states.bound'), count: data.counts.bound, tone: 'green' },
            { label: t('normBindings.states.planned'), count: data.counts.planned, tone: 'yellow' },
            { label: t('normBindings.states.gap'), count: data.counts.gap, tone: 'red' },
          ]}
        />
      )}
      {data !== undefined && data.counts.approvals > 0 && (
        <Anchor href={approvalsAddress(editionId)} className="inline-block py-1 text-[0.875rem]">
          {t('policies.hour.approvals', { count: data.counts.approvals })}
        </Anchor>
      )}
    </Line>
  )
}

function FindingsLine({ editionId }: { editionId: string }): ReactNode {
  const { t } = useTranslation()
  const lints = useQuery(reading(policyLints, { editionId }))
  const { data } = lints
  return (
    <Line
      name={t('findings.title')}
      what={t('policies.hour.findings')}
      href={findingsAddress(editionId)}
      open={t('policies.hour.openFindings')}
      query={lints}
    >
      {data !== undefined && data.lints.length > 0 && (
        <ShareBar
          parts={[
            { label: t('policies.hour.looked'), count: data.lints.length - data.open, tone: 'green' },
            { label: t('findings.states.open'), count: data.open, tone: 'gray' },
          ]}
        />
      )}
    </Line>
  )
}

function Line({
  name,
  what,
  href,
  open,
  first = false,
  query,
  children,
}: {
  name: string
  what: string
  href: string
  open: string
  /** What one does now: its button is the filled one. */
  first?: boolean
  query?: { isPending: boolean; isError: boolean; error: unknown; refetch: () => unknown }
  children?: ReactNode
}): ReactNode {
  return (
    <li className="grid items-center gap-x-6 gap-y-2 border-b border-solid-gray-300 py-3 sm:grid-cols-[minmax(0,1fr)_288px_200px]">
      <div>
        <h3 className="text-[1rem] leading-[1.5]">{name}</h3>
        <p className="text-[0.875rem] leading-[1.5]">{what}</p>
      </div>
      <div>
        {query?.isPending === true && <Loading />}
        {query?.isError === true && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {children}
      </div>
      <span>
        <ButtonLink href={href} look={first ? 'filled' : 'outline'}>
          {open}
        </ButtonLink>
      </span>
    </li>
  )
}
