import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'

/** What the last act came to, shown on the page it led to. */
export type Told = {
  /** The page it belongs to; leaving that page forgets it. */
  readonly path: string
  readonly kind: 'success' | 'warning'
  readonly title: string
  readonly text?: string
}

/** The one thing told last. It lives beside the answers of the server, not in the address: it is true only once. */
export const toldQuery = {
  queryKey: ['told'],
  queryFn: (): Told | null => null,
  initialData: (): Told | null => null,
  staleTime: Number.POSITIVE_INFINITY,
}

export function forgetTold(client: QueryClient): void {
  client.setQueryData(toldQuery.queryKey, null)
}

/** Tells what happened, and goes to the page it is told on unless that is this one. */
export function useTell(): (told: Told) => void {
  const client = useQueryClient()
  const router = useRouter()
  return useCallback(
    (told: Told): void => {
      client.setQueryData(toldQuery.queryKey, told)
      if (router.state.location.pathname !== told.path) router.history.push(told.path)
    },
    [client, router],
  )
}

const touched = ['application.', 'home.', 'register.', 'ledger.']

/** Reads again whatever a change of a case may have changed. */
export async function refreshCases(client: QueryClient): Promise<void> {
  await client.invalidateQueries({
    predicate: ({ queryKey: [name] }) =>
      typeof name === 'string' && touched.some((start) => name.startsWith(start)),
  })
}
