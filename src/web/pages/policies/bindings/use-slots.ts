import {
  policyEdition,
  policyList,
  policyProvision,
  policyProvisions,
  policySlots,
} from '#policy/contract.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { call } from '../../../api/api.ts'
import type { Slot } from '../types.ts'

const size = 100

/** Every slot of every mechanism with the clauses of an edition bound to it. */
export function useSlots(editionId: string) {
  return useQuery({
    queryKey: [policySlots.name, 'whole', editionId],
    queryFn: async ({ signal }) => {
      const slots: Slot[] = []
      for (let page = 1; ; page += 1) {
        const answer = await call(policySlots, { editionId, page, size }, { signal })
        slots.push(...answer.slots)
        if (answer.slots.length === 0 || slots.length >= answer.total) {
          return { slots, gaps: answer.gaps, mayManage: answer.mayManage }
        }
      }
    },
  })
}

/** Reads everything about the text anew, after something of it was changed. */
export function useRefreshPolicies(): () => Promise<void> {
  const queryClient = useQueryClient()
  return useCallback(async () => {
    const names: readonly unknown[] = [
      policyEdition,
      policyList,
      policyProvision,
      policyProvisions,
      policySlots,
    ].map(({ name }) => name)
    await queryClient.invalidateQueries({ predicate: ({ queryKey }) => names.includes(queryKey[0]) })
  }, [queryClient])
}

/** A slot in the address. */
export const slotKey = ({ mechanism, slot }: Pick<Slot, 'mechanism' | 'slot'>): string =>
  `${mechanism}~${slot}`
