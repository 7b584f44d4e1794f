import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../../parts/card.tsx'
import { DateText } from '../../../parts/date-text.tsx'
import { DefinitionList } from '../../../parts/definition-list.tsx'
import { ExportPart } from '../editions/export-part.tsx'
import type { EditionOut } from '../types.ts'
import { UnreadList } from './unread-list.tsx'

/** Where the text came from, who decided it, and what of the source is in no clause. */
export function AboutEdition({ data }: { data: EditionOut }): ReactNode {
  const { t } = useTranslation()
  const { edition, policy } = data
  const items = [
    { key: 'kind', term: t('policies.kind'), is: policy.kind },
    { key: 'mark', term: t('policies.mark'), is: policy.documentMark },
    {
      key: 'public',
      term: t('policies.publicTerm'),
      is: t(policy.public ? 'policies.public' : 'policies.notPublic'),
    },
    {
      key: 'decided',
      term: t('policies.edition.decided'),
      is:
        edition.decidedBy === null ? (
          t('policies.edition.notDecided')
        ) : (
          <>
            {edition.decidedBy} <DateText value={edition.decidedOn} />
          </>
        ),
    },
    { key: 'from', term: t('policies.edition.effective'), is: <DateText value={edition.effectiveFrom} /> },
    {
      key: 'source',
      term: t('policies.source'),
      is: `${edition.sourceName}(${t(`policies.format.${edition.format}`)} ${edition.encoding})`,
    },
    {
      key: 'imported',
      term: t('policies.edition.imported'),
      is: (
        <>
          <DateText value={edition.importedAt} /> {edition.importedBy}
        </>
      ),
    },
    {
      key: 'hash',
      term: t('policies.hash'),
      is: <code className="font-mono text-[0.875rem]">{edition.sourceSha256}</code>,
    },
  ]
  return (
    <div className="mt-10 grid gap-8 px-2 print:hidden">
      <Section title={t('policies.about')}>
        <DefinitionList items={items} />
      </Section>
      <ExportPart editionId={edition.editionId} />
      {data.unread.length > 0 && (
        <Section
          title={t('policies.unread.title')}
          aside={t('policies.unread.count', { count: data.unread.length })}
        >
          <UnreadList unread={data.unread} />
        </Section>
      )}
    </div>
  )
}
