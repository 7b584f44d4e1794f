import { policySearch } from '#policy/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { Pager } from '../../parts/pager.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { ClauseHit } from './clause-hit.tsx'

const size = 20

/** 検索: what the city's texts in force say about some words. Other kinds of things get a section of their own. */
export function SearchPage(): ReactNode {
  const { t } = useTranslation()
  const { q = '', page = 1 } = useSearch({ from: '/house/search' })
  const navigate = useNavigate({ from: '/search' })
  const [typed, setTyped] = useState(q)
  const [shown, setShown] = useState(q)
  if (shown !== q) {
    // the address changed, as by the browser's back
    setShown(q)
    setTyped(q)
  }
  const word = q.trim()
  return (
    <>
      <PageHead title={t('search.title')} />
      <search className="mb-8 block max-w-[768px]">
        <form
          className="flex flex-wrap items-end gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            void navigate({ search: typed.trim() === '' ? {} : { q: typed.trim() } })
          }}
        >
          <div className="min-w-0 flex-1 basis-60">
            <TextField
              name="q"
              label={t('search.word')}
              hint={t('search.hint')}
              type="search"
              maxLength={100}
              value={typed}
              onChange={setTyped}
            />
          </div>
          <Button type="submit" look="filled" size="large" icon="search">
            {t('search.go')}
          </Button>
        </form>
      </search>
      {word !== '' && <Clauses word={word} page={page} />}
    </>
  )
}

function Clauses({ word, page }: { word: string; page: number }): ReactNode {
  const { t } = useTranslation()
  const found = useQuery(reading(policySearch, { query: word, page, size }))
  return (
    <Section
      title={t('search.clauses')}
      aside={<output>{found.isSuccess && t('search.found', { count: found.data.total })}</output>}
    >
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && found.data.total === 0 && (
        <EmptyState title={t('search.none', { word })}>
          <p>{t('search.noneWhat')}</p>
        </EmptyState>
      )}
      {found.isSuccess && found.data.total > 0 && (
        <>
          <ul>
            {found.data.hits.map((hit) => (
              <ClauseHit key={`${hit.editionId} ${hit.wid}`} hit={hit} />
            ))}
          </ul>
          <Pager
            page={page}
            size={size}
            total={found.data.total}
            hrefOf={(to) => `/search?${new URLSearchParams({ q: word, page: String(to) }).toString()}`}
          />
        </>
      )}
    </Section>
  )
}
