import { policyNorms } from '#policy/contract-norms.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo } from 'react'
import { reading } from '../../../api/api.ts'
import type { NormsOut } from './types.ts'

/** Milliseconds between two looks at what other officers did. */
const watchEvery = 20_000

/** Every norm of an edition. */
export function useNorms(editionId: string) {
  return useQuery({ ...reading(policyNorms, { editionId }), staleTime: 60_000 })
}

/**
 * Looks from time to time whether another officer did something, by asking for one chapter only; then everything is
 * read anew.
 */
export function useOthersActs(data: NormsOut, chapter: string | undefined): void {
  const queryClient = useQueryClient()
  const { editionId } = data
  const watched = useQuery({
    ...reading(policyNorms, { editionId, chapter: chapter ?? '' }),
    enabled: chapter !== undefined,
    refetchInterval: watchEvery,
    refetchOnMount: false,
  })
  const known = data.acts
  const news = watched.data?.acts.some(
    (act) => !act.mine && !known.some((other) => other.actId === act.actId),
  )
  useEffect(() => {
    if (news !== true) return
    void queryClient.invalidateQueries({ queryKey: [policyNorms.name, { editionId }], exact: true })
  }, [queryClient, editionId, news])
}

/** Gives the norms new values before they are read anew. */
export function usePatchNorms(editionId: string) {
  const queryClient = useQueryClient()
  const key = useMemo(() => reading(policyNorms, { editionId }).queryKey, [editionId])
  return {
    patch: useCallback(
      (change: (before: NormsOut) => NormsOut) => {
        queryClient.setQueryData(key, (before) => (before === undefined ? before : change(before)))
      },
      [queryClient, key],
    ),
    refresh: useCallback(
      () => queryClient.invalidateQueries({ queryKey: [policyNorms.name] }),
      [queryClient],
    ),
  }
}
