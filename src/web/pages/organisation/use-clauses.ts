import { policyEdition } from '#policy/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { reading } from '../../api/api.ts'
import { clauseOf } from '../../parts/clause-address.ts'
import type { Clause } from '../../parts/clause-link.tsx'

/**
 * Finds clauses of the standard by their place (`eid`), in the edition in force on the day. The rules of offices
 * name clauses that way. Undefined while the text is on its way, or where it has no such clause.
 */
export function useClauses(on: string | undefined): (eid: string | null) => Clause | undefined {
  const edition = useQuery({
    ...reading(policyEdition, { kind: '対策基準', ...(on === undefined ? {} : { on }) }),
    staleTime: 300_000,
    // a city without a text yet has offices all the same
    retry: false,
  })
  return (eid) => {
    if (eid === null || edition.data === undefined) return undefined
    const found = edition.data.outline.find((node) => node.eid === eid)
    if (found === undefined) return undefined
    return clauseOf({
      label: found.number,
      wid: found.wid,
      editionId: edition.data.edition.editionId,
    })
  }
}
