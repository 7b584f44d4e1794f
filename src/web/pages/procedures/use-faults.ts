import { tryOwnProcedure } from '#engine/own-procedure/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { reading } from '../../api/api.ts'
import type { Problem } from '../../api/problem.ts'
import { useMe } from '../../shell/session.ts'
import { useSettled } from '../../parts/use-settled.ts'
import type { Declaration } from './design.ts'

/** What is known of a design as it is now: whether it could run. */
export type Standing =
  | { readonly state: 'asking' }
  | { readonly state: 'sound' }
  | { readonly state: 'faulty'; readonly count: number }
  | { readonly state: 'unknown'; readonly error: Error; readonly retry: () => void }

/** Milliseconds of standing still after which the design is asked about. */
const pause = 500

/**
 * Asks whether the design could run, each time one stops typing. `wrong` is what the screen knows to be wrong already;
 * with any of it the server is not asked.
 */
export function useFaults(said: Declaration, wrong: readonly Problem[]): Standing {
  const { person } = useMe()
  const words = JSON.stringify(said)
  const settled = useSettled(words, pause)
  const asks = wrong.length === 0 && settled === words
  const asked = useQuery({
    ...reading(tryOwnProcedure, { declaration: said, applicantId: person.personId, form: {} }),
    enabled: asks,
  })
  if (wrong.length > 0) return { state: 'faulty', count: wrong.length }
  if (!asks || asked.isPending) return { state: 'asking' }
  if (asked.isError) return { state: 'unknown', error: asked.error, retry: () => void asked.refetch() }
  const count = asked.data.faults.length
  return count === 0 ? { state: 'sound' } : { state: 'faulty', count }
}
