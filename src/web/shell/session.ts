import { sessionMe, type Me } from '#authority/sign-in/contract.ts'
import { setupState } from '#rooms/setup/contract.ts'
import { useSuspenseQuery, type QueryClient } from '@tanstack/react-query'
import { reading } from '../api/api.ts'

/** Who is signed in, or null. */
export const sessionQuery = { ...reading(sessionMe, {}), staleTime: 60_000 }

/** Which bodies exist here, and whether the sample city does. */
export const setupQuery = reading(setupState, {})

/** Who is signed in, on pages behind the sign-in. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(sessionQuery)
  if (data === null) throw new Error('a page behind the sign-in is shown to nobody')
  return data
}

/** Marks that somebody has just signed in, so that the previous sign-in is shown once. */
export const arrivalQuery = {
  queryKey: ['shell.arrival'],
  queryFn: () => false,
  initialData: false,
  staleTime: Number.POSITIVE_INFINITY,
}

/** Forgets what the last person saw, then learns who is here now. */
export async function takeUpSession(queryClient: QueryClient): Promise<Me | null> {
  queryClient.clear()
  const me = await queryClient.fetchQuery(sessionQuery)
  queryClient.setQueryData(arrivalQuery.queryKey, me !== null)
  return me
}
