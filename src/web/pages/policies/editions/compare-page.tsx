import { policyEdition } from '#policy/contract.ts'
import { policyCompare, policyComparisonFile } from '#policy/contract-editions.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading, saveFile } from '../../../api/api.ts'
import type { OutputOf } from '../../../api/client.ts'
import { Button, ButtonRow } from '../../../parts/button.tsx'
import { Chips, StateChip } from '../../../parts/chip.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice } from '../../../parts/states.tsx'
import { SelectField } from '../../../parts/select-field.tsx'
import { PageHead } from '../../../shell/page-head.tsx'
import { listAddress, readingAddress } from '../addresses.ts'
import { ComparisonTable } from './comparison-table.tsx'

export type Comparison = OutputOf<typeof policyCompare>
const from = '/house/policies/$editionId/compare'

/** 新旧対照表: what an edition changes against the one before it. */
export function ComparePage(): ReactNode {
  const { t } = useTranslation()
  const { editionId } = useParams({ from })
  const { with: other, all = false } = useSearch({ from })
  const asked = { editionId, ...(other === undefined ? {} : { with: other }) }
  const found = useQuery(reading(policyCompare, { ...asked, onlyChanged: !all }))
  const name = found.data === undefined ? undefined : `${found.data.title} ${found.data.after.label}`
  return (
    <>
      <PageHead
        title={t('editions.compare.title')}
        lead={name}
        crumbs={[
          { label: t('policies.title'), href: listAddress },
          ...(name === undefined ? [] : [{ label: name, href: readingAddress(editionId) }]),
          { label: t('editions.compare.title') },
        ]}
        actions={
          found.data === undefined || found.data.before === null ? undefined : (
            <SaveButtons asked={asked} all={all} />
          )
        }
      />
      {found.isPending && <Loading />}
      {found.isError && <ErrorState bare error={found.error} onRetry={() => void found.refetch()} />}
      {found.data !== undefined && <Compared data={found.data} all={all} />}
    </>
  )
}

function SaveButtons({
  asked,
  all,
}: {
  asked: { editionId: string; with?: string }
  all: boolean
}): ReactNode {
  const { t } = useTranslation()
  const save = useMutation({
    mutationFn: (format: 'docx' | 'pdf') => saveFile(policyComparisonFile, { ...asked, format, whole: all }),
  })
  return (
    <div className="grid gap-2">
      <ButtonRow>
        <Button
          icon="download"
          busy={save.isPending && save.variables === 'docx'}
          onPress={() => save.mutate('docx')}
        >
          {t('editions.compare.word')}
        </Button>
        <Button
          icon="download"
          busy={save.isPending && save.variables === 'pdf'}
          onPress={() => save.mutate('pdf')}
        >
          {t('editions.compare.pdf')}
        </Button>
      </ButtonRow>
      {save.isError && <RefusalNotice error={save.error} />}
    </div>
  )
}

function Compared({ data, all }: { data: Comparison; all: boolean }): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/policies/$editionId/compare' })
  if (data.before === null) {
    return (
      <Notice kind="info">
        <p>{t('editions.compare.nothingBefore')}</p>
      </Notice>
    )
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <p className="text-[0.875rem]">{t('editions.compare.lead')}</p>
      {!data.normsCompared && (
        <Notice kind="plain">
          <p className="text-[0.875rem]">{t('editions.compare.notRead')}</p>
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ChangeCounts data={data} />
        <span className="flex-1" />
        <OtherEdition data={data} />
        <Button
          size="small"
          pressed={!all}
          onPress={() =>
            void navigate({
              search: (before) => {
                const { all: _shown, ...rest } = before
                return all ? rest : { ...rest, all: true as const }
              },
              replace: true,
            })
          }
        >
          {t('editions.compare.onlyChanged')}
        </Button>
      </div>
      {data.rows.every((row) => row.unchanged) && !all ? (
        <EmptyState title={t('editions.compare.none')}>
          <p>{t('editions.compare.noneWhat')}</p>
        </EmptyState>
      ) : (
        <ComparisonTable data={data} />
      )}
    </div>
  )
}

/** Against which edition: any other one of the same document. */
function OtherEdition({ data }: { data: Comparison }): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/policies/$editionId/compare' })
  const { editionId } = data.after
  const edition = useQuery(reading(policyEdition, { editionId }))
  const others = (edition.data?.editions ?? []).filter((each) => each.editionId !== editionId)
  if (others.length < 2) return null
  return (
    <SelectField
      compact
      name="with"
      label={t('editions.compare.with')}
      value={data.before?.editionId ?? ''}
      choices={others.map((each) => ({ value: each.editionId, label: each.label }))}
      onChange={(other) => void navigate({ search: (before) => ({ ...before, with: other }), replace: true })}
    />
  )
}

function ChangeCounts({ data }: { data: Comparison }): ReactNode {
  const { t } = useTranslation()
  const kinds = [
    'modified',
    'added',
    'deleted',
    'moved',
    'split',
    'merged',
    'swapped',
    'heading',
    'renumbered',
    'context',
    'unchanged',
  ] as const
  return (
    <dl aria-label={t('editions.compare.counts')} className="flex flex-wrap gap-x-4 gap-y-1 text-[0.875rem]">
      {kinds
        .filter((kind) => data.counts[kind] > 0)
        .map((kind) => (
          <div key={kind} className="flex gap-1.5">
            <dt>{t(`editions.compare.changes.${kind}`)}</dt>
            <dd className="font-bold tabular-nums">{data.counts[kind]}</dd>
          </div>
        ))}
    </dl>
  )
}

/** What became of the norms of a provision, each as a sentence. */
export function NormChanges({ norms }: { norms: Comparison['rows'][number]['norms'] }): ReactNode {
  const { t } = useTranslation()
  return (
    <ul className="mt-2 grid gap-1.5">
      {norms.map((norm) => (
        <li key={`${norm.kind}${norm.beforeNorm ?? ''}${norm.afterNorm ?? ''}${norm.words}`}>
          <Chips>
            <StateChip means={norm.kind === 'weakens' || norm.kind === 'vanishes' ? 'check' : 'note'}>
              {t(`editions.compare.normChanges.${norm.kind}`)}
            </StateChip>
          </Chips>{' '}
          {norm.words}
        </li>
      ))}
    </ul>
  )
}
