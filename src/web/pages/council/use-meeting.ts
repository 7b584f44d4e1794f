import type { showMeeting } from '#rooms/1-organisation/council/contract.ts'
import type { Contract } from '#ground/operation/contract.ts'
import { useQueryClient, type QueryClient, type UseMutationResult } from '@tanstack/react-query'
import type { InputOf, OutputOf } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'

export type Meeting = OutputOf<typeof showMeeting>
export type MeetingItem = Meeting['items'][number]

/** Asks anew for everything that follows from a meeting: its page, the list, tasks, and the editions it resolves. */
export async function forgetCouncil(queryClient: QueryClient): Promise<void> {
  const touched = ['council.', 'policy.edition', 'policy.amendments', 'task.', 'home.']
  await queryClient.invalidateQueries({
    predicate: ({ queryKey }) => touched.some((name) => String(queryKey[0]).startsWith(name)),
  })
}

/** A command on a meeting: what it changed is on the screen before anything else happens. */
export function useMeetingCommand<C extends Contract>(
  contract: C,
  onDone?: (output: OutputOf<C>) => void,
): UseMutationResult<OutputOf<C>, Error, InputOf<C>> {
  const queryClient = useQueryClient()
  return useCommand(contract, async (output) => {
    await forgetCouncil(queryClient)
    onDone?.(output)
  })
}

export const nowOf = (meeting: Meeting) => ({ meetingId: meeting.meetingId, revision: meeting.revision })
