import { decideApplication, type CaseView } from '#engine/procedure/contract.ts'
import { neighbours } from '#engine/procedure/contract-desk.ts'
import type { SeatAct } from '#engine/procedure/step-machine.ts'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { useCommand } from '../../api/use-command.ts'
import { openingNoted } from './use-note-opening.ts'
import { didWords } from './act-words.ts'
import { refreshCases, useTell } from './told.ts'
import { unlessConflict, useConflict } from './use-conflict.ts'

export type DecisionAct = SeatAct
type Said = CaseView['acts'][number]

/**
 * Decides the content that is on the screen, bound by its hash. Afterwards the next waiting case opens with a notice
 * of what was done; when somebody was faster the case is read again and said so.
 */
export function useDecide(view: CaseView) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const tell = useTell()
  const conflict = useConflict(view.applicationId)
  const command = useCommand(decideApplication)
  // until the next page is there, not only until the answer: a second press would meet a decided case
  const [deciding, setDeciding] = useState(false)
  /** Why the note of the opening could not be kept: without it nothing is decided. */
  const [unnoted, setUnnoted] = useState<Error | null>(null)

  const decide = ({
    act,
    said,
    reason,
    confirmed = [],
  }: {
    act: DecisionAct
    said: Said
    reason?: string
    confirmed?: readonly string[]
  }): void => {
    setDeciding(true)
    setUnnoted(null)
    const send = (): void =>
      command.mutate(
        {
          applicationId: view.applicationId,
          act,
          contentHash: view.contentHash,
          ...(reason === undefined ? {} : { reason }),
          ...(act === 'grant' && confirmed.length > 0 ? { confirmed: [...confirmed] } : {}),
        },
        {
          onSuccess: async () => {
            const title = t('caseFile.didTo', {
              name: `${view.number ?? ''} ${view.title}`.trim(),
              did: didWords(t, act, said.word),
            })
            const { next, count } = await nextWaiting(client, view.applicationId)
            const text = next === undefined ? t('caseFile.noneLeft') : t('caseFile.nextOpened', { count })
            tell({ path: `/cases/${next ?? view.applicationId}`, kind: 'success', title, text })
            await refreshCases(client)
          },
          onError: async (error) => {
            setDeciding(false)
            await conflict(error)
          },
        },
      )
    openingNoted(view.applicationId).then(send, (error: unknown) => {
      setDeciding(false)
      setUnnoted(error instanceof Error ? error : new Error(String(error)))
    })
  }
  return { decide, pending: deciding, failure: unnoted ?? unlessConflict(command.error) }
}

/** The waiting case behind this one, or the one that waits longest, and how many wait beside this. */
async function nextWaiting(
  client: QueryClient,
  decided: string,
): Promise<{ next: string | undefined; count: number }> {
  const found = await client
    .fetchQuery({ ...reading(neighbours, { applicationId: decided }), staleTime: 0 })
    // the decision stands; not knowing the next case must not look like a failure of it
    .catch(() => null)
  const count = (found?.total ?? 0) - (typeof found?.place === 'number' ? 1 : 0)
  return { next: found?.next ?? found?.first ?? undefined, count: Math.max(0, count) }
}
