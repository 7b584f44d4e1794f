import { showOwnProcedure } from '#engine/own-procedure/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { ErrorState, Loading } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { NEW } from './addresses.ts'
import { Designer } from './designer.tsx'
import { draftOf, emptyDraft, type Draft } from './design.ts'
import { ForDesigners } from './for-designers.tsx'
import { RetiredProcedure } from './retired-procedure.tsx'

const from = '/house/procedures/$key'

/** The designer of one procedure: a new one, a new one begun from another, or one that was saved. */
export function DesignerPage(): ReactNode {
  return (
    <ForDesigners>
      <Which />
    </ForDesigners>
  )
}

function Which(): ReactNode {
  const { key } = useParams({ from })
  const search = useSearch({ from })
  if (key !== NEW) return <Saved key={key} procedure={key} />
  if (search.from !== undefined) return <Copied key={search.from} of={search.from} />
  return <Designer key={NEW} saved={null} begun={emptyDraft} />
}

function Saved({ procedure }: { procedure: string }): ReactNode {
  const shown = useQuery(reading(showOwnProcedure, { key: procedure }))
  if (shown.isPending) return <Loading />
  if (shown.isError) return <Unread error={shown.error} onRetry={() => void shown.refetch()} />
  if (shown.data.state === 'retired') return <RetiredProcedure shown={shown.data} />
  return <Designer key={procedure} saved={shown.data} begun={draftOf(shown.data.declaration)} />
}

function Copied({ of }: { of: string }): ReactNode {
  const { t } = useTranslation()
  const shown = useQuery(reading(showOwnProcedure, { key: of }))
  if (shown.isPending) return <Loading />
  if (shown.isError) return <Unread error={shown.error} onRetry={() => void shown.refetch()} />
  const { declaration } = shown.data
  const name = t('procedures.copied', { name: declaration.name }).slice(0, 40)
  return <Designer saved={null} begun={asNew(draftOf(declaration), name)} />
}

/** The same as something new: what is not asked for any more is left behind. */
function asNew(draft: Draft, name: string): Draft {
  return {
    ...draft,
    name,
    parts: draft.parts.map((part) => ({ ...part, fields: part.fields.filter((field) => !field.gone) })),
  }
}

function Unread({ error, onRetry }: { error: Error; onRetry: () => void }): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <PageHead
        title={t('procedures.title')}
        crumbs={[{ label: t('procedures.title'), href: '/procedures' }, { label: t('procedures.make') }]}
      />
      <ErrorState error={error} onRetry={onRetry} />
    </>
  )
}
