import { sessionMe, type Me } from '#authority/sign-in/contract.ts'
import { setupState } from '#rooms/setup/contract.ts'
import type { QueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { reading } from '../api/api.ts'

/** Who is signed in, or null. */
export const sessionQuery = { ...reading(sessionMe, {}), staleTime: 60_000 }

/** Which bodies exist here, and whether the sample city does. */
export const setupQuery = reading(setupState, {})

/** The person the frame was drawn for; its pages never see the moment in which a session ends. */
export const MeContext = createContext<Me | null>(null)

/** Who is signed in, on pages behind the sign-in. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (me === null) throw new Error('a page behind the sign-in is shown to nobody')
  return me
}

/** Marks that somebody has just signed in, so that the previous sign-in is shown once. */
export const arrivalQuery = {
  queryKey: ['shell.arrival'],
  queryFn: () => false,
  initialData: false,
  staleTime: Number.POSITIVE_INFINITY,
}

/** Forgets what the last person saw; what everybody may know (which bodies exist) stays. */
export function forgetPages(queryClient: QueryClient): void {
  const kept = new Set<unknown>([sessionQuery.queryKey[0], setupQuery.queryKey[0]])
  queryClient.removeQueries({ predicate: ({ queryKey }) => !kept.has(queryKey[0]) })
}

/** Learns who has just signed in. */
export async function takeUpSession(queryClient: QueryClient): Promise<Me | null> {
  forgetPages(queryClient)
  const me = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
  queryClient.setQueryData(arrivalQuery.queryKey, me !== null)
  return me
}
