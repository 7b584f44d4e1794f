import { listApplications, type ProcedureKind } from '#engine/procedure/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { BlockedReason, Button, ButtonLink } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { ClauseLinks } from '../../parts/clause-link.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/session.ts'
import { clausesOf } from '../case/clauses.ts'
import { kindsQuery } from '../case/kinds.ts'
import { ToldNotice } from '../case/told-notice.tsx'
import { useCaseColumns } from '../cases/columns.tsx'
import { Renewals } from './renewals.tsx'
import { closedWords } from './closed-words.ts'

/** 申請: what can be applied for, with its clauses, and one's own cases. */
export function ApplyPage(): ReactNode {
  const { t } = useTranslation()
  const { rights } = useMe()
  return (
    <>
      <PageHead
        title={t('apply.title')}
        lead={t('apply.lead')}
        actions={
          rights.includes('policy.manage') && (
            <ButtonLink href="/procedures">{t('procedures.makeOwn')}</ButtonLink>
          )
        }
      />
      <ToldNotice />
      <div className="grid gap-8">
        <Section title={t('apply.list')}>
          <Kinds />
        </Section>
        <Renewals of="mine" />
        <Renewals of="unit" />
        <Section title={t('apply.open')} aside={<Anchor href="/cases">{t('apply.all')}</Anchor>}>
          <OwnCases />
        </Section>
      </div>
    </>
  )
}

function Kinds(): ReactNode {
  const { t } = useTranslation()
  const kinds = useQuery(kindsQuery)
  if (kinds.isPending) return <Loading />
  if (kinds.isError) return <ErrorState error={kinds.error} onRetry={() => void kinds.refetch()} />
  const asked = kinds.data.kinds.filter((kind) => kind.closed?.why !== 'ended')
  if (asked.length === 0) {
    return <EmptyState title={t('apply.noKinds')}>{t('apply.noKindsWhat')}</EmptyState>
  }
  const open = asked.filter((kind) => kind.live)
  const closed = asked.filter((kind) => !kind.live)
  return (
    <>
      <KindList kinds={open} />
      {closed.length > 0 && (
        <details className="mt-4" open={open.length === 0}>
          <summary className="cursor-pointer py-2 text-blue-1000 underline">
            {t('apply.closedKinds', { figure: closed.length })}
          </summary>
          <KindList kinds={closed} />
        </details>
      )}
    </>
  )
}

function KindList({ kinds }: { kinds: readonly ProcedureKind[] }): ReactNode {
  return (
    <ul>
      {kinds.map((kind) => (
        <KindRow key={kind.key} kind={kind} />
      ))}
    </ul>
  )
}

function KindRow({ kind }: { kind: ProcedureKind }): ReactNode {
  const { t } = useTranslation()
  const reasonId = useId()
  return (
    <li className="grid items-start gap-x-6 gap-y-2 border-b border-solid-gray-300 py-3 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="leading-[1.6]">
        <h3 className="text-[1rem]">
          {kind.live ? <Anchor href={`/apply/${kind.key}`}>{kind.name}</Anchor> : kind.name}{' '}
          <span className="text-[0.875rem] font-normal text-solid-gray-600">{kind.formNumber}</span>{' '}
          {!kind.live && <StateChip means="check">{t('apply.notLive')}</StateChip>}
        </h3>
        <p>
          {kind.purpose} <ClauseLinks clauses={clausesOf(kind.cites)} />
        </p>
        {kind.closed !== null && <BlockedReason id={reasonId}>{closedWords(t, kind.closed)}</BlockedReason>}
        {kind.missing.length > 0 && (
          <ul className="text-[0.875rem] text-solid-gray-700">
            {kind.missing.map(({ slot, need }) => (
              <li key={slot}>{t('apply.missing', { need })}</li>
            ))}
          </ul>
        )}
      </div>
      {kind.live ? (
        <ButtonLink href={`/apply/${kind.key}`}>{t('apply.start')}</ButtonLink>
      ) : (
        <Button reasonId={reasonId}>{t('apply.start')}</Button>
      )}
    </li>
  )
}

/** Rows of one's own cases shown here; the rest is in the list. */
const shown = 10

function OwnCases(): ReactNode {
  const { t } = useTranslation()
  const columns = useCaseColumns('mine')
  const list = useQuery(reading(listApplications, { view: 'mine', size: shown }))
  if (list.isPending) return <Loading />
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  const { rows } = list.data
  if (rows.length === 0) return <EmptyState title={t('apply.openNone')}>{t('apply.openNoneWhat')}</EmptyState>
  return <Table caption={t('apply.open')} columns={columns} rows={rows} rowKey={(row) => row.applicationId} />
}
