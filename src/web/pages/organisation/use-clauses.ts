import { policyClauses } from '#policy/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { reading } from '../../api/api.ts'
import { clauseOf } from '../../parts/clause-address.ts'
import type { Clause } from '../../parts/clause-link.tsx'

/**
 * Finds clauses of the standard by their place (`eid`), in the edition in force on the day. The rules of offices
 * name clauses that way. Undefined while the text is on its way, or where it has no such clause.
 */
export function useClauses(on: string | undefined): (eid: string | null) => Clause | undefined {
  const { data } = useQuery({
    ...reading(policyClauses, { kind: '対策基準', ...(on === undefined ? {} : { on }) }),
    staleTime: 300_000,
  })
  const found = useMemo(() => new Map((data?.clauses ?? []).map((clause) => [clause.eid, clause])), [data])
  const editionId = data?.editionId ?? null
  return (eid) => {
    const clause = eid === null ? undefined : found.get(eid)
    if (clause === undefined || editionId === null) return undefined
    return clauseOf({ label: clause.number, wid: clause.wid, editionId })
  }
}
