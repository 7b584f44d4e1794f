import type { QueryClient } from '@tanstack/react-query'

/** Asks anew for everything that follows from counting. */
export async function forgetCounting(queryClient: QueryClient): Promise<void> {
  const touched = ['stocktake.', 'task.', 'home.', 'application.today']
  await queryClient.invalidateQueries({
    predicate: ({ queryKey }) => touched.some((name) => String(queryKey[0]).startsWith(name)),
  })
}
