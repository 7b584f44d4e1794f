import { policyDocuments } from '#policy/contract-documents.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import { Anchor } from '../../../parts/anchor.tsx'
import { Section } from '../../../parts/card.tsx'
import { StateChip } from '../../../parts/chip.tsx'
import { ErrorState, Loading } from '../../../parts/states.tsx'
import { documentAddress } from '../addresses.ts'

const indent = ['pl-0', 'pl-6', 'pl-12', 'pl-18'] as const

/** 文書の体系: which document rests on which, of every body. Shown where there is more than one. */
export function DocumentsTree(): ReactNode {
  const { t } = useTranslation()
  const found = useQuery(reading(policyDocuments, {}))
  if (found.isPending) return <Loading />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (found.data.documents.length < 2) return null
  return (
    <Section title={t('editions.document.tree')}>
      <p className="mb-2 text-[0.875rem]">{t('editions.document.treeWhat')}</p>
      <ul>
        {found.data.documents.map((document) => (
          <li
            key={document.policyId}
            className={`flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-solid-gray-200 py-2 leading-[1.5] ${indent[Math.min(document.depth, 3)] ?? 'pl-0'}`}
          >
            <Anchor href={documentAddress(document.policyId)}>{document.title}</Anchor>
            <StateChip means="note">{document.kind}</StateChip>
            {document.body !== null && <span className="text-[0.875rem]">{document.body.name}</span>}
            {!document.mayRead && <StateChip means="outside">{t('editions.document.closed')}</StateChip>}
            <span className="text-[0.875rem] text-solid-gray-700">{document.current?.label}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
