import type { QueryClient } from '@tanstack/react-query'

/** Asks anew for everything the signs say. */
export async function forgetSigns(queryClient: QueryClient): Promise<void> {
  await queryClient.invalidateQueries({
    predicate: ({ queryKey }) => String(queryKey[0]).startsWith('sign.'),
  })
}
