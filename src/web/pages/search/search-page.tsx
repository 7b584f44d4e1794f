import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { searchAll } from '#engine/search/contract.ts'
import { policySearch } from '#policy/contract.ts'
import { reading } from '../../api/api.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Pager } from '../../parts/pager.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { ClauseHit } from './clause-hit.tsx'
import { HitGroup } from './hit-group.tsx'

const size = 20

/** 検索: one box for everything the city keeps; clauses in full on further pages. */
export function SearchPage(): ReactNode {
  const { t } = useTranslation()
  const { q = '', page } = useSearch({ from: '/house/search' })
  const navigate = useNavigate({ from: '/search' })
  const frame = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState(q)
  const [shown, setShown] = useState(q)
  if (shown !== q) {
    // the address changed, as by the browser's back
    setShown(q)
    setTyped(q)
  }
  useEffect(() => frame.current?.querySelector<HTMLInputElement>('input[type=search]')?.focus(), [])
  const word = q.trim()
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
    const stops = [
      ...(frame.current?.querySelectorAll<HTMLElement>('input[type=search], li[data-hit] a') ?? []),
    ]
    const at = stops.findIndex((stop) => stop === document.activeElement)
    const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)]
    if (at === -1 || next === undefined) return
    event.preventDefault()
    next.focus()
  }
  return (
    <div ref={frame} onKeyDown={onKeyDown} role="presentation">
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
        <p className="mt-1 text-[0.875rem] text-solid-gray-700 max-sm:hidden">{t('search.keys')}</p>
      </search>
      {word !== '' && (page === undefined ? <Everything word={word} /> : <Clauses word={word} page={page} />)}
    </div>
  )
}

function Everything({ word }: { word: string }): ReactNode {
  const { t } = useTranslation()
  const found = useQuery({ ...reading(searchAll, { query: word }), placeholderData: keepPreviousData })
  if (found.isPending) return <Loading />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const { groups, tooShort } = found.data
  return (
    <div className="grid gap-8">
      {tooShort && <Notice kind="plain">{t('search.tooShort')}</Notice>}
      {groups.length === 0 && (
        <EmptyState title={t('search.none', { word })}>{t('search.noneWhat')}</EmptyState>
      )}
      {groups.map((group) => (
        <HitGroup
          key={group.kind}
          group={group}
          more={
            group.kind === 'clause' && group.total > group.hits.length ? (
              <Anchor href={clausesHref(word, 1)}>{t('search.allClauses')}</Anchor>
            ) : undefined
          }
        />
      ))}
    </div>
  )
}

const clausesHref = (word: string, page: number): string =>
  `/search?${new URLSearchParams({ q: word, page: String(page) }).toString()}`

function Clauses({ word, page }: { word: string; page: number }): ReactNode {
  const { t } = useTranslation()
  const found = useQuery(reading(policySearch, { query: word, page, size }))
  return (
    <Section
      title={t('search.clauses')}
      aside={<output>{found.isSuccess && t('search.found', { count: found.data.total })}</output>}
    >
      <p className="mb-2">
        <Anchor href={`/search?${new URLSearchParams({ q: word }).toString()}`}>{t('search.back')}</Anchor>
      </p>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && found.data.total === 0 && (
        <EmptyState title={t('search.noClause', { word })}>
          <p>{t('search.noClauseWhat')}</p>
        </EmptyState>
      )}
      {found.isSuccess && found.data.total > 0 && (
        <>
          <ul>
            {found.data.hits.map((hit) => (
              <ClauseHit key={`${hit.editionId} ${hit.wid}`} hit={hit} />
            ))}
          </ul>
          <Pager page={page} size={size} total={found.data.total} hrefOf={(to) => clausesHref(word, to)} />
        </>
      )}
    </Section>
  )
}
