import { policyTerms } from '#policy/contract-norms.ts'
import { policyEdition } from '#policy/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import type { OutputOf } from '../../../api/client.ts'
import { ClauseLink, ClauseLinks } from '../../../parts/clause-link.tsx'
import { StateChip } from '../../../parts/chip.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { ErrorState, Loading } from '../../../parts/states.tsx'
import { Table, type Column } from '../../../parts/table.tsx'
import { TextField } from '../../../parts/text-field.tsx'
import { PageHead } from '../../../shell/page-head.tsx'
import { readingAddress } from '../addresses.ts'
import { editionCrumbs } from '../edition-crumbs.ts'

type Term = OutputOf<typeof policyTerms>['terms'][number]

/** Places of a word that are named one by one; the others are only counted. */
const placesShown = 5

/** 用語集: the words the text defines, with their meaning, clause and where they occur. */
export function TermsPage(): ReactNode {
  const { t } = useTranslation()
  const { editionId } = useParams({ from: '/house/policies/$editionId/terms' })
  const edition = useQuery(reading(policyEdition, { editionId }))
  const terms = useQuery(reading(policyTerms, { editionId }))
  const { data } = terms
  return (
    <>
      <PageHead
        title={t('glossary.title')}
        lead={t('glossary.lead')}
        crumbs={editionCrumbs(t, editionId, edition.data, t('glossary.title'))}
      />
      {terms.isPending && <Loading />}
      {terms.isError && <ErrorState bare error={terms.error} onRetry={() => void terms.refetch()} />}
      {data !== undefined && data.terms.length === 0 && (
        <Notice kind="info" title={t('glossary.none')}>
          <p className="text-[0.875rem]">{t('glossary.noneWhat')}</p>
        </Notice>
      )}
      {data !== undefined && data.terms.length > 0 && <TermTable editionId={editionId} terms={data.terms} />}
    </>
  )
}

function TermTable({ editionId, terms }: { editionId: string; terms: readonly Term[] }): ReactNode {
  const { t } = useTranslation()
  const [word, setWord] = useState('')
  const sought = word.normalize('NFKC').trim()
  const shown = useMemo(
    () =>
      sought === ''
        ? terms
        : terms.filter((term) => `${term.word}\n${term.meaning}`.normalize('NFKC').includes(sought)),
    [terms, sought],
  )
  const twice = useMemo(() => {
    const seen = new Map<string, number>()
    for (const term of terms) seen.set(term.word, (seen.get(term.word) ?? 0) + 1)
    return seen
  }, [terms])
  const columns: Column<Term>[] = [
    {
      key: 'word',
      head: t('glossary.word'),
      names: true,
      wraps: true,
      cell: (term) => (
        <>
          <b>{term.word}</b>
          {(twice.get(term.word) ?? 0) > 1 && (
            <span className="mt-1 block">
              <StateChip means="ambiguous">{t('glossary.twice')}</StateChip>
            </span>
          )}
        </>
      ),
    },
    {
      key: 'meaning',
      head: t('glossary.meaning'),
      wraps: true,
      cell: (term) => <span className="provision block max-w-[44em]">{term.meaning}</span>,
    },
    {
      key: 'clause',
      head: t('glossary.clause'),
      wraps: true,
      cell: (term) => (
        <>
          <ClauseLink label={term.number} href={readingAddress(editionId, term.wid)} />
          <span className="block text-solid-gray-700">{t(`glossary.by.${term.by}`)}</span>
        </>
      ),
    },
    {
      key: 'occurs',
      head: t('glossary.occurs'),
      wraps: true,
      cell: (term) => (
        <>
          {t('glossary.times', { count: term.occurrences })}
          <span className="block">
            <ClauseLinks clauses={placesOf(editionId, term)} />
          </span>
        </>
      ),
    },
  ]
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-end gap-4">
        <div className="w-80 max-w-full">
          <TextField
            compact
            type="search"
            name="term"
            label={t('glossary.find')}
            value={word}
            maxLength={100}
            onChange={setWord}
          />
        </div>
        <output className="pb-2 text-[0.875rem]">{t('glossary.count', { count: shown.length })}</output>
      </div>
      {shown.length === 0 ? (
        <Notice kind="plain" title={t('glossary.noneFound', { word: sought })} />
      ) : (
        <Table
          caption={t('glossary.title')}
          columns={columns}
          rows={shown}
          rowKey={(term) => `${term.word} ${term.wid} ${term.range.start}`}
        />
      )}
    </div>
  )
}

function placesOf(editionId: string, term: Term): { label: string; href: string }[] {
  const places = new Map(term.places.map((place) => [place.wid, place.number]))
  return [...places]
    .slice(0, placesShown)
    .map(([wid, number]) => ({ label: number, href: readingAddress(editionId, wid) }))
}
