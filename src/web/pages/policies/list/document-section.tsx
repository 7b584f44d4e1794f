import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../../parts/anchor.tsx'
import { Chips, StateChip } from '../../../parts/chip.tsx'
import { Section } from '../../../parts/card.tsx'
import { DateText } from '../../../parts/date-text.tsx'
import { EmptyState } from '../../../parts/states.tsx'
import { Table, type Column } from '../../../parts/table.tsx'
import { documentAddress, prepareAddress, readingAddress } from '../addresses.ts'
import { DraftProgress } from './draft-progress.tsx'
import { StandingChip } from '../standing-chip.tsx'
import type { EditionRow, PolicyDocument } from '../types.ts'

/** One document: what it is, and its editions, the newest first. */
export function DocumentSection({
  document,
  mayManage,
}: {
  document: PolicyDocument
  mayManage: boolean
}): ReactNode {
  const { t } = useTranslation()
  const columns: Column<EditionRow>[] = [
    {
      key: 'label',
      head: t('policies.edition.label'),
      cell: (row) => <Anchor href={readingAddress(row.editionId)}>{row.label}</Anchor>,
    },
    {
      key: 'standing',
      head: t('policies.edition.standing'),
      cell: (row) => (
        <Chips>
          <StandingChip standing={row.standing} />
          <ToCheckChips edition={row} />
        </Chips>
      ),
      wraps: true,
    },
    {
      key: 'period',
      head: t('policies.edition.period'),
      cell: (row) => <EditionPeriod edition={row} />,
      wraps: true,
    },
    {
      key: 'decided',
      head: t('policies.edition.decided'),
      cell: (row) =>
        row.decidedBy === null ? (
          '—'
        ) : (
          <>
            {row.decidedBy} <DateText value={row.decidedOn} />
          </>
        ),
      wraps: true,
    },
    {
      key: 'imported',
      head: t('policies.edition.imported'),
      cell: (row) => <DateText value={row.importedAt} />,
    },
  ]
  if (mayManage && document.editions.some((edition) => edition.state === 'draft')) {
    columns.push({
      key: 'next',
      head: t('policies.edition.next'),
      cell: (row) =>
        row.state === 'draft' ? (
          <span className="grid justify-items-start gap-1">
            <Anchor href={prepareAddress(row.editionId)}>{t('policies.prepare.open')}</Anchor>
            <DraftProgress editionId={row.editionId} />
          </span>
        ) : (
          '—'
        ),
    })
  }
  return (
    <Section
      title={document.title}
      aside={
        <Chips>
          <StateChip means="note">{document.kind}</StateChip>
          <StateChip means="note">{t(document.public ? 'policies.public' : 'policies.notPublic')}</StateChip>
          <Anchor href={documentAddress(document.policyId)} className="text-[0.875rem]">
            {t('editions.document.open')}
          </Anchor>
        </Chips>
      }
    >
      {document.editions.length === 0 ? (
        <EmptyState title={t('policies.noEdition')} />
      ) : (
        <Table
          caption={t('policies.editionsOf', { title: document.title })}
          columns={columns}
          rows={document.editions}
          rowKey={(row) => row.editionId}
        />
      )}
    </Section>
  )
}

/** What of an edition somebody must still look at. */
export function ToCheckChips({
  edition,
}: {
  edition: Pick<EditionRow, 'needsReview' | 'tablesToConfirm'>
}): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      {edition.needsReview && <StateChip means="check">{t('policies.needsReview')}</StateChip>}
      {edition.tablesToConfirm > 0 && (
        <StateChip means="check">
          {t('policies.tablesToConfirm', { count: edition.tablesToConfirm })}
        </StateChip>
      )}
    </>
  )
}

function EditionPeriod({ edition }: { edition: EditionRow }): ReactNode {
  const { t } = useTranslation()
  if (edition.effectiveFrom === null) return t('policies.edition.notDecided')
  return (
    <>
      <DateText value={edition.effectiveFrom} />
      {t('policies.edition.since')}
      {edition.effectiveTo !== null && (
        <>
          {' '}
          <DateText value={edition.effectiveTo} />
          {t('policies.edition.before')}
        </>
      )}
    </>
  )
}
