import { signOut } from '#authority/sign-in/contract.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { call } from '../api/api.ts'
import { forgetPages, sessionQuery } from './session.ts'

/** Ends the session here and on the server, and forgets what was shown. */
export function useSignOut() {
  const queryClient = useQueryClient()
  const router = useRouter()
  return useMutation({
    mutationFn: () => call(signOut, {}),
    onSuccess: async () => {
      queryClient.setQueryData(sessionQuery.queryKey, null)
      forgetPages(queryClient)
      await router.navigate({ to: '/sign-in' })
    },
  })
}
