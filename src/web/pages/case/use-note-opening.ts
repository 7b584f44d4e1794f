import { noteOpening, showApplication, type CaseView } from '#engine/procedure/contract.ts'
import { seatActs } from '#engine/procedure/step-machine.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call, reading } from '../../api/api.ts'

const deciding: ReadonlySet<string> = new Set(seatActs)

/**
 * Notes, once in each round of a case, that whoever may decide has it before him. Nothing on the page waits for it, and
 * a failure is nothing he could mend: the decision itself does not need it.
 */
export function useNoteOpening(view: CaseView): void {
  const client = useQueryClient()
  const { applicationId, openedAt, round } = view
  const wanted = openedAt === null && view.acts.some(({ act, allowed }) => allowed && deciding.has(act))
  useEffect(() => {
    if (!wanted) return
    const { queryKey } = reading(showApplication, { applicationId })
    call(noteOpening, { applicationId })
      .then((noted) =>
        client.setQueryData(queryKey, (shown: CaseView | undefined) =>
          shown === undefined || shown.round !== round ? shown : { ...shown, openedAt: noted.openedAt },
        ),
      )
      .catch(() => undefined)
  }, [wanted, applicationId, round, client])
}
