import { noteOpening, showApplication, type CaseView } from '#engine/procedure/contract.ts'
import { seatActs } from '#engine/procedure/step-machine.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call, reading } from '../../api/api.ts'
import { ApiProblem } from '../../api/problem.ts'

const deciding: ReadonlySet<string> = new Set(seatActs)

/** Notes on their way, by case, and cases whose note did not arrive. */
const underWay = new Map<string, Promise<void>>()
const missing = new Set<string>()

/**
 * Resolves when the note of an opening has arrived: a decision must not overtake it, or it looks decided unread. A note
 * that was lost on its way is sent again first.
 * @throws what stands against the note now, where it is lost again.
 */
export async function openingNoted(applicationId: string): Promise<void> {
  await underWay.get(applicationId)
  if (!missing.has(applicationId)) return
  await call(noteOpening, { applicationId }).catch(unlessRefused)
  missing.delete(applicationId)
}

/** What the server refuses (somebody was faster) the decision will be told, too. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof ApiProblem) || error.status >= 500) throw error
}

/**
 * Notes, once in each round of a case, that whoever may decide has it before him. Nothing on the page waits for it but
 * the decision, which sends a lost note again.
 */
export function useNoteOpening(view: CaseView): void {
  const client = useQueryClient()
  const { applicationId, openedAt, round } = view
  const wanted = openedAt === null && view.acts.some(({ act, allowed }) => allowed && deciding.has(act))
  useEffect(() => {
    if (!wanted) return
    const { queryKey } = reading(showApplication, { applicationId })
    const noting = call(noteOpening, { applicationId })
      .then((noted) => {
        client.setQueryData(queryKey, (shown: CaseView | undefined) =>
          shown === undefined || shown.round !== round ? shown : { ...shown, openedAt: noted.openedAt },
        )
      })
      .catch(unlessRefused)
      .catch(() => void missing.add(applicationId))
      .finally(() => {
        if (underWay.get(applicationId) === noting) underWay.delete(applicationId)
      })
    underWay.set(applicationId, noting)
  }, [wanted, applicationId, round, client])
}
