import { decideManyApplications, type CaseRow } from '#engine/procedure/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useCommand } from '../../api/use-command.ts'
import { refreshCases } from '../case/told.ts'

/**
 * Grants the chosen cases together, each on the content that was shown. The server decides which of them may be: one
 * that cannot be granted is named with its reason and does not keep the others from it.
 */
export function useBulk(rows: readonly CaseRow[]) {
  const client = useQueryClient()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const picked = rows.flatMap((row) =>
    row.bulk !== null && chosen.has(row.applicationId)
      ? [{ applicationId: row.applicationId, ...row.bulk }]
      : [],
  )
  const command = useCommand(decideManyApplications, async () => {
    setChosen(new Set())
    await refreshCases(client)
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
    /** The smallest limit among what is chosen; where procedures are mixed it holds for all of them. */
    atMost: Math.min(...picked.map((each) => each.atMost)),
    grant: () =>
      command.mutate({
        cases: picked.map(({ applicationId, contentHash }) => ({ applicationId, contentHash })),
      }),
    running: command.isPending,
    error: command.error,
    results: command.data?.results ?? [],
  }
}
