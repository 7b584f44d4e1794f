import { policySearch } from '#policy/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from '../../../api/api.ts'
import type { OutputOf } from '../../../api/client.ts'
import { useSettled } from '../../../parts/use-settled.ts'

export type Hit = OutputOf<typeof policySearch>['hits'][number]

const size = 100
/** 2,000 clauses: more than any single edition that was met has. */
const mostPages = 20

export type Found = {
  readonly word: string
  readonly hits: ReadonlyMap<string, Hit>
  readonly total: number
  readonly state: 'none' | 'asking' | 'found' | 'failed'
  readonly error: unknown
}

const nothing: ReadonlyMap<string, Hit> = new Map()

/** Every clause of an edition that has the words looked for, by its id. */
export function useFound(editionId: string, typed: string): Found {
  const word = useSettled(typed.trim(), 250)
  const asked = useQuery({
    queryKey: [policySearch.name, 'whole', editionId, word],
    enabled: word !== '',
    queryFn: async ({ signal }) => {
      const hits: Hit[] = []
      let total = 0
      for (let page = 1; page <= mostPages; page += 1) {
        const answer = await call(policySearch, { query: word, editionId, page, size }, { signal })
        hits.push(...answer.hits)
        total = answer.total
        if (answer.hits.length === 0 || hits.length >= total) break
      }
      return { hits: new Map(hits.map((hit) => [hit.wid, hit])), total }
    },
  })
  return useMemo(() => {
    if (word === '') return { word, hits: nothing, total: 0, state: 'none', error: null }
    if (asked.isError) return { word, hits: nothing, total: 0, state: 'failed', error: asked.error }
    if (asked.data === undefined) return { word, hits: nothing, total: 0, state: 'asking', error: null }
    return { word, ...asked.data, state: 'found', error: null }
  }, [word, asked.isError, asked.error, asked.data])
}
