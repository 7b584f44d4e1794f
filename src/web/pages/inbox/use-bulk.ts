import { decideApplication, type CaseRow } from '#engine/procedure/contract.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/api.ts'
import { refreshCases } from '../case/told.ts'

/** What became of one of the chosen cases. */
export type BulkResult = { readonly row: CaseRow; readonly problem: string | null }

/**
 * Grants the chosen cases one after another: each is a decision of its own on the content that was shown, and one that
 * cannot be granted does not keep the others from it.
 */
export function useBulk(rows: readonly CaseRow[]) {
  const client = useQueryClient()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const picked = rows.filter((row) => row.bulk !== null && chosen.has(row.applicationId))
  const run = useMutation({
    mutationFn: async (): Promise<BulkResult[]> => {
      const results: BulkResult[] = []
      for (const row of picked) {
        const { applicationId, bulk } = row
        if (bulk === null) continue
        try {
          await call(decideApplication, { applicationId, act: 'grant', contentHash: bulk })
          results.push({ row, problem: null })
        } catch (error) {
          results.push({ row, problem: error instanceof Error ? error.message : '' })
        }
      }
      return results
    },
    onSuccess: async () => {
      setChosen(new Set())
      await refreshCases(client)
    },
  })
  const choose = (applicationId: string, on: boolean): void => {
    const next = new Set(chosen)
    if (on) next.add(applicationId)
    else next.delete(applicationId)
    setChosen(next)
  }
  return {
    possible: rows.some((row) => row.bulk !== null),
    isChosen: (applicationId: string): boolean => chosen.has(applicationId),
    choose,
    count: picked.length,
    grant: () => run.mutate(),
    running: run.isPending,
    results: run.data ?? [],
  }
}
