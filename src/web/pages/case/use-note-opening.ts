import { noteOpening, showApplication, type CaseView } from '#engine/procedure/contract.ts'
import { seatActs } from '#engine/procedure/step-machine.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call, reading } from '../../api/api.ts'

const deciding: ReadonlySet<string> = new Set(seatActs)

/** Notes on their way, by case. */
const underWay = new Map<string, Promise<void>>()

/** Resolves when the note of an opening has arrived: a decision must not overtake it, or it looks decided unread. */
export async function openingNoted(applicationId: string): Promise<void> {
  await underWay.get(applicationId)
}

/**
 * Notes, once in each round of a case, that whoever may decide has it before him. Nothing on the page waits for it but
 * the decision, and a failure is nothing he could mend: the decision itself does not need it.
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
      .catch(() => undefined)
      .finally(() => {
        if (underWay.get(applicationId) === noting) underWay.delete(applicationId)
      })
    underWay.set(applicationId, noting)
  }, [wanted, applicationId, round, client])
}
