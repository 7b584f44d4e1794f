import { policyDocument, policyDocuments } from '#policy/contract-documents.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import type { OutputOf } from '../../../api/client.ts'
import { Anchor } from '../../../parts/anchor.tsx'
import { Button } from '../../../parts/button.tsx'
import { Section } from '../../../parts/card.tsx'
import { DefinitionList } from '../../../parts/definition-list.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { EmptyState, ErrorState, Loading } from '../../../parts/states.tsx'
import { PageHead } from '../../../shell/page-head.tsx'
import { documentAddress, listAddress, readingAddress } from '../addresses.ts'
import { AmendmentsPart } from './amendments-part.tsx'
import { DocumentForm } from './document-form.tsx'
import { ExportPart } from './export-part.tsx'
import { PublicationPart } from './publication-part.tsx'

export type DocumentOut = OutputOf<typeof policyDocument>

/** 文書の扱い: whose document it is, what it rests on, who reads it, its amendments and its publication. */
export function DocumentPage(): ReactNode {
  const { t } = useTranslation()
  const { policyId } = useParams({ from: '/house/policies/documents/$policyId' })
  const found = useQuery(reading(policyDocument, { policyId }))
  return (
    <>
      <PageHead
        title={t('editions.document.title')}
        lead={found.data?.document.title}
        crumbs={[
          { label: t('policies.title'), href: listAddress },
          { label: found.data?.document.title ?? t('editions.document.title') },
        ]}
      />
      {found.isPending && <Loading />}
      {found.isError && <ErrorState bare error={found.error} onRetry={() => void found.refetch()} />}
      {found.data !== undefined && <DocumentParts key={policyId} data={found.data} />}
    </>
  )
}

function DocumentParts({ data }: { data: DocumentOut }): ReactNode {
  const { t } = useTranslation()
  const { policyId } = data.document
  // the tree of documents knows which edition is in force: that one is published and handed out
  const documents = useQuery(reading(policyDocuments, {}))
  const current = documents.data?.documents.find((each) => each.policyId === policyId)?.current ?? null
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <AboutDocument data={data} />
      <PublicationPart data={data} current={current} />
      {current !== null && <ExportPart editionId={current.editionId} />}
      {data.mayManage && <AmendmentsPart policyId={data.document.policyId} />}
      <Section title={t('editions.document.supplements')}>
        {data.supplements.length === 0 ? (
          <EmptyState title={t('editions.document.supplementsNone')} />
        ) : (
          <ul>
            {data.supplements.map((each) => (
              <li
                key={`${each.editionId}${each.wid}`}
                className="border-b border-solid-gray-200 py-2 text-[0.875rem] leading-[1.6]"
              >
                <Anchor href={readingAddress(each.editionId, each.wid)}>
                  {each.label} {each.number}
                </Anchor>{' '}
                {each.heading}
                <p className="provision">{each.text}</p>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  )
}

function AboutDocument({ data }: { data: DocumentOut }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [editing, setEditing] = useState(false)
  const [saved, setSaved] = useState(false)
  const { document } = data
  if (editing) {
    return (
      <Section title={t('editions.document.edit')}>
        <DocumentForm
          data={data}
          onClose={() => setEditing(false)}
          onSaved={async () => {
            setEditing(false)
            setSaved(true)
            await queryClient.invalidateQueries()
          }}
        />
      </Section>
    )
  }
  const links = (places: DocumentOut['above']) =>
    places.length === 0
      ? t('editions.document.none')
      : places.map((place) => (
          <Anchor key={place.policyId} href={documentAddress(place.policyId)} className="mr-3">
            {place.title}
          </Anchor>
        ))
  return (
    <Section title={document.title}>
      {saved && (
        <Notice kind="success" live>
          <p>{t('editions.document.saved')}</p>
        </Notice>
      )}
      <DefinitionList
        items={[
          { key: 'kind', term: t('policies.kind'), is: document.kind },
          { key: 'mark', term: t('policies.mark'), is: document.documentMark },
          {
            key: 'body',
            term: t('editions.document.body'),
            is: document.body?.name ?? t('editions.document.wholeBody'),
          },
          { key: 'above', term: t('editions.document.basedOn'), is: links(data.above.slice(-1)) },
          { key: 'below', term: t('editions.document.below'), is: links(data.below) },
          {
            key: 'public',
            term: t('policies.publicTerm'),
            is: t(document.public ? 'policies.public' : 'policies.notPublic'),
          },
          {
            key: 'readers',
            term: t('editions.document.readers'),
            is:
              document.public || document.audience === 'staff'
                ? t('editions.document.readersPublic')
                : data.readers.length === 0
                  ? t('editions.document.readersNone')
                  : data.readers.map((reader) => reader.name).join('、'),
          },
        ]}
      />
      {data.mayManage && (
        <div className="mt-3">
          <Button
            onPress={() => {
              setSaved(false)
              setEditing(true)
            }}
          >
            {t('editions.document.edit')}
          </Button>
        </div>
      )}
    </Section>
  )
}
