import { registerKinds } from '#engine/register/contract.ts'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { reading } from '../../api/api.ts'
import type { Register } from './list-address.ts'

/** The registers with what the reader may do; they change only when the rights or clauses do. */
export const registersQuery = { ...reading(registerKinds, {}), staleTime: 60_000 }

/** One register; data is null when there is none of that name. */
export function useRegister(key: string): UseQueryResult<Register | null> {
  return useQuery({
    ...registersQuery,
    select: ({ registers }): Register | null => registers.find((each) => each.key === key) ?? null,
  })
}
